-- books_add_up: what a farmer's book bought a year ago, less what was lost and fell, more what grew and came back, is what it buys now.
-- ru: то, что клиенты фермера купили год назад, минус потерянное и снижение, плюс рост и вернувшееся — это то, что они покупают сейчас.
-- severity: fail
select month, employee_id
from rollup_farmer_months
where base_amount - lost_amount - down_amount + up_amount + back_amount <> now_amount
