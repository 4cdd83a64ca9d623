-- corrections: what people corrected in the quarantine, dismissed, or added to dictionaries and settings, the newest first.
-- grain: correction_id, load_id
-- columns:
--   correction_id  varchar      id     name by which a correction is taken back
--   load_id        integer      count  number of the load; null for dictionaries and settings
--   source_id      varchar      id     name of the source; null for dictionaries and settings
--   file_name      varchar      text   file of the line, or of the company folder
--   line_number    bigint       count  line in the file
--   kind_code      varchar      code   corrected, dismissed, dictionary or settings
--   by_name        varchar      text   who did it
--   reason         varchar      text   why it was done
--   recorded_at    timestamptz  utc    when it was recorded
--   before_text    varchar      text   what stood there before
--   after_text     varchar      text   what stands there now
--   undone_by      varchar      text   who took it back
--   undone_at      timestamptz  utc    when it was taken back
--   undone_reason  varchar      text   why it was taken back
-- checks: not_null(correction_id, kind_code, by_name, reason, recorded_at)
-- roles: admin, director, head
-- page: data_health
select
    correction_id,
    load_id,
    source_id,
    file_name,
    line_number,
    kind_code,
    by_name,
    reason,
    recorded_at,
    before_text,
    after_text,
    undone_by,
    undone_at,
    undone_reason
from corrections
order by recorded_at desc, correction_id, load_id
limit 5000
