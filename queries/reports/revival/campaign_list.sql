-- campaign_list: the clients of a new campaign, the largest free sleepers of a band, with those held out by lot.
--   Of each band the same share is held out. The lot is the order of the MD5 of seed and id: the same seed on the same
--   snapshot draws the same clients. The first four columns are those of campaign_members, so that the file loads as it is.
-- grain: client_id
-- params:
--   team_id  varchar  only clients of this team's people; null for everybody's
--   campaign_id      varchar  identifier the campaign will have
--   band             varchar  short, middle or long; empty for every band
--   client_limit     integer  clients in all
--   control_percent  integer  percent of them held out
--   seed             varchar  any text; another text is another lot
-- columns:
--   campaign_id          varchar        id     identifier of the campaign
--   client_id            varchar        id     dim_clients.client_id
--   is_control           boolean        flag   true when the client is held out by lot and must not be called
--   stratum              varchar        text   band the lot was drawn within
--   client_name          varchar        text   company name
--   client_phone         varchar        text   number of the person who decides, else the company's
--   tax_id               varchar        id     tax number
--   client_size          varchar        code   large, medium, small or unknown
--   owner_employee_id    varchar        id     dim_employees.employee_id of who holds the client
--   owner_name           varchar        text   full name of who holds the client
--   order_amount         decimal(18,2)  money  orders less returns over all time
--   last_order_date      date           day    last purchase day
--   silent_days          integer        days   days since that day
--   last_contact_date    date           day    last contact of anybody
--   all_treated_count    integer        count  clients to be called
--   all_control_count    integer        count  clients held out
-- checks: unique(client_id), not_null(campaign_id, client_id, is_control, stratum, client_size, order_amount, silent_days, all_treated_count, all_control_count)
-- personal: client_name, owner_name, client_phone, tax_id
-- roles: admin, director, head
-- page: revival
with chosen as (
    select
        sleepers.client_id,
        sleepers.band_code,
        sleepers.silent_days,
        sleepers.client_name,
        sleepers.client_phone,
        sleepers.tax_id,
        sleepers.client_size,
        sleepers.owner_employee_id,
        owners.employee_name as owner_name,
        sleepers.order_amount,
        sleepers.last_order_date,
        sleepers.last_contact_date
    from rollup_sleepers as sleepers
    left join dim_employees as owners on sleepers.owner_employee_id = owners.employee_id
    where ($team_id::varchar is null or owners.team_id = $team_id::varchar)
        and not sleepers.is_in_campaign
        and ($band::varchar = '' or sleepers.band_code = $band::varchar)
    order by sleepers.list_place
    limit least(greatest($client_limit::integer, 0), 10000)
),
drawn as (
    select
        *,
        row_number() over (
            partition by band_code
            order by md5($seed::varchar || '|' || client_id), client_id
        ) as lot,
        round(
            count(*) over (partition by band_code)
            * least(greatest($control_percent::integer, 0), 100) / 100.0
        ) as control_count
    from chosen
)
select
    $campaign_id::varchar as campaign_id,
    client_id,
    lot <= control_count as is_control,
    band_code as stratum,
    client_name,
    client_phone,
    tax_id,
    client_size,
    owner_employee_id,
    owner_name,
    order_amount::decimal(18,2) as order_amount,
    last_order_date,
    silent_days,
    last_contact_date,
    (count(*) filter (where lot > control_count) over ())::integer as all_treated_count,
    (count(*) filter (where lot <= control_count) over ())::integer as all_control_count
from drawn
order by order_amount desc, client_id
