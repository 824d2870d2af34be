"""Creating and replacing Nuvio incomes."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def body_of(answer: httpx.Response) -> Any:
    return json.loads(answer.content, parse_float=Decimal)


def create(client: httpx.Client, **members: Any) -> dict[str, Any]:
    answer = client.post("/income", json=members)
    assert answer.status_code == 200
    income: dict[str, Any] = body_of(answer)["data"]
    return income


def a_tax(client: httpx.Client, name: str) -> str:
    """Find the id of a tax by its name: taxes are seen on lines only."""
    lines = [line for row in client.post("/list-incomes").json()["data"] for line in row["items"]]
    taxes = [tax for line in lines for tax in line["itemTaxes"]]
    return next(str(tax["taxId"]) for tax in taxes if tax["taxName"] == name)


def test_an_empty_create_is_completed_by_the_company(documented: Sandbox, nuvio: Connect) -> None:
    income = create(nuvio(documented))
    assert income.pop("id")
    assert income == {
        "invoiceNumber": "INV-31",
        "invoiceStatus": "Sent",
        "paymentStatus": "Unpaid",
        "invoiceDate": "2026-07-01",
        "currency": "EUR",
        "tags": [],
        "subTotal": 0,
        "totalTax": 0,
        "totalAmount": 0,
        "remainingAmount": 0,
        "items": [],
        "matchedPayments": [],
    }


def test_a_create_without_a_body_is_an_empty_one(either: Sandbox, nuvio: Connect) -> None:
    assert nuvio(either).post("/income").status_code == 200


def test_what_is_written_is_read_back_with_prices_as_text(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    written = create(
        client,
        invoiceNumber="A-1",
        description="سطر\r\n🎉",
        dueDate="2026-08-01",
        customerCode="C-002",
        projectCode="P-001",
        exchangeRate=3.75,
        items=[{"productCode": "S-001", "quantity": 2, "unitPrice": 12.5}],
    )
    assert written["items"][0]["unitPrice"] == Decimal("12.5")
    written["items"][0]["unitPrice"] = "12.5"
    assert body_of(client.get("/income/A-1"))["data"] == written
    assert (written["customer"]["entityCode"], written["project"]["projectCode"]) == (
        "C-002",
        "P-001",
    )


def test_taxes_are_rounded_half_up_a_line_and_a_tax_at_a_time(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    vat, levy = a_tax(client, "VAT 15%"), a_tax(client, "City levy")
    income = create(
        client,
        items=[
            {"quantity": 1, "unitPrice": 0.1, "itemTaxes": [vat]},
            {"quantity": 3, "unitPrice": 0.1, "itemTaxes": [vat, levy, vat]},
        ],
    )
    # 0.015 -> 0.02; 0.045 -> 0.05 and 0.0075 -> 0.01; a tax named twice counts once.
    assert [line["totalTaxes"] for line in income["items"]] == [Decimal("0.02"), Decimal("0.06")]
    assert (income["subTotal"], income["totalTax"], income["totalAmount"]) == (
        Decimal("0.40"),
        Decimal("0.08"),
        Decimal("0.48"),
    )


def test_a_currency_of_three_decimals_keeps_three(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    income = create(client, currency="KWD", items=[{"quantity": 1, "unitPrice": 1.0005}])
    assert income["subTotal"] == Decimal("1.001")


@pytest.mark.parametrize("digits", ["999999999999999", "0.1234567890123456789", "5e-324"])
def test_prices_keep_every_digit(either: Sandbox, nuvio: Connect, digits: str) -> None:
    client = nuvio(either)
    answer = client.post("/income", content=f'{{"items": [{{"unitPrice": {digits}}}]}}')
    number = body_of(answer)["data"]["id"]
    price = client.get(f"/income/{number}").json()["data"]["items"][0]["unitPrice"]
    assert Decimal(price) == Decimal(digits)


def test_automatic_numbers_step_over_those_taken(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    create(client, invoiceNumber="INV-32")
    assert create(client)["invoiceNumber"] == "INV-33"


def test_an_invoice_number_is_taken_once_a_company(either: Sandbox, nuvio: Connect) -> None:
    assert nuvio(either).post("/income", json={"invoiceNumber": "X-1"}).status_code == 200
    again = nuvio(either).post("/income", json={"invoiceNumber": "X-1"})
    assert (again.status_code, again.json()["errors"]) == (422, ["invoiceNumber X-1 is taken"])
    assert nuvio(either, 1).post("/income", json={"invoiceNumber": "X-1"}).status_code == 200


@pytest.mark.parametrize(
    "members",
    [
        {"description": None, "dueDate": None, "exchangeRate": None, "tags": None},
        {"projectId": None, "projectCode": None, "customerId": None, "customerCode": None},
        {"items": [{"productId": None, "productCode": None, "itemTaxes": None}]},
        {"items": [{"unitPrice": 0}]},
        {"unknown": ["ignored"]},
        {"invoiceNumber": "a" * 50},
    ],
)
def test_these_bodies_are_accepted(
    either: Sandbox, nuvio: Connect, members: dict[str, Any]
) -> None:
    assert nuvio(either).post("/income", json=members).status_code == 200


@pytest.mark.parametrize(
    "members",
    [
        {"invoiceNumber": None},
        {"invoiceNumber": ""},
        {"invoiceNumber": "a b"},
        {"invoiceNumber": "a" * 51},
        {"invoiceNumber": "é"},
        {"description": 5},
        {"invoiceDate": None},
        {"invoiceDate": "2026-13-01"},
        {"dueDate": "tomorrow"},
        {"currency": "eur"},
        {"currency": None},
        {"exchangeRate": 0},
        {"exchangeRate": "1.5"},
        {"exchangeRate": True},
        {"projectId": "P-001"},
        {"projectCode": "P-999"},
        {"customerId": "00000000-0000-4000-8000-000000000000"},
        {"customerCode": "C-999"},
        {"tags": "export"},
        {"tags": ["00000000-0000-4000-8000-000000000000"]},
        {"tags": [1]},
        {"items": None},
        {"items": {}},
        {"items": [1]},
        {"items": [{"quantity": 0}]},
        {"items": [{"quantity": None}]},
        {"items": [{"unitPrice": -0.01}]},
        {"items": [{"unitPrice": "1"}]},
        {"items": [{"unitPrice": 10**15}]},
        {"items": [{"productCode": "S-999"}]},
        {"items": [{"itemTaxes": ["00000000-0000-4000-8000-000000000000"]}]},
    ],
)
def test_these_bodies_are_invalid_and_store_nothing(
    either: Sandbox, nuvio: Connect, members: dict[str, Any]
) -> None:
    client = nuvio(either)
    answer = client.post("/income", json=members)
    assert (answer.status_code, answer.json()["success"]) == (422, False)
    assert len(answer.json()["errors"]) == 1
    assert len(client.post("/list-incomes").json()["data"]) == 30


def test_every_complaint_is_named(either: Sandbox, nuvio: Connect) -> None:
    answer = nuvio(either).post(
        "/income", json={"currency": "eur", "customerCode": "C-999", "items": [{"quantity": -1}]}
    )
    assert len(answer.json()["errors"]) == 3


@pytest.mark.parametrize(
    ("content", "status"), [(b"{", 400), (b"\xff", 400), (b"[]", 422), (b"null", 422), (b"1", 422)]
)
def test_a_body_that_is_no_object_is_refused(
    either: Sandbox, nuvio: Connect, content: bytes, status: int
) -> None:
    client = nuvio(either)
    for path in ("/income", "/list-incomes"):
        assert client.post(path, content=content).status_code == status


def test_a_body_above_a_mebibyte_is_too_large(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    assert client.post("/income", content=b" " * (1024 * 1024 + 1)).status_code == 413
    assert client.post("/income", content=b"{}" + b" " * (1024 * 1024 - 2)).status_code == 200


def test_an_update_replaces_everything_but_number_date_and_currency(
    documented: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(documented)
    old = create(
        client,
        invoiceNumber="A-1",
        invoiceDate="2026-01-02",
        currency="KWD",
        description="lost",
        customerCode="C-001",
        items=[{"quantity": 1, "unitPrice": 5}],
    )
    new = body_of(client.put(f"/income/{old['id']}", json={"dueDate": "2026-02-02"}))["data"]
    assert {name: new[name] for name in ("id", "invoiceNumber", "invoiceDate", "currency")} == {
        name: old[name] for name in ("id", "invoiceNumber", "invoiceDate", "currency")
    }
    assert (new["items"], new["totalAmount"], new["dueDate"]) == ([], 0, "2026-02-02")
    assert not {"description", "customer"} & new.keys()
    assert body_of(client.get("/income/A-1"))["data"] == new


def test_an_update_keeps_payments_and_draws_the_rest_anew(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    rows = body_of(client.post("/list-incomes"))["data"]
    income = next(row for row in rows if row["paymentStatus"] == "Paid")
    double = {"items": [{"quantity": 2, "unitPrice": float(income["totalAmount"])}]}
    new = body_of(client.put(f"/income/{income['id']}", json=double))["data"]
    assert new["matchedPayments"] == income["matchedPayments"]
    assert (new["paymentStatus"], new["remainingAmount"]) == (
        "Partially Paid",
        income["totalAmount"],
    )


def test_an_update_may_repeat_its_own_number_and_take_no_other(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    old = create(client, invoiceNumber="A-1")
    create(client, invoiceNumber="A-2")
    same, other = ({"invoiceNumber": number} for number in ("A-1", "A-2"))
    assert client.put(f"/income/{old['id']}", json=same).status_code == 200
    assert client.put(f"/income/{old['id']}", json=other).status_code == 422


def test_an_update_knows_uuids_only(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    assert client.put("/income/INV-1", json={}).status_code == 404
    assert client.put("/income/00000000-0000-4000-8000-000000000000", json={}).status_code == 404
