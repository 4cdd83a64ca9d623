-- books_add_up: what a farmer's book bought a year ago, less what was lost and fell, more what grew, is what it buys now.
-- ru: то, что клиенты фермера купили год назад, минус потерянное и снижение, плюс рост — это то, что они покупают сейчас.
-- severity: fail
select month, employee_id
from rollup_farmer_months
where base_amount - lost_amount - down_amount + up_amount <> now_amount
