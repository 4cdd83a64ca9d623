-- closed_deals_dated: deals won or lost without a known day of closing; they are missing from every month.
-- ru: сделки выиграны или проиграны, а день закрытия неизвестен; в месяцы они не попадают.
-- severity: warn
select deal_id, status, created_date
from fct_deals
where status <> 'open' and closed_date is null
