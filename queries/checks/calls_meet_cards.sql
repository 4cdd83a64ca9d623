-- calls_meet_cards: there are cards of clients and calls with telephones, but not one call meets a card: most of the relay stays empty. Load telephones of the clients (column phones of the list or of the form "Clients"), or ids of clients with the calls.
-- ru: карточки клиентов и звонки с номерами есть, но ни один звонок не нашёл карточку: большая часть эстафеты пуста. Загрузите телефоны клиентов (столбец «Телефоны» списка или формы «Клиенты») или коды клиентов вместе со звонками.
-- severity: warn
select count(*)::integer as call_count
from fct_calls
cross join (select count(*) as card_count from stage.clients) as cards
where direction <> 'internal' and cards.card_count > 0
having count(*) > 0 and count(client_id) = 0
