-- check_results: every check of the last run, failed ones first.
-- grain: check_name
-- columns:
--   check_name        varchar  text   name of the check
--   severity          varchar  code   fail stops publication, warn only shows
--   status_code       varchar  code   passed or failed
--   failed_row_count  integer  count  how many things break it: rows, deals, stages, as the message says
--   message           varchar  text   what it says, with an example
--   message_ru        varchar  text   the same in Russian
--   model             varchar  code   table it looks at
-- checks: not_null(check_name, severity, status_code)
-- roles: admin, director, head, analyst
-- page: data_health
select check_name, severity, status_code, failed_row_count, message, message_ru, model
from check_results
order by status_code, severity, check_name
