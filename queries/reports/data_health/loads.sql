-- loads: every received file or answer, the newest first.
-- grain: load_id
-- columns:
--   load_id           integer      count  number of the load
--   source_id         varchar      id     name of the source
--   file_name         varchar      text   name of the file as it came
--   received_at       timestamptz  utc    when it came
--   byte_count        bigint       count  size in bytes
--   sha256            varchar      code   hash of its bytes, the name in the archive
--   row_count         bigint       count  rows read
--   accepted_count    bigint       count  rows that became data
--   rejected_count    bigint       count  rows set aside that wait
--   superseded_count  bigint       count  rows set aside that another file holds: they came again or were corrected there
--   unchanged_count   bigint       count  rows already known as they are
--   skipped_count     bigint       count  rows that are no data, such as totals or a header said again, or that the mapping leaves out
--   first_event_date  date         day    first day an event of it happened
--   last_event_date   date         day    last day an event of it happened
--   status_code       varchar      code   how the load ended
--   message           varchar      text   what went wrong
--   message_ru        varchar      text   the same in Russian
-- checks: not_null(load_id, source_id, received_at, status_code)
-- roles: admin, director, head, analyst
-- page: data_health
-- drill: rejected_rows
select
    load_id,
    source_id,
    file_name,
    received_at,
    byte_count,
    sha256,
    row_count,
    accepted_count,
    rejected_count,
    superseded_count,
    unchanged_count,
    skipped_count,
    first_event_date,
    last_event_date,
    status_code,
    message,
    message_ru
from loads
order by received_at desc, load_id desc
