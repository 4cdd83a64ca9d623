-- source_days: what every source holds of the last sixty days.
-- grain: source_id, day
-- columns:
--   source_id       varchar  id     name of the source
--   day             date     day    company-local day of the events; of arrival for sources without dated events
--   status_code     varchar  code   loaded, empty or rejected (some rows set aside); a day without a row has nothing
--   file_count      integer  count  files whose last day this is
--   accepted_count  integer  count  rows that became data
--   rejected_count  integer  count  rows set aside
-- checks: not_null(source_id, day, status_code)
-- roles: admin, director, head, analyst
-- page: data_health
with last_days as (
    select max(day) as last_day from load_days
)
select
    days.source_id,
    days.day,
    case
        when days.rejected_count > 0 then 'rejected'
        when days.accepted_count = 0 then 'empty'
        else 'loaded'
    end as status_code,
    days.file_count,
    days.accepted_count,
    days.rejected_count
from load_days as days
cross join last_days
where days.day > days_after(last_days.last_day, -60)
order by days.source_id, days.day
