"""Every operation of v2 and of bookings is called, and answers as the strict bundle says."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.exchange import Dialect
from tooling.openapi import Operation

from tests.sandbox.fitting import body_misfits, misfits, operation_at, operations_below

Connect = Callable[..., httpx.Client]
ENTITY = "/v2/api/entity/"
WORKFLOW = "le_workflow-type-entity-1"
# The status of an app is no entity; `test_daftra_multi_entity` and the grants have their own.
OPERATIONS = {each.id: each for each in operations_below(ENTITY, "/api2/bookings")}
READS = [
    each for each in OPERATIONS.values() if each.method == "get" and each.path.startswith(ENTITY)
]
WRITES = [each for each in OPERATIONS.values() if each.method in ("post", "put")]

NAMED = {"name": "Cedar", "description": "", "id": None}
PLACE = {**NAMED, "branch_id": 1, "is_active": 0, "staff_id": 0}
CREDIT = {"client_id": 1, "credit_type_id": 2, "amount": "2.5", "description": None}
BODIES: dict[str, dict[str, Any]] = {
    "brand": {"name": "Cedar"},
    "unit_template": {
        "template_name": "Cloth",
        "active": True,
        "main_unit_name": "Metre",
        "unit_small_name": None,
        "staff_id": 1,
        "unit_templates_unit_factors": [
            {"id": None, "factor_name": "Roll", "factor": 50, "small_name": "rl"},
            {"factor_name": "ياردة", "factor": "0.9144", "small_name": None},
        ],
    },
    "product_bundle": {
        "product_id": 1,
        "bundle_product_id": "2",
        "quantity": 2.5,
        "unit_name": "Carton",
        "unit_factor": 12,
        "unit_factor_id": 1,
    },
    "credit_type": {"name": "Hours", "status": 1, "unit": "h", "allow_decimal": "1"},
    "package": {
        "name": "Season",
        "status": 0,
        "type": "membership",
        "price": "450.00",
        "period_value": 3,
        "period_unit": "monthly",
        "branch_id": 0,
    },
    "credit_type_package": {"credit_type_id": 2, "package_id": 1, "amount": "7.25"},
    "credit_charge": {
        **CREDIT,
        "start_date": "01/03/2026",
        "expiry_date": "2026-05-31",
        "staff_id": 0,
        "is_suspended": "on",
    },
    "credit_usage": {**CREDIT, "usage_date": "09/03/2026", "added_by": 1},
    "charge_usage": {"credit_charge_id": 1, "credit_usage_id": 1, "amount": 2},
    "department": {**NAMED, "active": 1, "abbr": "CED", "managers": [1, "2"]},
    "employment_type": {**NAMED, "active": 0},
    "designation": {**NAMED, "department_id": 1, "branch_id": 1},
    "leave_application": {
        "staff_id": "1",
        "days": "2.5",
        "date_from": "2026-04-06",
        "date_to": "2026-04-08",
        "type": "leave",
        "late_time": "",
        "attachments": "",
    },
    "attendance_log": {"staff_id": 1, "status": "draft", "time": "2026-03-09 08:02:00"},
    "asset_type": PLACE,
    "asset_location": PLACE,
    "storage": PLACE,
    "employee_asset": {
        "id": "",
        "name": "Field laptop",
        "used_by": "employee",
        "employee_id": 1,
        "location_id": 1,
        "asset_type_id": 1,
        "serial_number": "SN-0019",
        "assigned_date": "2026-03-09",
        "attachments": "manual.pdf",
    },
    "cost_center": {
        "name": "Workshop",
        "code": 1200,
        "is_primary": "1",
        "cost_center_id": 0,
        "cost_center_ids": "",
    },
    "site_payment_gateway": {"payment_gateway": "courier", "label": "ساعٍ", "treasury_id": None},
    "follow_up_status": {
        "name": "Sent",
        "item_type": 0,
        "status": 2,
        "staff_id": 0,
        "entity_key": WORKFLOW,
    },
    "purchase_debit_note": {
        "type": "0",
        "supplier_id": 1,
        "currency_code": "EGP",
        "date": "2026-03-09",
        "shipping_amount": 20,
        "discount_amount": 10.5,
        "adjustment_value": -0.25,
        "draft": 0,
        "purchase_order_item": [{"product_id": 1, "unit_price": 12.25, "quantity": 40, "tax1": 1}],
        "summary_total": {"currency": "EGP"},
        "PurchaseOrderCustomField": {"0": {"label": "Delivery note", "value": None}},
    },
    WORKFLOW: {
        "title": "Repair of a pump",
        "number": {"code": "RP-0033", "generated": None},
        "start_date": "09/03/2026",
        "delivery_date": None,
        "client_id": 1,
        "assigned_users": ["1", 2],
        "budget": {"number": 1850.5, "currency": "EGP"},
        "tags": ["urgent", "عاجل"],
        "attachments": ["plan.pdf"],
        "follow_up_status_id": 1,
        f"{WORKFLOW}_custom_data": {"serial_no": "P-77"},
    },
    "client": {"business_name": "North Pier", "type": 3, "national_id": 7},
}
REFUSED: dict[str, dict[str, Any]] = {
    "brand": {"name": ""},
    "unit_template": {"unit_templates_unit_factors": [{"factor": "many"}]},
    "product_bundle": {"product_id": 999},
    "credit_type": {"status": 2},
    "package": {"period_unit": "hourly"},
    "credit_type_package": {"package_id": 999},
    "credit_charge": {"start_date": "31/02/2026"},
    "credit_usage": {"credit_type_id": 1, "amount": 1.5},
    "charge_usage": {"credit_charge_id": 999},
    "department": {"name": "Cedar", "managers": [999]},
    "employment_type": {"name": None},
    "designation": {"name": "Cedar", "department_id": 999},
    "leave_application": {"staff_id": 999},
    "attendance_log": {"status": "final"},
    "asset_type": {"name": ""},
    "asset_location": {"name": "", "staff_id": 999},
    "storage": {"is_active": 2, "name": "Shelf"},
    "employee_asset": {"name": "Saw", "used_by": "storage", "location_id": 1},
    "cost_center": {"cost_center_id": 999},
    "site_payment_gateway": {"treasury_id": 999},
    "follow_up_status": {"name": "Sent", "status": 3, "staff_id": 0},
    "purchase_debit_note": {"purchase_order_item": [{"tax1": 15}]},
    WORKFLOW: {"title": "", "number": "RP-1"},
    "client": {"email": "nobody"},
}
MISSING = 999_999
BOOKING = {
    "Invoice": {
        "client_id": "1",
        "staff_id": 1,
        "date": "06/05/2026",
        "start_time": "16:00",
        "end_time": "16:45",
        "converted": 0,
    },
    "InvoiceItem": [{"product_id": "1"}],
}


@pytest.fixture(scope="module", params=["observed", "documented"])
def dialect(request: pytest.FixtureRequest) -> Dialect:
    given: Dialect = request.param
    return given


@pytest.fixture(scope="module")
def seeded(dialect: Dialect) -> Iterator[Sandbox]:
    """Share one sandbox among all tests that change nothing."""
    with Sandbox(seed=7, records=30, dialect=dialect) as box:
        yield box


@pytest.fixture
def fresh(dialect: Dialect) -> Iterator[Sandbox]:
    with Sandbox(seed=7, records=30, dialect=dialect) as box:
        yield box


@pytest.fixture
def send(v2: Connect) -> Callable[..., httpx.Response]:
    """Send a request to any path of a Daftra company."""

    def sent(
        box: Sandbox, method: str, path: str, body: Any = None, **options: Any
    ) -> httpx.Response:
        client = v2(box, **options)
        client.base_url = httpx.URL(box.daftra_url)
        return client.request(method, path, json=body)

    return sent


Send = Callable[..., httpx.Response]


def entity_of(operation: Operation) -> str:
    """Name an entity that the operation is about."""
    name = operation.path.removeprefix(ENTITY).partition("/")[0]
    return {"{entity}": "client", "le_workflow-type-entity-{workflow_id}": WORKFLOW}.get(name, name)


def place_of(operation: Operation, number: int = 1) -> str:
    """Fill in the path of an operation."""
    entity, template = entity_of(operation), operation.path
    own = template.replace("{entity}", entity).replace("{workflow_id}", "1")
    return own.replace("{id}", str(number)).replace("{level}", "4")


def ids(operation: Operation) -> str:
    return operation.id


def test_every_address_is_that_of_its_own_operation() -> None:
    assert len(OPERATIONS) > 80
    for each in OPERATIONS.values():
        if entity_of(each) not in ("client", "invoice"):
            assert operation_at(each.method, place_of(each)) == each.id


@pytest.mark.parametrize("operation", READS, ids=ids)
def test_reads_fit_with_rows(
    seeded: Sandbox, dialect: Dialect, send: Send, operation: Operation
) -> None:
    answer = send(seeded, "GET", place_of(operation))
    assert answer.status_code == 200
    assert misfits(dialect, operation.id, answer) == []
    if "list" in place_of(operation).split("/"):
        told = answer.json()
        assert told.get("payload", told)["data"]


@pytest.mark.parametrize("operation", READS, ids=ids)
def test_refused_reads_fit(
    seeded: Sandbox, dialect: Dialect, send: Send, operation: Operation
) -> None:
    place = place_of(operation, MISSING).replace("/list/4", "/list/9")
    refused = send(seeded, "GET", place)
    assert refused.status_code == 400
    assert misfits(dialect, operation.id, refused) == []
    stranger = send(seeded, "GET", place_of(operation), headers={})
    assert stranger.status_code == 401
    assert misfits(dialect, operation.id, stranger) == []
    other = send(seeded, "DELETE", place_of(operation))
    assert other.status_code == 405
    assert misfits(dialect, operation.id, other) == []


@pytest.mark.parametrize(
    "operation", [each for each in WRITES if each.path.startswith(ENTITY)], ids=ids
)
def test_writes_fit_and_are_stored(
    fresh: Sandbox, dialect: Dialect, send: Send, operation: Operation
) -> None:
    entity = entity_of(operation)
    number = {"id": 1} if operation.method == "put" else {}
    body = {**BODIES[entity], **number}
    assert body_misfits(dialect, operation.id, body) == []
    answer = send(fresh, operation.method, place_of(operation), body)
    assert answer.status_code == 200, answer.text
    assert misfits(dialect, operation.id, answer) == []
    assert fresh.requests[-1].stored
    record = send(fresh, "GET", f"{ENTITY}{entity}/{answer.json()['id']}/4")
    assert misfits(dialect, operation_at("get", f"{ENTITY}{entity}/1/4"), record) == []


@pytest.mark.parametrize(
    "operation", [each for each in WRITES if each.path.startswith(ENTITY)], ids=ids
)
def test_refused_writes_fit_and_store_nothing(
    seeded: Sandbox, dialect: Dialect, send: Send, operation: Operation
) -> None:
    entity, place = entity_of(operation), place_of(operation)
    status = 400 if operation.id == "update_brand" else 422
    refused = send(seeded, operation.method, place, REFUSED[entity])
    assert (refused.status_code, refused.json()["message"]) == (status, "Entity not saved")
    assert refused.json()["errors"]
    assert misfits(dialect, operation.id, refused) == []
    broken = send(seeded, operation.method, place, body=None)
    assert broken.status_code == 400
    assert misfits(dialect, operation.id, broken) == []
    stranger = send(seeded, operation.method, place, REFUSED[entity], headers={})
    assert stranger.status_code == 401
    assert misfits(dialect, operation.id, stranger) == []
    assert not any(request.stored for request in seeded.requests)


@pytest.mark.parametrize("operation", [each for each in WRITES if each.method == "put"], ids=ids)
def test_updates_of_what_is_not_there_fit(
    seeded: Sandbox, dialect: Dialect, send: Send, operation: Operation
) -> None:
    missing = send(seeded, "PUT", place_of(operation, MISSING), BODIES[entity_of(operation)])
    assert (missing.status_code, missing.json()) == (400, {"message": "Record not found"})
    assert misfits(dialect, operation.id, missing) == []


@pytest.mark.parametrize(
    "operation", [each for each in WRITES if each.id.startswith("save_")], ids=ids
)
def test_saves_fit_with_an_id_in_the_body(
    fresh: Sandbox, dialect: Dialect, send: Send, operation: Operation
) -> None:
    entity, place = entity_of(operation), place_of(operation)
    saved = send(fresh, "POST", place, {**BODIES[entity], "id": 1})
    assert (saved.status_code, saved.json()["id"]) == (200, 1)
    assert misfits(dialect, operation.id, saved) == []
    missing = send(fresh, "POST", place, {**BODIES[entity], "id": MISSING})
    assert (missing.status_code, missing.json()) == (400, {"message": "Record not found"})
    assert misfits(dialect, operation.id, missing) == []


def test_bookings_fit_from_their_making_to_their_end(
    fresh: Sandbox, dialect: Dialect, send: Send
) -> None:
    assert body_misfits(dialect, "create_booking", BOOKING) == []
    made = send(fresh, "POST", "/api2/bookings/add", BOOKING)
    assert misfits(dialect, "create_booking", made) == []
    number = made.json()["id"]
    for operation, method, place in (
        ("change_booking_status", "GET", f"change_status/{number}/4"),
        ("convert_booking_to_invoice", "GET", f"convert_to_invoice/{number}"),
        ("delete_booking", "DELETE", str(number)),
    ):
        answer = send(fresh, method, f"/api2/bookings/{place}")
        assert answer.status_code == 200
        assert misfits(dialect, operation, answer) == []
        assert fresh.requests[-1].stored


@pytest.mark.parametrize(
    ("operation", "method", "place", "body", "status"),
    [
        ("create_booking", "POST", "add", {}, 400),
        ("create_booking", "POST", "add", {"Invoice": {"start_time": "25:00"}}, 400),
        ("create_booking", "POST", "add", {"Invoice": {"client_id": 999}}, 400),
        ("create_booking", "POST", "add", {"Invoice": {"status": 1}}, 400),
        ("change_booking_status", "GET", "change_status/1/2", None, 400),
        ("change_booking_status", "GET", f"change_status/{MISSING}/1", None, 404),
        ("convert_booking_to_invoice", "GET", f"convert_to_invoice/{MISSING}", None, 404),
        ("delete_booking", "DELETE", str(MISSING), None, 404),
        ("delete_booking", "GET", "1", None, 405),
        ("create_booking", "DELETE", "add", None, 405),
    ],
)
def test_refusals_of_bookings_fit(
    *,
    seeded: Sandbox,
    dialect: Dialect,
    send: Send,
    operation: str,
    method: str,
    place: str,
    body: Any,
    status: int,
) -> None:
    answer = send(seeded, method, f"/api2/bookings/{place}", body)
    assert answer.status_code == status
    assert misfits(dialect, operation, answer) == []
    assert not seeded.requests[-1].stored


def test_a_second_conversion_fits(fresh: Sandbox, dialect: Dialect, send: Send) -> None:
    for status in (200, 400):
        answer = send(fresh, "GET", "/api2/bookings/convert_to_invoice/1")
        assert answer.status_code == status
        assert misfits(dialect, "convert_booking_to_invoice", answer) == []
