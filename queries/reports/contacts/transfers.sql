-- transfers: silent clients that passed to another owner beside alike ones that stayed, and what followed in three months; the 24 months to the month.
-- grain: month, leg_code, band_code, has_bought
-- params:
--   month  date  first day of the last of the 24 months
-- columns:
--   month               date           month  first day of the month in which a client passed or stayed
--   leg_code            varchar        code   hunters or farmers
--   band_code           varchar        code   how long silent when the month began
--   has_bought          boolean        flag   true for clients that had bought before
--   moved_count         integer        count  clients that passed to another owner
--   moved_spoken_count  integer        count  of these, with a contact in the three months after
--   moved_bought_count  integer        count  of these, with a purchase in the three months after
--   moved_amount        decimal(18,2)  money  their orders less returns
--   stayed_count         integer        count  alike clients that stayed
--   stayed_spoken_count  integer        count  of these, with a contact in the three months after
--   stayed_bought_count  integer        count  of these, with a purchase in the three months after
--   stayed_amount        decimal(18,2)  money  their orders less returns
-- checks: unique(month, leg_code, band_code, has_bought), not_null(month, leg_code, band_code, has_bought, moved_count, moved_spoken_count, moved_bought_count, moved_amount, stayed_count, stayed_spoken_count, stayed_bought_count, stayed_amount)
-- roles: admin, director, head
-- page: contacts
select
    moved.month,
    moved.leg_code,
    moved.band_code,
    moved.has_bought,
    moved.client_count as moved_count,
    moved.spoken_count as moved_spoken_count,
    moved.bought_count as moved_bought_count,
    moved.order_amount as moved_amount,
    stayed.client_count as stayed_count,
    stayed.spoken_count as stayed_spoken_count,
    stayed.bought_count as stayed_bought_count,
    stayed.order_amount as stayed_amount
from rollup_transfers as moved
inner join rollup_transfers as stayed
    on moved.month = stayed.month
    and moved.leg_code = stayed.leg_code
    and moved.band_code = stayed.band_code
    and moved.has_bought = stayed.has_bought
    and not stayed.is_moved
where moved.is_moved
    and moved.month > months_after($month::date, -24)
    and moved.month <= $month::date
order by moved.month desc, moved.leg_code, moved.band_code, moved.has_bought
