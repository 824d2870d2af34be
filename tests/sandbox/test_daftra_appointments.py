"""Appointments about clients, invoices, estimates and work orders: the rules they share."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
KEYS = {
    "client_appointments": ("FollowUpReminder", "ClientAppointment", 1, 3),
    "invoice_appointments": ("InvoiceAppointment", "InvoiceAppointment", 2, 1),
    "estimate_appointments": ("EstimateAppointment", "EstimateAppointment", 3, 14),
    "work_order_appointments": ("WorkOrderAppointment", "WorkOrderAppointment", 8, 2),
}


def created(client: httpx.Client, path: str, **members: Any) -> int:
    answer = client.post(f"/{path}", json={KEYS[path][0]: members})
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def read(client: httpx.Client, path: str, number: int | str) -> dict[str, Any]:
    record: dict[str, Any] = client.get(f"/{path}/{number}").json()["data"][KEYS[path][1]]
    return record


@pytest.mark.parametrize("path", KEYS)
def test_the_path_decides_the_kind(documented: Sandbox, daftra: Connect, path: str) -> None:
    client, (_, _, kind, item) = daftra(documented), KEYS[path]
    record = read(client, path, created(client, path, item_id=item))
    assert (record["item_type"], record["item_id"]) == (kind, item)


@pytest.mark.parametrize("path", KEYS)
def test_appointments_of_another_kind_are_not_found(
    either: Sandbox, daftra: Connect, path: str
) -> None:
    client = daftra(either)
    number = created(client, path)
    found = [client.get(f"/{each}/{number}").status_code for each in KEYS]
    assert found == [200 if each == path else 404 for each in KEYS]
    listed = [
        int(row[KEYS[each][1]]["id"])
        for each in KEYS
        for row in client.get(f"/{each}").json()["data"]
    ]
    assert listed.count(number) == 1


def test_a_clients_appointment_is_written_under_another_key_than_it_is_read(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    refused = client.post("/client_appointments", json={"ClientAppointment": {"item_id": 1}})
    assert (refused.status_code, refused.json()["message"]) == (400, "FollowUpReminder is empty")
    reasons = client.post("/client_appointments", json={"FollowUpReminder": {"item_id": 999}})
    found = reasons.json()["validation_errors"]
    assert list(found.get("FollowUpReminder", found)) == ["item_id"]


@pytest.mark.parametrize(
    ("path", "item"), [("invoice_appointments", 14), ("estimate_appointments", 1)]
)
def test_a_document_of_another_kind_is_refused(
    either: Sandbox, daftra: Connect, path: str, item: int
) -> None:
    answer = daftra(either).post(f"/{path}", json={KEYS[path][0]: {"item_id": item}})
    found = answer.json()["validation_errors"]
    assert list(found.get(KEYS[path][0], found)) == ["item_id"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (2, [2, "2"]),
        ("2", [2, "2"]),
        ([1, "3"], [[1, 3], ["1", "3"]]),
        ([], [[], []]),
        (0, [0, "0"]),
    ],
)
def test_one_employee_is_the_author_and_several_are_a_list(
    box: Sandbox, documented: Sandbox, daftra: Connect, sent: object, expected: list[object]
) -> None:
    shown = []
    for each in (documented, box):
        client = daftra(each)
        number = created(client, "client_appointments", staff_id=sent)
        shown.append(read(client, "client_appointments", number)["staff_id"])
    assert shown == expected


@pytest.mark.parametrize("sent", [99, [1, 99], [[1]], "one", [None], {"id": 1}])
def test_these_employees_are_refused(either: Sandbox, daftra: Connect, sent: object) -> None:
    answer = daftra(either).post(
        "/client_appointments", json={"FollowUpReminder": {"staff_id": sent}}
    )
    found = answer.json()["validation_errors"]
    assert list(found.get("FollowUpReminder", found)) == ["staff_id"]


def test_a_new_appointment_is_scheduled_now(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    record = read(client, "client_appointments", created(client, "client_appointments"))
    assert (record["status"], record["status_date"]) == (0, "2026-07-01 12:00:00")


def test_a_change_of_the_status_is_dated(documented: Sandbox, daftra: Connect) -> None:
    client, day = daftra(documented), "2026-06-01 08:00:00"
    number = created(client, "client_appointments", status_date=day)
    place = f"/client_appointments/{number}"
    client.put(place, json={"FollowUpReminder": {"body": "Later"}})
    assert read(client, "client_appointments", number)["status_date"] == day
    client.put(place, json={"FollowUpReminder": {"status": 1}})
    assert read(client, "client_appointments", number)["status_date"] == "2026-07-01 12:00:00"
    client.put(place, json={"FollowUpReminder": {"status": 2, "status_date": day}})
    assert read(client, "client_appointments", number)["status_date"] == day


def test_one_that_repeats_begins_a_series_and_does_not_say_so_again(
    documented: Sandbox, daftra: Connect
) -> None:
    client = daftra(documented)
    once = read(client, "client_appointments", created(client, "client_appointments"))
    number = created(client, "client_appointments", recurring=True)
    record = read(client, "client_appointments", number)
    assert once["recurring_appointment_id"] == 0
    assert record["recurring_appointment_id"] == number
    assert "recurring" not in record


def test_an_open_end_is_null_when_observed(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    record = read(client, "client_appointments", created(client, "client_appointments"))
    assert (record["end_date"], record["date"]) == (None, "0000-00-00 00:00:00")


def test_a_record_with_an_appointment_is_not_deleted(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    owner = client.post("/clients", json={"Client": {"business_name": "Cedar"}}).json()["id"]
    number = created(client, "client_appointments", item_id=owner)
    assert client.delete(f"/clients/{owner}").status_code == 400
    assert client.delete(f"/client_appointments/{number}").status_code == 200
    assert client.delete(f"/clients/{owner}").status_code == 200


@pytest.mark.parametrize("path", ["client_appointments", "work_order_appointments"])
def test_the_delivery_of_a_work_order_is_not_deleted(
    either: Sandbox, daftra: Connect, path: str
) -> None:
    client = daftra(either)
    number = created(client, path)
    body = {"WorkOrder": {"delivery_appointment_id": number}}
    order = client.post("/work_orders", json=body).json()["id"]
    refused = client.delete(f"/{path}/{number}")
    assert refused.status_code == 400
    assert refused.json()["message"].endswith("it still has transactions (WorkOrder)")
    client.delete(f"/work_orders/{order}")
    assert client.delete(f"/{path}/{number}").status_code == 200
