-- int_client_keys: the only client with a tax number or a name; numbers and names of several cards are left out.
-- grain: key_kind, client_key
-- columns:
--   key_kind    varchar  code  tax_id or name
--   client_key  varchar  text  digits of the tax number, or the name as name_key() compares it
--   client_id   varchar  id    clients.client_id
-- checks: unique(key_kind, client_key), not_null(key_kind, client_key, client_id)
-- personal: client_key
with keys as (
    select 'tax_id' as key_kind, trim(tax_id) as client_key, client_id from stage.clients
    union all
    select 'name' as key_kind, name_key(client_name) as client_key, client_id from stage.clients
)
select key_kind, client_key, min(client_id) as client_id
from keys
where client_key <> ''
group by key_kind, client_key
having count(distinct client_id) = 1
