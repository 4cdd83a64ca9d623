-- sources: every declared source with what it last delivered.
-- grain: source_id
-- columns:
--   source_id         varchar      id     name of the source
--   preset            varchar      code   preset its mapping is made from
--   schedule          varchar      text   when it is pulled or expected; null when by hand
--   last_received_at  timestamptz  utc    when the last file or answer came
--   last_event_date   date         day    last day an event of it happened
--   file_count        integer      count  files and answers received
--   row_count         bigint       count  rows read
--   accepted_count    bigint       count  rows that became data
--   rejected_count    bigint       count  rows set aside
--   superseded_count  bigint       count  rows set aside that another file holds: they came again or were corrected there
--   skipped_count     bigint       count  rows that are no data, such as totals or a header said again, or that the mapping leaves out
--   status_code       varchar      code   fresh, late, empty, never or failed
-- checks: not_null(source_id, status_code)
-- roles: admin, director, head, analyst
-- page: data_health
-- drill: loads
select
    source_id,
    preset,
    schedule,
    last_received_at,
    last_event_date,
    file_count,
    row_count,
    accepted_count,
    rejected_count,
    (select coalesce(sum(superseded_count), 0)::bigint from loads where loads.source_id = sources.source_id)
        as superseded_count,
    (select coalesce(sum(skipped_count), 0)::bigint from loads where loads.source_id = sources.source_id)
        as skipped_count,
    status_code
from sources
order by source_id
