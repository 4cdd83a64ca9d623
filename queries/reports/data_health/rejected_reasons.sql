-- rejected_reasons: why lines were set aside, the most frequent first.
-- grain: source_id, entity, column_name, reason_code
-- columns:
--   source_id    varchar  id     name of the source
--   entity       varchar  code   what the lines should have become
--   column_name  varchar  code   field that broke
--   reason_code  varchar  code   what is wrong with it
--   row_count    integer  count  lines set aside for it
--   example      varchar  text   one of the values
-- checks: not_null(reason_code, row_count)
-- roles: admin, director, head
-- page: data_health
-- drill: rejected_rows
select
    source_id,
    entity,
    column_name,
    reason_code,
    count(distinct (load_id, line_number))::integer as row_count,
    min(value) as example
from rejected_rows
group by source_id, entity, column_name, reason_code
order by row_count desc, source_id, entity, column_name, reason_code
