"""Every answer of the uniform Daftra resources fits the strict view of the specification."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.exchange import Dialect
from tooling.bundle import bundle
from tooling.openapi import Operation, operations
from tooling.spec_rules_examples import schema_errors
from tooling.spec_views import view

Connect = Callable[..., httpx.Client]

APPOINTMENT = {"date": "2026-07-02 09:00:00", "staff_id": [1, "2"], "action_id": 1, "recurring": 1}
# By path: the wrapper key, and a write that is accepted.
WRITTEN: dict[str, dict[str, Any]] = {
    "clients": {"Client": {"business_name": "North Pier", "email": "a@b.example", "type": 3}},
    "suppliers": {"Supplier": {"business_name": "Cedar & Sons", "supplier_number": "12"}},
    "products": {"Product": {"name": "Poster", "unit_price": "9.5", "tax1": 1, "type": 1}},
    "taxes": {"Tax": {"name": "VAT", "value": 15}},
    "treasuries": {"Treasury": {"name": "Safe", "type": 3}},
    "stores": {"Store": {"name": "Shed"}},
    "incomes": {"Income": {"amount": 1, "client_id": 1}},
    "expenses": {"Expense": {"amount": "1.25", "client_id": 1, "tax1_id": 1}},
    "journal_cats": {"JournalCat": {"name": "Fees", "type": "0", "code": "77"}},
    "journal_accounts": {"JournalAccount": {"name": "Fees", "code": "7701", "journal_cat_id": 1}},
    "journals": {
        "Journal": {"description": "By hand"},
        "JournalTransaction": [
            {"journal_account_id": 5, "debit": 10},
            {"journal_account_id": 1, "credit": "10.00"},
        ],
    },
    "invoice_appointments": {"InvoiceAppointment": {"item_id": 1, **APPOINTMENT}},
    "estimate_appointments": {"EstimateAppointment": {"item_id": 14, **APPOINTMENT}},
    "work_order_appointments": {"WorkOrderAppointment": {"item_id": 1, **APPOINTMENT}},
    "work_orders": {
        "WorkOrder": {"title": "Shelves", "start_date": "2026-07-02", "client_id": 1, "budget": 9}
    },
    "time_tracking": {
        "TimeTracking": {"staff_id": 2, "activity_id": 1, "time": "1:30", "work_order_id": 1}
    },
    "stock_transactions": {
        "StockTransaction": {"product_id": 1, "transaction_type": 2, "quantity": "1.5"}
    },
}
READ_ONLY = ("product_categories", "staff")
EVERYTHING = (*WRITTEN, *READ_ONLY)
# A seeded record that something refers to, or that the system keeps.
KEPT = (
    "clients",
    "suppliers",
    "taxes",
    "stores",
    "journal_cats",
    "journal_accounts",
    "work_orders",
    "work_order_appointments",
    "stock_transactions",
)


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
def reader(seeded: Sandbox, daftra: Connect) -> httpx.Client:
    return daftra(seeded)


@pytest.fixture
def client(dialect: Dialect, daftra: Connect) -> Iterator[httpx.Client]:
    with Sandbox(seed=7, records=30, dialect=dialect) as box:
        yield daftra(box)


@cache
def strict(dialect: Dialect) -> tuple[dict[str, Any], dict[tuple[str, str], Operation]]:
    document = view(bundle("daftra"), f"fuzz-{dialect}")
    found = {(each.path, each.method): each for each in operations(document)}
    return document, found


def errors_of(dialect: Dialect, template: str, answer: httpx.Response) -> list[str]:
    document, found = strict(dialect)
    operation = found[f"/api2/{template}", answer.request.method.lower()]
    response = operation.node["responses"][str(answer.status_code)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"]["application/json"]["schema"]
    return schema_errors(document, schema, json.loads(answer.content))


@pytest.mark.parametrize("path", EVERYTHING)
@pytest.mark.parametrize("query", ["", "?page=999", "?limit=0"])
def test_lists_fit(reader: httpx.Client, dialect: Dialect, path: str, query: str) -> None:
    answer = reader.get(f"/{path}{query}")
    assert answer.status_code == (400 if query == "?limit=0" else 200)
    assert errors_of(dialect, path, answer) == []


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_seeded_record_fits(reader: httpx.Client, dialect: Dialect, path: str) -> None:
    rows = reader.get(f"/{path}?limit=1000").json()["data"]
    assert rows
    for row in rows:
        (record,) = row.values()
        answer = reader.get(f"/{path}/{record['id']}")
        assert errors_of(dialect, f"{path}/{{id}}", answer) == []


@pytest.mark.parametrize("path", WRITTEN)
def test_a_record_fits_from_its_create_to_its_delete(
    client: httpx.Client, dialect: Dialect, path: str
) -> None:
    answers = [client.post(f"/{path}", json=WRITTEN[path])]
    assert answers[0].status_code == 202
    assert errors_of(dialect, path, answers[0]) == []
    place = f"/{path}/{answers[0].json()['id']}"
    key = next(iter(WRITTEN[path]))
    answers = [
        client.get(place),
        client.put(place, json=WRITTEN[path]),
        client.put(place, json={key: {}}),
        client.get(place),
        client.get(f"/{path}?limit=1000"),
        client.delete(place),
    ]
    assert [answer.status_code for answer in answers] == [200] * 6
    for answer in answers:
        template = path if answer.request.url.path.endswith(path) else f"{path}/{{id}}"
        assert errors_of(dialect, template, answer) == []


@pytest.mark.parametrize("path", WRITTEN)
@pytest.mark.parametrize("wrong", ['{"%s": {"id": 1}}', "{", "[]", '{"%s": 5}'])
def test_refused_writes_fit(reader: httpx.Client, dialect: Dialect, path: str, wrong: str) -> None:
    body = wrong.replace("%s", next(iter(WRITTEN[path])))
    number = reader.get(f"/{path}").json()["data"][0][next(iter(WRITTEN[path]))]["id"]
    create = reader.post(f"/{path}", content=body)
    update = reader.put(f"/{path}/{number}", content=body)
    assert create.status_code == update.status_code
    assert errors_of(dialect, path, create) == []
    assert errors_of(dialect, f"{path}/{{id}}", update) == []


@pytest.mark.parametrize("path", KEPT)
def test_refused_deletes_fit(client: httpx.Client, dialect: Dialect, path: str) -> None:
    rows = client.get(f"/{path}?limit=1000").json()["data"]
    answers = [client.delete(f"/{path}/{next(iter(row.values()))['id']}") for row in rows]
    assert 400 in {answer.status_code for answer in answers}
    for answer in answers:
        assert errors_of(dialect, f"{path}/{{id}}", answer) == []


@pytest.mark.parametrize("path", EVERYTHING)
def test_missing_records_fit(reader: httpx.Client, dialect: Dialect, path: str) -> None:
    asked = [reader.get(f"/{path}/999999")]
    if path in WRITTEN:
        asked += [reader.put(f"/{path}/999999", json={}), reader.delete(f"/{path}/999999")]
    for answer in asked:
        assert answer.status_code == 404
        assert errors_of(dialect, f"{path}/{{id}}", answer) == []


@pytest.mark.parametrize("path", EVERYTHING)
def test_other_methods_and_strangers_fit(reader: httpx.Client, dialect: Dialect, path: str) -> None:
    stranger = reader.get(f"/{path}", headers={"apikey": "wrong"})
    assert stranger.status_code == 401
    assert errors_of(dialect, path, stranger) == []
