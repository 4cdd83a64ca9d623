-- white_space: farmers' clients with an estimated potential, those with most left to buy first.
--   A group of goods is named as missing when a quarter of all clients who bought at all buy it and this one does not.
-- grain: client_id
-- params:
--   team_id  varchar  only clients of this team's people; null for everybody's
-- columns:
--   client_id             varchar        id     dim_clients.client_id
--   client_name           varchar        text   company name
--   client_phone          varchar        text   number of the person who decides, else the company's
--   tax_id                varchar        id     tax number
--   client_size           varchar        code   large, medium, small or unknown
--   employee_id           varchar        id     dim_employees.employee_id of the farmer
--   employee_name         varchar        text   full name of the farmer
--   potential_amount      decimal(18,2)  money  last estimate of what the client could buy in a year
--   potential_date        date           day    day of that estimate
--   is_stale              boolean        flag   true when the estimate is older than a year
--   year_amount           decimal(18,2)  money  orders of the twelve months to the last day of data
--   white_amount          decimal(18,2)  money  potential less orders
--   goods_group_count     integer        count  groups of goods bought
--   missing_groups        varchar        text   usual groups he does not buy
--   all_client_count      integer        count  clients with a potential in all
--   all_stale_count       integer        count  of these, with an estimate older than a year
--   all_potential_amount  decimal(18,2)  money  their potential in all
--   all_year_amount       decimal(18,2)  money  their orders in all
--   all_white_amount      decimal(18,2)  money  left to buy in all
--   all_over_count        integer        count  clients that buy more than their potential: the estimate is too low
-- checks: unique(client_id), not_null(client_id, client_size, employee_name, potential_amount, is_stale, year_amount, white_amount, goods_group_count, all_client_count, all_stale_count, all_potential_amount, all_year_amount, all_white_amount, all_over_count)
-- personal: client_name, employee_name, client_phone, tax_id
-- roles: admin, director, head
-- page: farmers
-- rows: 300
with spaces as (
    select
        spaces.client_id,
        spaces.employee_id,
        potential_amount,
        potential_date,
        is_stale,
        year_amount,
        white_amount,
        group_count,
        count(*) over () as all_client_count,
        count(*) filter (where is_stale) over () as all_stale_count,
        sum(potential_amount) over () as all_potential_amount,
        sum(year_amount) over () as all_year_amount,
        sum(white_amount) over () as all_white_amount,
        count(*) filter (where year_amount > potential_amount) over () as all_over_count
    from rollup_white_space as spaces
    inner join dim_employees as people on spaces.employee_id = people.employee_id
    where $team_id::varchar is null or people.team_id = $team_id::varchar
),
buyers as (
    select count(*) as buyer_count from rollup_client_groups where is_first
),
usual as (
    select bought.product_group
    from rollup_client_groups as bought
    cross join buyers
    group by bought.product_group
    having count(*) >= 0.25 * max(buyers.buyer_count)
),
missing as (
    select spaces.client_id, string_agg(usual.product_group, ', ' order by usual.product_group) as missing_groups
    from spaces
    cross join usual
    left join rollup_client_groups as bought
        on spaces.client_id = bought.client_id and usual.product_group = bought.product_group
    where bought.client_id is null
    group by spaces.client_id
)
select
    spaces.client_id,
    clients.client_name,
    clients.client_phone,
    clients.tax_id,
    clients.client_size,
    spaces.employee_id,
    people.employee_name,
    spaces.potential_amount,
    spaces.potential_date,
    spaces.is_stale,
    spaces.year_amount,
    spaces.white_amount,
    spaces.group_count as goods_group_count,
    missing.missing_groups,
    spaces.all_client_count::integer as all_client_count,
    spaces.all_stale_count::integer as all_stale_count,
    spaces.all_potential_amount::decimal(18,2) as all_potential_amount,
    spaces.all_year_amount::decimal(18,2) as all_year_amount,
    spaces.all_white_amount::decimal(18,2) as all_white_amount,
    spaces.all_over_count::integer as all_over_count
from spaces
-- these clients have an owner: the others are not read
inner join dim_clients as clients
    on spaces.client_id = clients.client_id and clients.owner_employee_id is not null
inner join dim_employees as people on spaces.employee_id = people.employee_id
left join missing on spaces.client_id = missing.client_id
order by spaces.white_amount desc, spaces.client_id
