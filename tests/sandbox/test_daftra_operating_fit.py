"""Every answer about follow-ups, work and stock is what the strict view of the bundle describes.

Those that are uniform resources stand in `test_daftra_fits_the_spec`, too.
"""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

from tests.sandbox.daftra_answers import misfits, strict

Connect = Callable[..., httpx.Client]

APPOINTMENT = {"date": "2026-07-02 09:00:00", "staff_id": [1, 2], "partner_type": 1}
LINE = {"product_id": 1, "quantity": 2, "unit_price": "3.5", "lot": ["L-1"], "serials": []}
# By path: its operations in the plural and the singular, the key of reads, and a body to write.
WRITTEN: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "client_appointments": (
        "client_appointments",
        "client_appointment",
        "ClientAppointment",
        {"FollowUpReminder": {"item_id": 1, **APPOINTMENT}},
    ),
    "invoice_appointments": (
        "invoice_appointments",
        "invoice_appointment",
        "InvoiceAppointment",
        {"InvoiceAppointment": {"item_id": 1, **APPOINTMENT}},
    ),
    "estimate_appointments": (
        "estimate_appointments",
        "estimate_appointment",
        "EstimateAppointment",
        {"EstimateAppointment": {"item_id": 14, **APPOINTMENT}},
    ),
    "work_order_appointments": (
        "work_order_appointments",
        "work_order_appointment",
        "WorkOrderAppointment",
        {"WorkOrderAppointment": {"item_id": 1, **APPOINTMENT}},
    ),
    "work_orders": (
        "work_orders",
        "work_order",
        "WorkOrder",
        {"WorkOrder": {"title": "رفوف", "client_id": 1, "budget": "12.5"}},
    ),
    "time_tracking": (
        "time_tracking",
        "time_tracking_entry",
        "TimeTracking",
        {"TimeTracking": {"staff_id": 2, "time": "0:20", "work_order_id": 1}},
    ),
    "stock_transactions": (
        "stock_transactions",
        "stock_transaction",
        "StockTransaction",
        {"StockTransaction": {"product_id": 1, "transaction_type": 1, "ignored": 1}},
    ),
    "requisitions": (
        "requisitions",
        "requisition",
        "Requisition",
        {
            "Requisition": {"type": 3, "Status": "3", "To_store_id": "2", "work_order_id": ""},
            "RequisitionItem": [LINE, {"item": "Glue", "quantity": "1"}],
        },
    ),
    "notes": ("notes", "note", "Note", {"Note": {"body": "<b>Call back</b>", "action_id": 1}}),
}
PATHS = list(WRITTEN)
# By path: a seeded record that must stay.
KEPT = {
    "work_orders": 1,
    "work_order_appointments": 8,
    "stock_transactions": 3,
    "follow_up_actions": 1,
    "follow_up_statuses": 1,
}
SINGLE = {"follow_up_actions": "follow_up_action", "follow_up_statuses": "follow_up_status"}


def created(client: httpx.Client, path: str) -> httpx.Response:
    place = "/notes/client/1" if path == "notes" else f"/{path}"
    return client.post(place, json=WRITTEN[path][3])


@pytest.mark.parametrize("path", PATHS)
def test_lists_and_every_record_fit(either: Sandbox, daftra: Connect, path: str) -> None:
    plural, singular, key, _ = WRITTEN[path]
    for company in (0, 1):
        client = daftra(either, company=company)
        answer = client.get(f"/{path}", params={"limit": 1000})
        assert misfits(either, f"list_{plural}", answer) == []
        assert answer.json()["data"]
        for row in answer.json()["data"]:
            record = client.get(f"/{path}/{row[key]['id']}")
            assert misfits(either, f"get_{singular}", record) == []


@pytest.mark.parametrize("path", [*PATHS, "branches"])
@pytest.mark.parametrize(("query", "status"), [("page=999", 200), ("limit=0", 400)])
def test_pages_past_the_end_and_bad_queries_fit(
    either: Sandbox, daftra: Connect, path: str, query: str, status: int
) -> None:
    answer = daftra(either).get(f"/{path}?{query}")
    assert answer.status_code == status
    assert misfits(either, f"list_{path}", answer) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_life_fits(either: Sandbox, daftra: Connect, path: str) -> None:
    client, (_, singular, key, body) = daftra(either), WRITTEN[path]
    made = created(client, path)
    own = 200 if path == "requisitions" and "'documented'" in repr(either) else 202
    assert made.status_code == own
    assert misfits(either, f"create_{singular}", made) == []
    place = f"/{path}/{made.json()['id']}"
    wrapper = next(iter(body))
    calls = [
        ("get", client.get(place)),
        ("update", client.put(place, json=body)),
        ("get", client.get(place)),
        ("update", client.put(place, json={wrapper: {}})),
        ("get", client.get(place)),
        ("delete", client.delete(place)),
    ]
    assert [answer.status_code for _, answer in calls] == [200] * 6
    for verb, answer in calls:
        assert misfits(either, f"{verb}_{singular}", answer) == []
        if verb == "get":
            assert list(answer.json()["data"]) == [key]


@pytest.mark.parametrize("path", PATHS)
def test_missing_records_fit(either: Sandbox, daftra: Connect, path: str) -> None:
    client, (_, singular, _, body) = daftra(either), WRITTEN[path]
    place = f"/{path}/999999"
    calls = {
        "get": client.get(place),
        "update": client.put(place, json=body),
        "delete": client.delete(place),
    }
    for verb, answer in calls.items():
        assert answer.status_code == 404
        assert misfits(either, f"{verb}_{singular}", answer) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("wrong", ["{", "[]", '{"%s": 5}', '{"%s": {"id": 1}}'])
def test_refused_writes_fit(either: Sandbox, daftra: Connect, path: str, wrong: str) -> None:
    client, (_, singular, key, body) = daftra(either), WRITTEN[path]
    content = wrong.replace("%s", next(iter(body)))
    place = "/notes/client/1" if path == "notes" else f"/{path}"
    number = client.get(f"/{path}").json()["data"][0][key]["id"]
    create = client.post(place, content=content)
    update = client.put(f"/{path}/{number}", content=content)
    assert (create.status_code, update.status_code) == (400, 400)
    assert misfits(either, f"create_{singular}", create) == []
    assert misfits(either, f"update_{singular}", update) == []


@pytest.mark.parametrize("path", KEPT)
def test_refused_deletes_fit(either: Sandbox, daftra: Connect, path: str) -> None:
    answer = daftra(either).delete(f"/{path}/{KEPT[path]}")
    assert answer.status_code == 400
    singular = SINGLE[path] if path in SINGLE else WRITTEN[path][1]
    assert misfits(either, f"delete_{singular}", answer) == []


@pytest.mark.parametrize("path", SINGLE)
def test_follow_ups_fit(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    for name in ("1", "client", "work_order", "nobody", "999999"):
        answer = client.get(f"/{path}/{name}")
        assert answer.status_code == (404 if name == "999999" else 200)
        assert misfits(either, f"get_{path}", answer) == []
    last = client.get(f"/{path}/client").json()["data"][-1]["id"]
    for status in (200, 404):
        answer = client.delete(f"/{path}/{last}")
        assert answer.status_code == status
        assert misfits(either, f"delete_{SINGLE[path]}", answer) == []


@pytest.mark.parametrize(
    ("number", "header", "status"),
    [(1, {"client_id": 1}, 200), (1, {"client_id": "x"}, 400), (999999, {"client_id": 1}, 404)],
)
def test_an_invoice_that_is_updated_by_post_fits(
    either: Sandbox, daftra: Connect, number: int, header: object, status: int
) -> None:
    answer = daftra(either).post(f"/invoices/{number}", json={"Invoice": header})
    assert answer.status_code == status
    assert misfits(either, "update_invoice_by_post", answer) == []


def test_a_note_on_nothing_fits(either: Sandbox, daftra: Connect) -> None:
    answer = daftra(either).post("/notes/client/999999", json={"Note": {}})
    assert answer.status_code == 404
    assert misfits(either, "create_note", answer) == []


def test_a_note_with_a_reminder_fits(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    for reminder, status in ((APPOINTMENT, 202), ({"date": "soon"}, 400)):
        body = {"Note": {"body": "Call"}, "FollowUpReminder": reminder}
        answer = client.post("/notes/client/1", json=body)
        assert answer.status_code == status
        assert misfits(either, "create_note", answer) == []


@pytest.mark.parametrize(
    ("visit", "status"), [({"time": "2026-07-01 17:30:00", "client_id": 1}, 202), ({"id": 1}, 400)]
)
def test_a_visit_fits(either: Sandbox, daftra: Connect, visit: object, status: int) -> None:
    client = daftra(either)
    answer = client.post("/client-attendance-log/store", json={"ClientAttendance": visit})
    assert answer.status_code == status
    assert misfits(either, "create_client_attendance_log", answer) == []


def test_branches_fit(either: Sandbox, daftra: Connect) -> None:
    for company in (0, 1):
        answer = daftra(either, company=company).get("/branches")
        assert answer.json()["data"]
        assert misfits(either, "list_branches", answer) == []


@pytest.mark.parametrize("model", ["Product", "TimeActivity", "GroupPrice", "Nobody"])
def test_listings_fit(either: Sandbox, daftra: Connect, model: str) -> None:
    answer = daftra(either).get(f"/listing/{model}")
    assert answer.status_code == (404 if model == "Nobody" else 200)
    assert misfits(either, "list_model_options", answer) == []


def test_the_status_of_an_app_fits(either: Sandbox, v2: Connect) -> None:
    client, app = v2(either), either.daftra_companies[0].client_id
    for key, status in ((app, 200), ("nobody", 400)):
        answer = client.get(f"/app-manager/is_active/{key}")
        assert answer.status_code == status
        assert misfits(either, "get_app_status", answer) == []
    stranger = v2(either, headers={}).get(f"/app-manager/is_active/{app}")
    assert stranger.status_code == 401
    assert misfits(either, "get_app_status", stranger) == []


@pytest.mark.parametrize("path", [*PATHS, "branches"])
def test_strangers_and_other_methods_fit(either: Sandbox, daftra: Connect, path: str) -> None:
    stranger = daftra(either, headers={"apikey": "nobody"}).get(f"/{path}")
    other = daftra(either).patch(f"/{path}")
    assert (stranger.status_code, other.status_code) == (401, 405)
    for answer in (stranger, other):
        assert misfits(either, f"list_{path}", answer) == []


def test_every_v1_operation_of_the_bundle_is_served(box: Sandbox) -> None:
    """Bookings, which only begin in v1, are shown where their entity is."""
    served = {
        (re.sub(r"\{\w+\}", "{}", resource.path.removeprefix("/daftra")), method.lower())
        for route in box._application.routes
        for resource in [route.endpoint._resource]
        for method in resource.operations
    }
    described = {
        (re.sub(r"\{\w+\}", "{}", path), method)
        for path, item in strict("observed")[0]["paths"].items()
        for method in item
        if method != "parameters" and not path.startswith(("/v2/", "/api2/bookings/"))
    }
    assert described - served == set()
    assert len(described) > 100
