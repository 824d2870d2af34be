"""Notes: the record in the path of a create, and the appointment that may come along."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def created(client: httpx.Client, place: str, body: dict[str, Any]) -> int:
    answer = client.post(f"/notes/{place}", json=body)
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def read(client: httpx.Client, number: int) -> dict[str, Any]:
    note: dict[str, Any] = client.get(f"/notes/{number}").json()["data"]["Note"]
    return note


@pytest.mark.parametrize(
    ("kind", "code", "item"),
    [
        ("client", 1, 2),
        ("1", 1, 2),
        ("invoice", 2, 1),
        ("estimate", 3, 14),
        ("purchase_order", 4, 1),
        ("staff", 5, 1),
        ("supplier", 6, 1),
        ("product", 7, 8),
        ("work_order", 8, 1),
        ("appointment", 9, 1),
    ],
)
def test_a_note_is_on_the_record_that_the_path_names(
    documented: Sandbox, daftra: Connect, kind: str, code: int, item: int
) -> None:
    client = daftra(documented)
    number = created(client, f"{kind}/{item}.json", {"Note": {"body": "<b>seen</b>"}})
    assert read(client, number) == {
        "id": number,
        "item_type": code,
        "item_id": item,
        "date": "2026-07-01 12:00:00",
        "staff_id": 0,
        "body": "<b>seen</b>",
        "action_id": 0,
        "status_id": 0,
    }


def test_the_path_wins_over_the_body(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    number = created(client, "client/2", {"Note": {"item_type": 2, "item_id": 1}})
    assert (read(client, number)["item_type"], read(client, number)["item_id"]) == (1, 2)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("client/999", "Client not found"),
        ("client/none", "Client not found"),
        ("work_order/999", "Work order not found"),
        ("invoice/14", "Invoice not found"),
        ("shift/1", "Shift not found"),
        ("weather/1", "Invalid Endpoint"),
        ("12/1", "Invalid Endpoint"),
    ],
)
def test_a_note_on_nothing_is_not_found(
    either: Sandbox, daftra: Connect, place: str, message: str
) -> None:
    answer = daftra(either).post(f"/notes/{place}", json={"Note": {}})
    assert (answer.status_code, answer.json()["message"]) == (404, message)
    assert either.requests[-1].stored is False


def test_there_is_no_create_without_a_record(either: Sandbox, daftra: Connect) -> None:
    answer = daftra(either).post("/notes", json={"Note": {}})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize("member", ["staff_id", "action_id", "status_id"])
def test_what_a_note_names_exists(either: Sandbox, daftra: Connect, member: str) -> None:
    client = daftra(either)
    assert client.post("/notes/client/1", json={"Note": {member: 1}}).status_code == 202
    answer = client.post("/notes/client/1", json={"Note": {member: 999}})
    found = answer.json()["validation_errors"]
    assert list(found.get("Note", found)) == [member]


def test_an_update_leaves_a_note_where_it_is(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, "client/2", {"Note": {"body": "first"}})
    assert client.put(f"/notes/{number}", json={"Note": {"body": "second"}}).status_code == 200
    note = read(client, number)
    assert (str(note["item_type"]), str(note["item_id"]), note["body"]) == ("1", "2", "second")


def test_an_update_can_move_a_note_to_a_record_that_exists(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    number = created(client, "client/2", {"Note": {}})
    moved = {"Note": {"item_type": 7, "item_id": 999}}
    assert client.put(f"/notes/{number}", json=moved).status_code == 400
    moved["Note"]["item_id"] = 8
    assert client.put(f"/notes/{number}", json=moved).status_code == 200
    assert str(read(client, number)["item_id"]) == "8"


def test_a_reminder_is_made_along_about_the_same_record(
    documented: Sandbox, daftra: Connect
) -> None:
    client = daftra(documented)
    body = {"Note": {"body": "Call"}, "FollowUpReminder": {"date": "2026-07-09 10:00:00"}}
    number = created(client, "work_order/2", body)
    row = client.get("/work_order_appointments").json()["data"][0]["WorkOrderAppointment"]
    assert (row["post_id"], row["item_id"], row["date"]) == (number, 2, "2026-07-09 10:00:00")
    assert client.delete(f"/notes/{number}").status_code == 400
    client.delete(f"/work_order_appointments/{row['id']}")
    assert client.delete(f"/notes/{number}").status_code == 200


def test_a_reminder_of_an_update_is_another_one(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    body = {"Note": {"body": "Call"}, "FollowUpReminder": {"date": "2026-07-09 10:00:00"}}
    before = client.get("/client_appointments").json()["pagination"]["total_results"]
    number = created(client, "client/1", body)
    client.put(f"/notes/{number}", json=body)
    after = client.get("/client_appointments").json()["pagination"]["total_results"]
    assert after == before + 2


@pytest.mark.parametrize(
    ("place", "reminder"),
    [
        ("client/1", {"date": "soon"}),
        ("client/1", {"action_id": 999}),
        ("client/1", "tomorrow"),
        ("client/1", {"id": 1}),
        ("product/1", {}),
    ],
)
def test_a_refused_reminder_refuses_the_note(
    either: Sandbox, daftra: Connect, place: str, reminder: object
) -> None:
    client = daftra(either)
    body = {"Note": {"body": "Call"}, "FollowUpReminder": reminder}
    answer = client.post(f"/notes/{place}", json=body)
    assert answer.status_code == 400
    assert answer.json()["validation_errors"]
    assert client.get("/notes").json()["pagination"]["total_results"] == 3
