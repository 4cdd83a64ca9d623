-- deals_in_order: deals closed before they were created, as after a move to another CRM; their money counts on the day of closing, how long they took is unknown.
-- severity: warn
select deal_id, created_date, closed_date
from fct_deals
where closed_date < created_date
