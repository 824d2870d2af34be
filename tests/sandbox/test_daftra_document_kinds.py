"""Estimates, credit notes, refund receipts and purchases: where they differ from invoices."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
KEYS = {
    "invoices": "Invoice",
    "estimates": "Estimate",
    "credit_notes": "CreditNote",
    "refund_receipts": "RefundReceipt",
}
TYPES = {"estimates": 3, "credit_notes": 5, "refund_receipts": 6}


def created(client: httpx.Client, path: str, price: int = 100, **header: Any) -> int:
    body = {KEYS[path]: {"client_id": 2, **header}, "InvoiceItem": [{"unit_price": price}]}
    answer = client.post(f"/{path}", json=body)
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def read(client: httpx.Client, path: str, number: int) -> dict[str, Any]:
    ((_, record),) = client.get(f"/{path}/{number}").json()["data"].items()
    found: dict[str, Any] = record
    return found


@pytest.mark.parametrize("path", TYPES)
def test_every_kind_has_its_type(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    number = created(client, path)
    assert int(read(client, path, number)["type"]) == TYPES[path]
    client.put(f"/{path}/{number}", json={KEYS[path]: {"client_id": 3}})
    assert int(read(client, path, number)["type"]) == TYPES[path]


@pytest.mark.parametrize("path", TYPES)
def test_other_kinds_are_not_invoices(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    address = f"/invoices/{created(client, path)}"
    body = {"Invoice": {"client_id": 2}}
    answers = (client.get(address), client.put(address, json=body), client.delete(address))
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    rows = client.get("/invoices", params={"limit": 1000}).json()["data"]
    assert {int(row["Invoice"]["type"]) for row in rows} == {0}


def test_credit_notes_were_seen_under_invoice(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    number = created(client, "credit_notes")
    assert client.get("/credit_notes").json()["data"][0].keys() == {"Invoice"}
    assert client.get(f"/credit_notes/{number}").json()["data"].keys() == {"Invoice"}


def test_credit_notes_are_published_under_their_name(documented: Sandbox, daftra: Connect) -> None:
    rows = daftra(documented).get("/credit_notes").json()["data"]
    assert rows[0].keys() == {"CreditNote"}


def test_an_estimate_has_no_payment_status(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert read(client, "estimates", created(client, "estimates")).get("payment_status") is None


def test_each_kind_has_numbers_of_its_own(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    before = read(client, "estimates", created(client, "estimates"))["no"]
    created(client, "invoices")
    after = read(client, "estimates", created(client, "estimates"))["no"]
    assert int(after) == int(before) + 1


@pytest.mark.parametrize("path", ["credit_notes", "refund_receipts"])
def test_a_refund_counts_on_its_invoice(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    invoice = created(client, "invoices")
    number = created(client, path, price=30, subscription_id=invoice)
    shown = read(client, "invoices", invoice)
    assert (shown["summary_refund"], shown["summary_unpaid"]) == (30, 70)
    client.put(
        f"/{path}/{number}",
        json={
            KEYS[path]: {"client_id": 2, "subscription_id": invoice},
            "InvoiceItem": [{"unit_price": 100}],
        },
    )
    assert read(client, "invoices", invoice)["payment_status"] == 3
    assert client.delete(f"/invoices/{invoice}").status_code == 400
    client.delete(f"/{path}/{number}")
    assert read(client, "invoices", invoice)["summary_refund"] == 0


def test_a_refund_names_an_invoice(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    estimate = created(client, "estimates")
    body = {"CreditNote": {"client_id": 2, "subscription_id": estimate}}
    answer = client.post("/credit_notes", json=body)
    assert (answer.status_code, list(answer.json()["validation_errors"])) == (
        400,
        ["subscription_id"],
    )


def test_credit_notes_are_found_by_custom_field(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    body = {"CreditNote": {"client_id": 2}, "InvoiceCustomField": {"Order": "9"}}
    number = client.post("/credit_notes", json=body).json()["id"]
    (row,) = client.get("/credit_notes", params={"custom_field": "9"}).json()["data"]
    ((_, record),) = row.items()
    assert int(record["id"]) == number


def purchase(client: httpx.Client, path: str, key: str) -> int:
    line = {"item": "Paper", "unit_price": 4, "quantity": 3, "org_name": "Office"}
    body = {key: {"supplier_id": 1}, "PurchaseOrderItem": [line]}
    number: int = client.post(f"/{path}", json=body).json()["id"]
    return number


def test_a_purchase_is_read_as_a_purchase_order(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = purchase(client, "purchase_invoices", "PurchaseOrder")
    order = client.get(f"/purchase_invoices/{number}").json()["data"]["PurchaseOrder"]
    assert order["supplier_business_name"] == order["Supplier"]["business_name"]
    (line,) = order["PurchaseOrderItem"]
    assert (line["org_name"], line["subtotal"]) == ("Office", 12)
    assert int(line["purchase_order_id"]) == number


def test_observed_purchases_list_their_supplier(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    purchase(client, "purchase_invoices", "PurchaseOrder")
    row = client.get("/purchase_invoices").json()["data"][0]["PurchaseOrder"]
    assert row["Supplier"]["id"] == "1"
    assert "PurchaseOrderItem" not in row


def test_observed_purchases_are_totalled_and_documented_ones_are_not(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    lines = [{"unit_price": 4, "quantity": 3, "tax1": 1}, {"unit_price": 1}]
    body = {"PurchaseOrder": {"supplier_id": 1}, "PurchaseOrderItem": lines}
    number = client.post("/purchase_invoices", json=body).json()["id"]
    kept = {"PurchaseOrder": {"supplier_id": 1, "no": "after an update without lines"}}
    client.put(f"/purchase_invoices/{number}", json=kept)
    order = client.get(f"/purchase_invoices/{number}").json()["data"]["PurchaseOrder"]
    totals = {name: value for name, value in order.items() if name.startswith("summary_")}
    observed = {"summary_subtotal": 13, "summary_tax1": None, "summary_total": 14.8}
    assert totals == (observed if order["id"] == str(number) else {})


def test_a_purchase_refund_shows_no_relations(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = purchase(client, "purchase_refunds", "PurchaseRefund")
    refund = client.get(f"/purchase_refunds/{number}").json()["data"]["PurchaseRefund"]
    assert not [name for name, value in refund.items() if isinstance(value, dict | list)]
    assert client.get(f"/purchase_invoices/{number}").status_code == 404


def test_purchases_are_searched_by_keywords(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = client.post(
        "/purchase_invoices", json={"PurchaseOrder": {"supplier_id": 1, "no": "Bill 77/x"}}
    ).json()["id"]
    rows = client.get("/purchase_invoices", params={"keywords": "BILL 77"}).json()["data"]
    assert [int(row["PurchaseOrder"]["id"]) for row in rows] == [number]


def test_an_invoice_without_a_type_is_an_invoice(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, "invoices", type=None)
    assert int(read(client, "invoices", number)["type"]) == 0
