-- flow_adds_up: of the clients with a chance each must have passed, been lost or be waiting.
-- ru: каждый клиент, у которого был шанс, должен пройти дальше, потеряться или ждать.
-- severity: fail
select month, step_code, from_count, passed_count, lost_count, waiting_count
from rollup_relay_months
where from_count <> passed_count + lost_count + waiting_count or waiting_count < 0
