-- int_client_references: the client meant by a row of CRM or accounting.
--   A known id comes first, then tax number, phone, exact name; an id without a card is kept as it is. Clients
--   of int_named_clients, made while there are no cards, come before.
-- grain: client_reference
-- columns:
--   client_reference   varchar  text  id, tax number, phone and name of the row as client_reference() joins them
--   client_id          varchar  id    the client; null when nothing fits
--   client_match_code  varchar  code  what fitted
-- checks: unique(client_reference), not_null(client_reference, client_match_code), accepted(client_match_code, clientMatchCodes)
-- personal: client_reference
with given as (
    select client_id, client_tax_id, client_phone, client_name from stage.deals
    union
    select client_id, client_tax_id, client_phone, client_name from stage.orders
    union
    select client_id, client_tax_id, client_phone, client_name from stage.invoices
    union
    select client_id, client_tax_id, client_phone, client_name from stage.payments
    union
    select client_id, client_tax_id, client_phone, client_name from stage.handovers
),
matched as (
    select
        client_reference(
            given.client_id, given.client_tax_id, given.client_phone, given.client_name
        ) as client_reference,
        given.client_id as given_id,
        cards.client_id as card_id,
        by_tax_id.client_id as tax_id_client_id,
        phones.client_id as phone_client_id,
        by_name.client_id as name_client_id,
        named.client_id as named_client_id,
        named.client_match_code as named_match_code
    from given
    left join stage.clients as cards on given.client_id = cards.client_id
    left join int_client_keys as by_tax_id
        on by_tax_id.key_kind = 'tax_id' and trim(given.client_tax_id) = by_tax_id.client_key
    left join int_client_phones as phones on given.client_phone = phones.phone
    left join int_client_keys as by_name
        on by_name.key_kind = 'name' and name_key(given.client_name) = by_name.client_key
    left join int_named_clients as named
        on client_reference(given.client_id, given.client_tax_id, given.client_phone, given.client_name)
        = named.client_reference
)
select distinct
    client_reference,
    case
        when named_match_code is not null then named_client_id
        else coalesce(card_id, tax_id_client_id, phone_client_id, name_client_id, given_id)
    end as client_id,
    case
        when named_match_code is not null and named_client_id is null then 'none'
        when named_match_code is not null then named_match_code
        when card_id is not null then 'id'
        when tax_id_client_id is not null then 'tax_id'
        when phone_client_id is not null then 'phone'
        when name_client_id is not null then 'name'
        when given_id is not null then 'given'
        else 'none'
    end as client_match_code
from matched
