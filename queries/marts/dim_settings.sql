-- dim_settings: names and thresholds of the company, one row.
-- grain: company_name
-- since: data_until
-- columns:
--   company_name          varchar  text   name of the company
--   timezone              varchar  text   zone of the business day
--   locale                varchar  text   language of numbers and dates
--   currency              varchar  code   currency of every amount
--   contact_seconds       integer  s      talk from which an answered call is a contact
--   conversation_seconds  integer  s      talk from which it is a conversation
--   fading_days           integer  days   days without an event from which a client fades
--   dormant_days          integer  days   days without an event from which a client is dormant
--   handover_limit_days   integer  days   days a hunter may keep a client after the trap event
--   acceptance_hours      integer  count  hours within which an offered client must be accepted
--   deal_maturity_days    integer  days   days after which a cohort counts as mature
--   revival_days          integer  days   days from a campaign's start within which a purchase counts
--   gap_seconds           integer  s      silence between two calls that counts as a gap
--   trap_event            varchar  code   event that starts the hand-over clock
--   script_change_rate    double   rate   smallest change of the result rate that a script test must find
--   script_alarm_rate     double   rate   chance of a verdict by mere chance, over all looks of a test
--   script_power_rate     double   rate   chance to find a change of that size
--   script_look_count     integer  count  looks of a test
--   data_until            date     day    last day for which events exist
-- checks: unique(company_name), not_null(company_name, conversation_seconds, dormant_days), accepted(trap_event, trapEvents)
select
    company_name,
    timezone,
    locale,
    currency,
    contact_seconds,
    conversation_seconds,
    fading_days,
    dormant_days,
    handover_limit_days,
    acceptance_hours,
    deal_maturity_days,
    revival_days,
    gap_seconds,
    trap_event,
    script_change_rate,
    script_alarm_rate,
    script_power_rate,
    script_look_count,
    data_until
from company.settings
