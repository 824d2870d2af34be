"""Every answer about documents and payments is what the strict view of the bundle describes."""

from collections.abc import Callable
from functools import cache
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from tooling.bundle import bundle
from tooling.openapi import operations
from tooling.spec_rules_examples import schema_errors
from tooling.spec_views import view

Connect = Callable[..., httpx.Client]
SALES = {
    "invoices": ("invoice", "Invoice"),
    "estimates": ("estimate", "Estimate"),
    "credit_notes": ("credit_note", "CreditNote"),
    "refund_receipts": ("refund_receipt", "RefundReceipt"),
}
PURCHASES = {
    "purchase_invoices": ("purchase_invoice", "PurchaseOrder"),
    "purchase_refunds": ("purchase_refund", "PurchaseRefund"),
}
PAYMENTS = {
    "invoice_payments": ("invoice_payment", "InvoicePayment"),
    "client_payments": ("client_payment", "ClientPayment"),
}
EVERYTHING = {**SALES, **PURCHASES, **PAYMENTS}
PATHS = list(EVERYTHING)


@cache
def strict(dialect: str) -> Any:
    document = view(bundle("daftra"), f"fuzz-{dialect}")
    return document, {each.id: each.node for each in operations(document)}


def misfits(box: Sandbox, operation: str, answer: httpx.Response) -> list[str]:
    document, by_id = strict("documented" if "'documented'" in repr(box) else "observed")
    response = by_id[operation]["responses"][str(answer.status_code)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"]["application/json"]["schema"]
    errors: list[str] = schema_errors(document, schema, answer.json())
    return errors


def body_of(path: str) -> dict[str, Any]:
    key = EVERYTHING[path][1]
    if path in SALES:
        header: dict[str, Any] = {"client_id": 2, "due_after": 30, "issue_date": "2026-06-30"}
        line = {"item": "Linen notebook", "unit_price": 12.5, "quantity": 3, "tax1": 1}
        lines = [{**line, "product_id": 1, "discount": 5, "discount_type": 2}]
        custom = {"Order": "7-A"}
        return {key: header, "InvoiceItem": lines, "InvoiceCustomField": custom}
    if path in PURCHASES:
        line = {"item": "Paper", "unit_price": "3.40", "quantity": "10", "tax1": 1}
        return {key: {"supplier_id": 1}, "PurchaseOrderItem": [line]}
    payment: dict[str, Any] = {"amount": "4.00", "payment_method": "cash", "status": 1}
    owner = {"invoice_id": 1} if path == "invoice_payments" else {"client_id": 2}
    return {key: {**payment, **owner}}


@pytest.mark.parametrize("path", PATHS)
def test_a_list_fits(either: Sandbox, daftra: Connect, path: str) -> None:
    for company in (0, 1):
        answer = daftra(either, company=company).get(f"/{path}", params={"limit": 100})
        assert answer.json()["data"]
        assert misfits(either, f"list_{path}", answer) == []


@pytest.mark.parametrize("path", PATHS)
def test_every_seeded_record_fits(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    for row in client.get(f"/{path}", params={"include_client_credit": 1}).json()["data"]:
        ((_, record),) = row.items()
        answer = client.get(f"/{path}/{record['id']}")
        assert misfits(either, f"get_{EVERYTHING[path][0]}", answer) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_life_fits(either: Sandbox, daftra: Connect, path: str) -> None:
    client, noun = daftra(either), EVERYTHING[path][0]
    created = client.post(f"/{path}", json=body_of(path))
    assert created.status_code == 202
    assert misfits(either, f"create_{noun}", created) == []
    address = f"/{path}/{created.json()['id']}"
    assert misfits(either, f"get_{noun}", client.get(address)) == []
    updated = client.put(address, json=body_of(path))
    assert updated.status_code == 200
    assert misfits(either, f"update_{noun}", updated) == []
    deleted = client.delete(address)
    assert deleted.status_code == 200
    assert misfits(either, f"delete_{noun}", deleted) == []
    gone = client.get(address)
    assert gone.status_code == 404
    assert misfits(either, f"get_{noun}", gone) == []
    assert misfits(either, f"update_{noun}", client.put(address, json=body_of(path))) == []
    assert misfits(either, f"delete_{noun}", client.delete(address)) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_refusal_fits(either: Sandbox, daftra: Connect, path: str) -> None:
    client, (noun, key) = daftra(either), EVERYTHING[path]
    for body in ({}, {key: {"id": 4}}, {key: {"date": "soon"}}):
        answer = client.post(f"/{path}", json=body)
        assert answer.status_code == 400
        assert misfits(either, f"create_{noun}", answer) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_bad_key_fits(either: Sandbox, daftra: Connect, path: str) -> None:
    answer = daftra(either, headers={"apikey": "nobody"}).get(f"/{path}")
    assert answer.status_code == 401
    assert misfits(either, f"list_{path}", answer) == []


def test_a_refused_delete_fits(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    payment = {"amount": 1, "payment_method": "cash"}
    number = client.post("/invoices", json={**body_of("invoices"), "Payment": [payment]}).json()
    answer = client.delete(f"/invoices/{number['id']}")
    assert answer.status_code == 400
    assert misfits(either, "delete_invoice", answer) == []


def test_an_update_by_post_fits(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = client.post("/invoices", json=body_of("invoices")).json()["id"]
    answer = client.post(f"/invoices/{number}", json=body_of("invoices"))
    assert answer.status_code == 200
    assert misfits(either, "update_invoice_by_post", answer) == []


def test_a_bulk_create_fits(either: Sandbox, daftra: Connect) -> None:
    answer = daftra(either).post("/invoices/add_bulk.json", json=[body_of("invoices"), {}])
    assert answer.status_code == 200
    assert misfits(either, "bulk_create_invoices", answer) == []
