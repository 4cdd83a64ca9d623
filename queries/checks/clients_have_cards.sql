-- clients_have_cards: no source gives cards of clients, so they are made of the numbers, tax numbers, names and telephones in deals, documents and calls: each number called is a client, and what is known of a client only from a card (group, size, who decides, owner) is missing. Add the list of clients of the CRM as a source.
-- ru: ни один источник не даёт карточек клиентов, поэтому клиенты составлены по номерам, ИНН, названиям и телефонам из сделок, документов и звонков: каждый набранный номер — клиент, а того, что стоит только в карточке (группа, размер, кто решает, владелец), нет. Добавьте источником список клиентов из CRM.
-- severity: warn
select count(distinct client_id)::integer as made_client_count
from int_named_clients
where client_id is not null and not exists (select 1 from stage.clients)
having count(distinct client_id) > 0
