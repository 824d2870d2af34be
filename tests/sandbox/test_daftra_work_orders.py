"""Work orders and the time that goes to them."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
KEYS = {"work_orders": "WorkOrder", "time_tracking": "TimeTracking"}


def created(client: httpx.Client, path: str, **members: Any) -> int:
    answer = client.post(f"/{path}", json={KEYS[path]: members})
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def read(client: httpx.Client, path: str, number: int) -> dict[str, Any]:
    body = json.loads(client.get(f"/{path}/{number}").content, parse_float=Decimal)
    record: dict[str, Any] = body["data"][KEYS[path]]
    return record


def reasons(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400
    found = answer.json()["validation_errors"]
    return list(next(iter(found.values())) if set(found) <= set(KEYS.values()) else found)


def test_a_work_order_without_a_number_gets_the_next_one(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert read(client, "work_orders", created(client, "work_orders"))["number"] == "000004"
    own = created(client, "work_orders", number="000005")
    assert read(client, "work_orders", own)["number"] == "000005"
    assert read(client, "work_orders", created(client, "work_orders"))["number"] == "000006"


def test_an_observed_update_without_a_number_gives_another(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    client.put("/work_orders/1", json={"WorkOrder": {"title": "Shelves"}})
    assert read(client, "work_orders", 1)["number"] == "000004"


def test_a_new_work_order_is_open(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    record = read(client, "work_orders", created(client, "work_orders", title="رفوف"))
    assert (record["status"], record["title"], record["client_id"]) == (1, "رفوف", 0)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("status", 5),
        ("status", 0),
        ("start_date", "02/07/2026"),
        ("start_date", None),
        ("delivery_date", "2026-02-30"),
        ("budget", "much"),
        ("budget_currency", "sar"),
    ],
)
def test_these_members_of_a_work_order_are_refused(
    either: Sandbox, daftra: Connect, member: str, value: object
) -> None:
    answer = daftra(either).post("/work_orders", json={"WorkOrder": {member: value}})
    assert reasons(answer) == [member]


def test_an_observed_work_order_holds_its_client_under_a_key_of_its_own(
    box: Sandbox, daftra: Connect
) -> None:
    client = daftra(box)
    number = created(client, "work_orders", client_id=2)
    held = read(client, "work_orders", number)["client_data"]
    assert held["id"] == "2"
    assert client.get("/work_orders").json()["data"][0]["WorkOrder"]["client_data"] == held
    without = created(client, "work_orders")
    assert read(client, "work_orders", without)["client_data"] == []


def test_the_docs_know_no_client_inside_a_work_order(documented: Sandbox, daftra: Connect) -> None:
    assert "client_data" not in read(daftra(documented), "work_orders", 1)


@pytest.mark.parametrize(
    ("path", "key", "members"),
    [
        ("time_tracking", "TimeTracking", {}),
        ("requisitions", "Requisition", {}),
        ("invoices", "Invoice", {"client_id": 1}),
        ("work_order_appointments", "WorkOrderAppointment", {}),
    ],
)
def test_a_work_order_that_something_refers_to_is_not_deleted(
    either: Sandbox, daftra: Connect, path: str, key: str, members: dict[str, Any]
) -> None:
    client = daftra(either)
    order = created(client, "work_orders")
    link = "item_id" if "appointments" in path else "work_order_id"
    made = client.post(f"/{path}", json={key: {link: order, **members}})
    refused = client.delete(f"/work_orders/{order}")
    assert refused.status_code == 400
    assert refused.json()["message"].endswith(f"it still has transactions ({key})")
    assert client.delete(f"/{path}/{made.json()['id']}").status_code == 200
    assert client.delete(f"/work_orders/{order}").status_code == 200


def test_an_invoice_names_a_work_order_that_exists(either: Sandbox, daftra: Connect) -> None:
    body = {"Invoice": {"client_id": 1, "work_order_id": 999}}
    answer = daftra(either).post("/invoices", json=body)
    found = answer.json()["validation_errors"]
    assert list(found.get("Invoice", found)) == ["work_order_id"]


@pytest.mark.parametrize(
    ("time", "cost", "parts"),
    [
        ("1:30", "53.25", (1, 30, "1:30")),
        ("0:20", "11.83", (0, 20, "0:20")),
        ("10:05", "357.96", (10, 5, "10:05")),
        ("0:00", "0.00", (0, 0, "0:00")),
        ("1:75", "79.88", (2, 15, "2:15")),
    ],
)
def test_time_costs_what_the_employee_costs(
    documented: Sandbox, daftra: Connect, time: str, cost: str, parts: tuple[int, int, str]
) -> None:
    client = daftra(documented)
    record = read(client, "time_tracking", created(client, "time_tracking", staff_id=2, time=time))
    assert (record["cost"], record["currency"]) == (Decimal(cost), "SAR")
    assert record["time"] == time
    assert record["time_formatted"] == {
        "hours": parts[0],
        "minutes": parts[1],
        "seconds": 0,
        "string": parts[2],
    }


def test_an_observed_cost_is_text_in_lists_and_a_number_alone(
    box: Sandbox, daftra: Connect
) -> None:
    client = daftra(box)
    number = created(client, "time_tracking", staff_id=2, time="1:30")
    row = client.get("/time_tracking").json()["data"][0]["TimeTracking"]
    assert (row["cost"], read(client, "time_tracking", number)["cost"]) == (
        "53.25",
        Decimal("53.25"),
    )
    assert row["time_formatted"]["minutes"] == 30


@pytest.mark.parametrize("members", [{"staff_id": 1, "time": "1:30"}, {"time": "1:30"}])
def test_time_without_an_hourly_rate_costs_nothing_known(
    box: Sandbox, daftra: Connect, members: dict[str, Any]
) -> None:
    client = daftra(box)
    record = read(client, "time_tracking", created(client, "time_tracking", **members))
    assert (record["cost"], record["currency"]) == (None, "")


def test_a_time_entry_without_a_time_has_no_parts(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    seen, published = (
        read(daftra(each), "time_tracking", created(daftra(each), "time_tracking"))
        for each in (box, documented)
    )
    assert seen["time_formatted"] == []
    assert "time_formatted" not in published
    assert published["date"] == "2026-07-01"


def test_a_time_of_any_length_is_counted_exactly(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    hours = "9" * 100
    number = created(client, "time_tracking", staff_id=2, time=f"{hours}:30")
    record = read(client, "time_tracking", number)
    assert record["time_formatted"]["hours"] == int(hours)
    # 35.50 an hour, less the half hour that is missing to a power of ten.
    assert str(record["cost"]) == "354" + "9" * 97 + "82.25"


@pytest.mark.parametrize("time", ["1.5", "90", "1:5", "1:300", ":30", "-1:30", "1:30:00", 90, ""])
def test_these_times_are_refused(either: Sandbox, daftra: Connect, time: object) -> None:
    body = {"TimeTracking": {"staff_id": 2, "time": time}}
    assert reasons(daftra(either).post("/time_tracking", json=body)) == ["time"]


def test_the_cost_follows_an_update(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    number = created(client, "time_tracking", staff_id=2, time="1:00")
    client.put(f"/time_tracking/{number}", json={"TimeTracking": {"time": "2:00"}})
    assert read(client, "time_tracking", number)["cost"] == 71


@pytest.mark.parametrize("member", ["cost", "currency", "created"])
def test_what_the_server_works_out_is_not_sent(
    either: Sandbox, daftra: Connect, member: str
) -> None:
    answer = daftra(either).post("/time_tracking", json={"TimeTracking": {member: "1"}})
    assert answer.json()["error_type"] == "extra_data"
