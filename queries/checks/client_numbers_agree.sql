-- client_numbers_agree: two sources that number clients alike and mostly name them otherwise: one number is probably two clients, and money of one counts for the other. If so, make the numbers of one differ in sources.yaml, such as client_id: {sql: '''1c-'' || "Code"'}, or leave them out, so that its clients are met by name, tax number or telephone.
-- ru: два источника дают клиентам одни номера, а называют их чаще всего по-разному: один номер, скорее всего, это два клиента, и деньги одного считаются за другим. Если так, измените номера одного из них в sources.yaml, например client_id: {sql: '''1c-'' || "Код"'}, или не берите их: тогда его клиенты узнаются по названию, ИНН или телефону.
-- severity: warn
with given as (
    select source_id, client_id, client_name from stage.clients
    union all
    select source_id, client_id, client_name from stage.deals
    union all
    select source_id, client_id, client_name from stage.orders
    union all
    select source_id, client_id, client_name from stage.invoices
    union all
    select source_id, client_id, client_name from stage.payments
    union all
    select source_id, client_id, client_name from stage.handovers
),
spellings as (
    select distinct source_id, client_id, client_name
    from given
    where client_id is not null and client_name is not null
),
names as (
    select source_id, client_id, list(distinct name_key(client_name)) as client_keys
    from spellings
    group by source_id, client_id
),
pairs as (
    select
        names.source_id,
        others.source_id as other_source_id,
        list_has_any(names.client_keys, others.client_keys) as is_same
    from names
    inner join names as others
        on names.client_id = others.client_id and names.source_id < others.source_id
)
select
    source_id,
    other_source_id,
    count(*)::integer as shared_count,
    (count(*) filter (where not is_same))::integer as differing_count
from pairs
group by source_id, other_source_id
having count(*) filter (where not is_same) >= 3
    and count(*) filter (where not is_same) * 2 > count(*)
