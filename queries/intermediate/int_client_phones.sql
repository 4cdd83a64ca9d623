-- int_client_phones: the client a telephone number belongs to; of several cards with one number the oldest wins.
--   Where no card has it, it is the one of int_named_clients whom documents and calls name with it.
-- grain: phone
-- columns:
--   phone       varchar  text   number in E.164
--   client_id   varchar  id     clients.client_id of the oldest card
--   card_count  integer  count  cards that carry the number
-- checks: unique(phone), not_null(phone, client_id)
-- personal: phone
with numbers as (
    select phone, client_id, created_at, true as is_on_card from stg_client_phones
    union all
    select phone, client_id, day_start(min(first_date)) as created_at, false as is_on_card
    from int_named_clients
    where phone is not null and client_id is not null
    group by phone, client_id
),
ranked as (
    select
        phone,
        client_id,
        row_number() over (
            partition by phone order by is_on_card desc, created_at asc nulls last, client_id asc
        ) as card_rank,
        count(distinct client_id) over (partition by phone) as card_count
    from numbers
)
select phone, client_id, card_count::integer as card_count
from ranked
where card_rank = 1
