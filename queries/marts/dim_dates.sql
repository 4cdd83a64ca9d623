-- dim_dates: one day of the company's calendar.
-- grain: date_day
-- columns:
--   date_day    date     day    company-local day
--   month       date     month  first day of its month
--   weekday     integer  count  1 Monday to 7 Sunday
--   is_working  boolean  flag   true on a working day of the production calendar
--   norm_hours  double   ratio  working hours of the day by the calendar
-- checks: unique(date_day), not_null(date_day, month, is_working)
select
    calendar_date as date_day,
    month_of(calendar_date) as month,
    isodow(calendar_date)::integer as weekday,
    is_working,
    norm_hours
from company.calendar
