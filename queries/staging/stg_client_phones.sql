-- stg_client_phones: every telephone number on a client's card.
-- grain: client_id, phone
-- columns:
--   client_id   varchar      id    clients.client_id
--   phone       varchar      text  number in E.164
--   created_at  timestamptz  utc   when the card was made
-- checks: unique(client_id, phone), not_null(client_id, phone)
-- personal: phone
with numbers as (
    select client_id, created_at, unnest(string_split(phones, ';')) as phone from stage.clients
    union all
    select client_id, created_at, decision_maker_phone as phone from stage.clients
)
select client_id, trim(phone) as phone, min(created_at) as created_at
from numbers
where trim(phone) <> ''
group by client_id, trim(phone)
