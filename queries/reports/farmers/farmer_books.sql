-- farmer_books: each farmer's clients as held a year ago: what they buy in three months now, against the same months then.
--   Clients that came later are not in it, so that neither taking over nor giving away changes the answer.
-- grain: employee_id
-- params:
--   month  date  first day of the last of the three months
-- columns:
--   employee_id       varchar        id     dim_employees.employee_id
--   employee_name     varchar        text   full name
--   client_count      integer        count  clients of the book that bought in the months a year ago or buy now
--   base_amount       decimal(18,2)  money  their orders then
--   now_amount        decimal(18,2)  money  their orders now
--   others_base_amount  decimal(18,2)  money  orders then of the other farmers' books; null when these are too few clients
--   others_now_amount  decimal(18,2)  money  their orders now; null when these are too few clients
--   change_deviation  double         ratio  one standard deviation of the change by chance; null when too few clients tell
--   low_amount        decimal(18,2)  money  lower limit of chance for the orders now; null as above
--   high_amount       decimal(18,2)  money  upper limit of chance for the orders now; null as above
--   rank_score        double         ratio  deviations by which the clients' changes lie above those of the others' clients; null as others_base_amount
--   verdict_code      varchar        code   grew, fell or within chance; unknown while too few clients tell or the month runs
--   lost_count        integer        count  clients that buy nothing now
--   lost_amount       decimal(18,2)  money  what these bought then
--   down_count        integer        count  clients that buy less now
--   down_amount       decimal(18,2)  money  how much less
--   up_count          integer        count  clients that buy more now
--   up_amount         decimal(18,2)  money  how much more
--   back_count        integer        count  clients that bought nothing then and buy now
--   back_amount       decimal(18,2)  money  their orders now
--   buyer_base_amount  decimal(18,2)  money  orders then of the clients that bought then
--   retained_amount   decimal(18,2)  money  orders now of these clients
--   kept_amount       decimal(18,2)  money  orders now of these clients, of each at most those then
-- checks: unique(employee_id), not_null(employee_id, employee_name, client_count, base_amount, now_amount, verdict_code, lost_count, lost_amount, down_count, down_amount, up_count, up_amount, back_count, back_amount, buyer_base_amount, retained_amount, kept_amount)
-- personal: employee_name
-- roles: admin, director, head
-- page: farmers
-- team: employee_id
select
    books.employee_id,
    people.employee_name,
    books.client_count,
    books.base_amount,
    books.now_amount,
    books.others_base_amount,
    books.others_now_amount,
    books.change_deviation,
    books.low_amount,
    books.high_amount,
    books.rank_score,
    books.verdict_code,
    books.lost_count,
    books.lost_amount,
    books.down_count,
    books.down_amount,
    books.up_count,
    books.up_amount,
    books.back_count,
    books.back_amount,
    books.buyer_base_amount,
    (books.buyer_base_amount - books.lost_amount - books.down_amount + books.up_amount)::decimal(18,2) as retained_amount,
    (books.buyer_base_amount - books.lost_amount - books.down_amount)::decimal(18,2) as kept_amount
from rollup_farmer_months as books
inner join dim_employees as people on books.employee_id = people.employee_id
where books.month = $month::date
order by people.employee_name, books.employee_id
