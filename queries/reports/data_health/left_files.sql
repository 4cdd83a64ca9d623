-- left_files: what lies in the inbox and the last run did not take, such as a folder or a file that no source looks for.
-- grain: file_name
-- columns:
--   file_name   varchar  text  path below the inbox
--   message     varchar  text  why it was not taken and what to do
--   message_ru  varchar  text  the same in Russian
-- checks: not_null(file_name, message)
-- roles: admin, director, head, analyst
-- page: data_health
select file_name, message, message_ru
from left_files
order by file_name
