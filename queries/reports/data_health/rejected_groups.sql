-- rejected_groups: why lines were set aside and what the figures lack for it, the most frequent reason first.
-- grain: source_id, column_name, reason_code
-- columns:
--   source_id         varchar        id     name of the source
--   column_name       varchar        code   field that broke; null when it is the whole line
--   reason_code       varchar        code   what is wrong with it
--   entities          varchar        text   what the lines should have become, codes apart by a blank
--   row_count         integer        count  lines set aside for it
--   all_row_count     integer        count  lines set aside for any reason, each counted once
--   source_row_count  bigint         count  lines of the source that should be data: accepted or set aside
--   file_count        integer        count  files these lines stand in
--   corrected_count   integer        count  lines that somebody corrected and that are refused still
--   undated_count     integer        count  lines whose day cannot be read
--   months            varchar        text   months of the others, as YYYY-MM apart by a blank
--   amount            decimal(18,2)  money  money of those lines where it can be read
--   talk_seconds      bigint         s      talk time of those lines where it can be read
--   example           varchar        text   one of the values
-- checks: not_null(source_id, reason_code, row_count, all_row_count, source_row_count, file_count, corrected_count, undated_count)
-- roles: admin, director, head
-- page: data_health
-- drill: rejected_rows
with lines as (
    select
        source_id,
        column_name,
        reason_code,
        load_id,
        line_number,
        min(value) as value,
        max(event_date) as event_date,
        max(amount) as amount,
        max(talk_seconds) as talk_seconds,
        max(correction_code) as correction_code
    from rejected_rows
    group by source_id, column_name, reason_code, load_id, line_number
),
read_lines as (
    select source_id, sum(accepted_count + rejected_count)::bigint as row_count from loads group by source_id
),
aims as (
    select source_id, column_name, reason_code, string_agg(distinct entity, ' ' order by entity) as entities
    from rejected_rows
    group by source_id, column_name, reason_code
)
select
    lines.source_id,
    lines.column_name,
    lines.reason_code,
    any_value(aims.entities) as entities,
    count(*)::integer as row_count,
    (select count(distinct (load_id, line_number))::integer from rejected_rows) as all_row_count,
    coalesce(any_value(read_lines.row_count), 0)::bigint as source_row_count,
    count(distinct lines.load_id)::integer as file_count,
    count(*) filter (where lines.correction_code = 'corrected')::integer as corrected_count,
    count(*) filter (where lines.event_date is null)::integer as undated_count,
    string_agg(distinct strftime(lines.event_date, '%Y-%m'), ' ' order by strftime(lines.event_date, '%Y-%m'))
        as months,
    sum(lines.amount)::decimal(18,2) as amount,
    sum(lines.talk_seconds)::bigint as talk_seconds,
    min(lines.value) as example
from lines
inner join aims
    on aims.source_id = lines.source_id
    and aims.column_name is not distinct from lines.column_name
    and aims.reason_code = lines.reason_code
left join read_lines on read_lines.source_id = lines.source_id
group by lines.source_id, lines.column_name, lines.reason_code
order by row_count desc, lines.source_id, lines.column_name, lines.reason_code
