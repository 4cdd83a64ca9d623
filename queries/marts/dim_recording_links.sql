-- dim_recording_links: where recordings of a source can be heard, for sources that give only their ids.
-- grain: source_id
-- columns:
--   source_id  varchar  id    source of calls
--   link       varchar  text  address with {id} in the recording's place
-- checks: unique(source_id), not_null(source_id, link)
select source_id, link
from company.recording_links
