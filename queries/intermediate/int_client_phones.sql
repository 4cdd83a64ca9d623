-- int_client_phones: the client a telephone number belongs to; of several cards with one number the oldest wins.
-- grain: phone
-- columns:
--   phone       varchar  text   number in E.164
--   client_id   varchar  id     clients.client_id of the oldest card
--   card_count  integer  count  cards that carry the number
-- checks: unique(phone), not_null(phone, client_id)
-- personal: phone
with ranked as (
    select
        phone,
        client_id,
        row_number() over (
            partition by phone order by created_at asc nulls last, client_id asc
        ) as card_rank,
        count(*) over (partition by phone) as card_count
    from stg_client_phones
)
select phone, client_id, card_count::integer as card_count
from ranked
where card_rank = 1
