"""Expenses of Nuvio: like incomes, with suppliers, details and bills that number themselves."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.companies import Scope

Connect = Callable[..., httpx.Client]
NOBODY = "00000000-0000-4000-8000-000000000000"


def data_of(answer: httpx.Response) -> Any:
    body = json.loads(answer.content, parse_float=Decimal)
    assert (answer.status_code, body["success"], body["errors"]) == (200, True, None)
    return body["data"]


def listed(client: httpx.Client, **filters: Any) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = data_of(client.post("/list-expenses", json=filters))
    return data


def test_a_list_is_everything_newest_first_and_no_income(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    expenses = listed(client)
    dates = [expense["expenseDate"] for expense in expenses]
    assert len(expenses) == 15
    assert dates == sorted(dates, reverse=True)
    assert data_of(client.post("/list-expenses")) == expenses
    incomes = {row["id"] for row in data_of(client.post("/list-incomes"))}
    assert not {row["id"] for row in expenses} & incomes


def test_filters_are_exact_and_all_must_hold(nuvio: Connect) -> None:
    with Sandbox(seed=7, records=120) as box:
        client = nuvio(box)
        everything = listed(client)
        wanted = next(row for row in everything if row["supplier"] and row["tags"])
        supplier, tag = wanted["supplier"], wanted["tags"][0]["name"]
        filters = {
            "supplierCode": supplier["entityCode"],
            "tagName": tag,
            "startDate": wanted["expenseDate"],
            "endDate": wanted["expenseDate"],
            "paymentStatus": wanted["paymentStatus"],
        }
        found = listed(client, **filters)
        assert wanted in found
        assert found == [
            row
            for row in everything
            if row["supplier"] == supplier
            and tag in [tag["name"] for tag in row["tags"]]
            and row["expenseDate"] == wanted["expenseDate"]
            and row["paymentStatus"] == wanted["paymentStatus"]
        ]
        for status in ("Unpaid", "Partially Paid", "Paid", "Overpaid"):
            statuses = {row["paymentStatus"] for row in listed(client, paymentStatus=status)}
            assert statuses == {status}


def test_the_id_of_a_supplier_beats_the_code(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    supplier = next(row["supplier"] for row in listed(client) if row.get("supplier"))
    with_id = listed(client, supplierId=supplier["id"], supplierCode="V-999")
    assert with_id == listed(client, supplierCode=supplier["entityCode"]) != []
    assert listed(client, supplierCode="V-999") == []
    body = {"supplierId": supplier["id"], "supplierCode": "V-999"}
    assert data_of(client.post("/expense", json=body))["supplier"] == supplier


def test_a_filter_of_the_wrong_type_is_invalid(either: Sandbox, nuvio: Connect) -> None:
    answer = nuvio(either).post("/list-expenses", json={"supplierId": "x", "startDate": 1})
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 2)


def test_an_expense_is_found_by_uuid_only(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    made = data_of(client.post("/expense", json={"referenceNumber": "R-1"}))
    assert data_of(client.get(f"/expense/{made['id'].replace('-', '')}")) == made
    for key in ("R-1", NOBODY):
        assert client.get(f"/expense/{key}").json() == {
            "success": False,
            "errors": ["Expense not found"],
        }
    income = client.get("/income/INV-1").json()["data"]["id"]
    assert client.get(f"/expense/{income}").status_code == 404
    assert client.get(f"/income/{made['id']}").status_code == 404


def test_an_empty_create_is_completed_by_the_company(documented: Sandbox, nuvio: Connect) -> None:
    expense = data_of(nuvio(documented).post("/expense"))
    assert expense.pop("id")
    assert expense == {
        "paymentStatus": "Unpaid",
        "expenseDate": "2026-07-01",
        "currency": "EUR",
        "tags": [],
        "subTotal": 0,
        "totalTax": 0,
        "totalAmount": 0,
        "remainingAmount": 0,
        "items": [],
        "matchedPayments": [],
    }


def test_what_is_written_is_read_back_with_prices_as_text(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    body = {
        "referenceNumber": "فاتورة 7/2026",
        "description": "paper",
        "dueDate": "2026-08-01",
        "supplierCode": "V-002",
        "projectCode": "P-001",
        "items": [{"itemDetail": "Reams", "productCode": "S-001", "quantity": 2, "unitPrice": 1.5}],
    }
    written = data_of(client.post("/expense", json=body))
    assert "invoiceStatus" not in written
    assert (written["referenceNumber"], written["items"][0]["itemDetail"]) == (
        "فاتورة 7/2026",
        "Reams",
    )
    assert written["items"][0]["unitPrice"] == Decimal("1.5")
    written["items"][0]["unitPrice"] = "1.5"
    assert data_of(client.get(f"/expense/{written['id']}")) == written


def test_two_bills_may_have_one_number(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    for number in ("R-1", "R-1", "", None):
        assert client.post("/expense", json={"referenceNumber": number}).status_code == 200


def test_an_expense_does_not_use_up_an_invoice_number(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    data_of(client.post("/expense", json={"referenceNumber": "INV-31"}))
    assert data_of(client.post("/income"))["invoiceNumber"] == "INV-31"


@pytest.mark.parametrize(
    "members",
    [
        {"referenceNumber": 5},
        {"expenseDate": "2026-02-30"},
        {"expenseDate": None},
        {"supplierCode": "V-999"},
        {"supplierId": NOBODY},
        {"currency": "eur"},
        {"tags": [NOBODY]},
        {"items": [{"itemDetail": 5}]},
        {"items": [{"itemTaxes": [NOBODY]}]},
        {"items": [{"quantity": 0}]},
    ],
)
def test_these_bodies_are_invalid_and_store_nothing(
    either: Sandbox, nuvio: Connect, members: dict[str, Any]
) -> None:
    client = nuvio(either)
    answer = client.post("/expense", json=members)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 1)
    assert len(listed(client)) == 15


def test_an_update_replaces_everything_but_date_currency_and_payments(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    old = next(row for row in listed(client) if row["matchedPayments"])
    new = data_of(client.put(f"/expense/{old['id']}", json={"description": "only this"}))
    kept = ("id", "expenseDate", "currency", "matchedPayments")
    assert {name: new[name] for name in kept} == {name: old[name] for name in kept}
    assert (new["items"], new["tags"], new.get("referenceNumber"), new.get("supplier")) == (
        [],
        [],
        None,
        None,
    )
    paid = sum(payment["amount"] for payment in old["matchedPayments"])
    assert (new["totalAmount"], new["remainingAmount"]) == (0, -paid)
    assert new["paymentStatus"] == "Overpaid"


def test_the_money_of_every_seeded_expense_adds_up(nuvio: Connect) -> None:
    with Sandbox(seed=3, records=60) as box:
        for company in (0, 1):
            for expense in listed(nuvio(box, company)):
                lines = expense["items"]
                assert expense["totalAmount"] == sum(line["totalAmount"] for line in lines)
                assert expense["subTotal"] + expense["totalTax"] == expense["totalAmount"]
                paid = sum(payment["amount"] for payment in expense["matchedPayments"])
                assert paid + expense["remainingAmount"] == expense["totalAmount"]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("READ", (200, 200, 403, 403)),
        ("WRITE", (403, 403, 200, 403)),
        ("UPDATE", (403, 403, 403, 200)),
    ],
)
def test_a_token_does_what_its_scope_says_and_no_more(
    either: Sandbox, nuvio: Connect, scope: Scope, expected: tuple[int, ...]
) -> None:
    one = f"/expense/{listed(nuvio(either))[0]['id']}"
    client = nuvio(either, scope=scope)
    answers = (
        client.post("/list-expenses"),
        client.get(one),
        client.post("/expense", json={}),
        client.put(one, json={}),
    )
    assert tuple(answer.status_code for answer in answers) == expected
