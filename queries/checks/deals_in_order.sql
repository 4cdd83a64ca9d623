-- deals_in_order: deals closed before they were created, as after a move to another CRM; their money counts on the day of closing, how long they took is unknown.
-- ru: сделки закрыты раньше, чем созданы, как после переезда в другую CRM; деньги считаются в день закрытия, длительность неизвестна.
-- severity: warn
select deal_id, created_date, closed_date
from fct_deals
where closed_date < created_date
