-- book_flows_add_up: the parts of a farmer's bridge lead from the volume a year ago to the volume now, to the kopeck.
-- ru: части моста фермера должны привести от объёма год назад к нынешнему с точностью до копейки.
-- severity: fail
select month, employee_id, then_amount, now_amount
from rollup_book_flows
where then_amount + moved_in_amount - moved_out_amount - lost_amount - down_amount + up_amount + new_amount + returned_amount <> now_amount
