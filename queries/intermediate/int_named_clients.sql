-- int_named_clients: the client behind each way of naming one, while no source gives cards of clients.
--   A number comes first, then tax number, name, telephone; what another row with a number or tax number carries too
--   is that client, the rest gets an id of its own, from which nobody can tell what it was made of. Empty once there
--   are cards: then a name that meets none is listed as unmatched. Where cards have ids that were made here, as the
--   form of known clients has them, clients with cards keep what they were made of, and no card says otherwise.
-- grain: client_reference
-- columns:
--   client_reference   varchar  text  id, tax number, phone and name of the row as client_reference() joins them
--   client_id          varchar  id    the client; null when a name or number may be several
--   client_match_code  varchar  code  given when the row holds a client's number, made otherwise
--   client_name        varchar  text  name as the row writes it
--   tax_id             varchar  id    tax number of the row
--   phone              varchar  text  telephone of the row
--   first_date         date     day   first day of such a row
-- checks: unique(client_reference), not_null(client_reference, client_match_code), accepted(client_match_code, clientMatchCodes)
-- personal: client_reference, client_name, tax_id, phone
with wanted as (
    -- no row once there are cards: then no document is read at all
    select pseudonym_salt
    from company.settings
    where not exists (select 1 from stage.clients)
        or exists (select 1 from stage.clients where is_made_client_id(client_id))
),
documents as (
    select client_id, client_tax_id, client_phone, client_name, company_date(created_at) as event_date
    from stage.deals
    union all
    select client_id, client_tax_id, client_phone, client_name, ordered_on as event_date from stage.orders
    union all
    select client_id, client_tax_id, client_phone, client_name, issued_on as event_date from stage.invoices
    union all
    select client_id, client_tax_id, client_phone, client_name, paid_on as event_date from stage.payments
    union all
    select client_id, client_tax_id, client_phone, client_name, company_date(offered_at) as event_date
    from stage.handovers
    union all
    select client_id, null as client_tax_id, client_phone, null as client_name, company_date(started_at) as event_date
    from stage.calls
    where direction <> 'internal'
    union all
    select client_id, null as client_tax_id, client_phone, null as client_name, company_date(filed_at) as event_date
    from stage.call_results
),
given as (
    select
        client_reference(client_id, client_tax_id, client_phone, client_name) as client_reference,
        min(client_id) as given_id,
        min(nullif(trim(client_tax_id), '')) as tax_id,
        min(nullif(client_phone, '')) as phone,
        min(client_name) as given_name,
        min(name_key(client_name)) as client_key,
        min(event_date) as first_date,
        min(wanted.pseudonym_salt) as salt
    from documents
    cross join wanted
    group by client_reference(client_id, client_tax_id, client_phone, client_name)
),
with_number as (
    select client_reference, given_id as client_id, tax_id, client_key, phone, first_date
    from given
    where given_id is not null
),
number_taxes as (
    select tax_id, min(client_id) as first_id, count(distinct client_id) as client_count
    from with_number
    where tax_id is not null
    group by tax_id
),
with_tax as (
    select
        given.client_reference,
        case
            when number_taxes.first_id is null then made_client_id(given.salt, 'tax_id', given.tax_id)
            when number_taxes.client_count = 1 then number_taxes.first_id
        end as client_id,
        given.client_key,
        given.phone,
        given.first_date
    from given
    left join number_taxes on given.tax_id = number_taxes.tax_id
    where given.given_id is null and given.tax_id is not null
),
with_key as (
    select client_reference, client_id, client_key, phone, first_date from with_number
    union all
    select client_reference, client_id, client_key, phone, first_date from with_tax
),
key_names as (
    select client_key, min(client_id) as first_id, count(distinct client_id) as client_count
    from with_key
    where client_key is not null and client_id is not null
    group by client_key
),
with_name as (
    select
        given.client_reference,
        case
            when key_names.first_id is null then made_client_id(given.salt, 'name', given.client_key)
            when key_names.client_count = 1 then key_names.first_id
        end as client_id,
        given.client_key,
        given.phone,
        given.first_date
    from given
    left join key_names on given.client_key = key_names.client_key
    where given.given_id is null and given.tax_id is null and given.client_key is not null
),
named as (
    select client_reference, client_id, phone, first_date from with_key
    union all
    select client_reference, client_id, phone, first_date from with_name
),
named_phones as (
    -- of several clients with one number the first one wins, as among cards
    select phone, client_id
    from named
    where phone is not null and client_id is not null
    qualify row_number() over (partition by phone order by first_date asc nulls last, client_id asc) = 1
),
with_phone as (
    select
        given.client_reference,
        coalesce(named_phones.client_id, made_client_id(given.salt, 'phone', given.phone)) as client_id
    from given
    left join named_phones on given.phone = named_phones.phone
    where given.given_id is null
        and given.tax_id is null
        and given.client_key is null
        and given.phone is not null
),
found as (
    select client_reference, client_id from named
    union all
    select client_reference, client_id from with_phone
),
card_phones as (
    select phone, client_id
    from stg_client_phones
    qualify row_number() over (partition by phone order by created_at asc nulls last, client_id asc) = 1
)
select
    given.client_reference,
    found.client_id,
    case when given.given_id is not null then 'given' else 'made' end as client_match_code,
    given.given_name as client_name,
    given.tax_id,
    given.phone,
    given.first_date
from given
inner join found on given.client_reference = found.client_reference
left join stage.clients as cards on found.client_id = cards.client_id
left join int_client_keys as by_tax_id on by_tax_id.key_kind = 'tax_id' and trim(given.tax_id) = by_tax_id.client_key
left join card_phones on given.phone = card_phones.phone
left join int_client_keys as by_name on by_name.key_kind = 'name' and given.client_key = by_name.client_key
where not exists (select 1 from stage.clients)
    or coalesce(by_tax_id.client_id, card_phones.client_id, by_name.client_id, cards.client_id) = cards.client_id
