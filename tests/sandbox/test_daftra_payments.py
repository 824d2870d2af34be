"""Payments of invoices and of clients, and what they do to invoices."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
OWNER = {"invoice_payments": "InvoicePayment", "client_payments": "ClientPayment"}
LONELY = {"business_name": "Invented & Lonely", "email": "lonely@client.example"}


def new_client(client: httpx.Client) -> int:
    answer = client.post("/clients", json={"Client": {**LONELY, "type": 3, "password": "x"}})
    number: int = answer.json()["id"]
    return number


def invoice(client: httpx.Client, total: int = 100, owner: int = 2, **more: Any) -> int:
    header = {"client_id": owner, **more.pop("header", {})}
    body = {"Invoice": header, "InvoiceItem": [{"unit_price": total}], **more}
    answer = client.post("/invoices", json=body)
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def pay(client: httpx.Client, path: str, **members: Any) -> int:
    answer = client.post(f"/{path}", json={OWNER[path]: {"payment_method": "cash", **members}})
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def state(client: httpx.Client, number: int) -> tuple[float, float, int]:
    found = client.get(f"/invoices/{number}").json()["data"]["Invoice"]
    return found["summary_paid"], found["summary_unpaid"], found["payment_status"]


def test_a_payment_settles_its_invoice(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = invoice(client)
    pay(client, "invoice_payments", invoice_id=number, amount=40)
    assert state(client, number) == (40, 60, 1)
    pay(client, "invoice_payments", invoice_id=number, amount=60)
    assert state(client, number) == (100, 0, 2)
    pay(client, "invoice_payments", invoice_id=number, amount=1)
    assert state(client, number) == (101, 0, 4)


def test_a_payment_sent_with_the_invoice_counts(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = invoice(client, Payment=[{"amount": "25", "payment_method": "cash"}])
    assert state(client, number) == (25, 75, 1)
    shown = client.get(f"/invoices/{number}").json()["data"]["Invoice"]["InvoicePayment"]
    assert [float(payment["amount"]) for payment in shown] == [25]


@pytest.mark.parametrize("status", [0, 2, 3])
def test_only_a_completed_payment_counts(either: Sandbox, daftra: Connect, status: int) -> None:
    client = daftra(either)
    number = invoice(client)
    pay(client, "invoice_payments", invoice_id=number, amount=40, status=status)
    assert state(client, number) == (0, 100, 0)


def test_a_changed_payment_counts_anew(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    first, second = invoice(client), invoice(client)
    payment = pay(client, "invoice_payments", invoice_id=first, amount=40)
    body = {"InvoicePayment": {"invoice_id": second, "amount": 30}}
    assert client.put(f"/invoice_payments/{payment}", json=body).status_code == 200
    assert state(client, first) == (0, 100, 0)
    assert state(client, second) == (30, 70, 1)


def test_a_deleted_payment_counts_no_more(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = invoice(client)
    payment = pay(client, "invoice_payments", invoice_id=number, amount=100)
    answer = client.delete(f"/invoice_payments/{payment}")
    assert answer.json() == {"code": 200, "result": "successful", "message": "Payment deleted"}
    assert state(client, number) == (0, 100, 0)


def test_an_invoice_with_payments_is_not_deleted(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = invoice(client)
    payment = pay(client, "invoice_payments", invoice_id=number, amount=100)
    refused = client.delete(f"/invoices/{number}")
    assert (refused.status_code, refused.json()["code"]) == (400, 400)
    assert "transactions" in refused.json()["message"]
    client.delete(f"/invoice_payments/{payment}")
    assert client.delete(f"/invoices/{number}").status_code == 200
    assert client.get(f"/invoices/{number}").status_code == 404


def test_payments_sent_with_an_update_replace_the_others(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = invoice(client, Payment=[{"amount": 25}])
    body = {"Invoice": {"client_id": 2}, "Payment": [{"amount": 10}, {"amount": 5}]}
    client.put(f"/invoices/{number}", json=body)
    assert state(client, number) == (15, 85, 1)


def test_a_payment_takes_the_currency_of_its_invoice(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = invoice(client, header={"currency_code": "EUR"})
    payment = pay(client, "invoice_payments", invoice_id=number, amount=1)
    shown = client.get(f"/invoice_payments/{payment}").json()["data"]["InvoicePayment"]
    assert shown["currency_code"] == "EUR"


@pytest.mark.parametrize("missing", ["invoice_id", "amount"])
def test_an_invoice_payment_needs_both(documented: Sandbox, daftra: Connect, missing: str) -> None:
    client = daftra(documented)
    members = {"invoice_id": invoice(client), "amount": 5}
    del members[missing]
    answer = client.post("/invoice_payments", json={"InvoicePayment": members})
    assert (answer.status_code, list(answer.json()["validation_errors"])) == (400, [missing])


def test_an_observed_moment_has_a_time_and_no_site_format(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    payment = pay(
        client, "invoice_payments", invoice_id=invoice(client), amount=1, date="2026-06-30"
    )
    shown = client.get(f"/invoice_payments/{payment}").json()["data"]["InvoicePayment"]
    assert (shown["date"], shown["amount"], shown["status"]) == ("2026-06-30 00:00:00", "1", "1")


def test_a_client_payment_without_status_is_pending(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    owner = new_client(client)
    number = invoice(client, owner=owner)
    payment = pay(client, "client_payments", client_id=owner, amount=100, currency_code="SAR")
    shown = client.get(f"/client_payments/{payment}").json()["data"]["ClientPayment"]
    assert int(shown["status"]) == 2
    assert state(client, number) == (0, 100, 0)


def test_a_completed_client_payment_settles_the_oldest_invoices(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    owner = new_client(client)
    newer = invoice(client, owner=owner, header={"date": "2026-06-02"})
    older = invoice(client, owner=owner, header={"date": "2026-06-01"})
    draft = invoice(client, owner=owner, header={"date": "2026-05-01", "draft": 1})
    members = {"client_id": owner, "amount": 130, "currency_code": "SAR", "status": 1}
    payment = pay(client, "client_payments", **members)
    assert state(client, older) == (100, 0, 2)
    assert state(client, newer) == (30, 70, 1)
    assert state(client, draft) == (0, 100, -1)
    assert client.delete(f"/client_payments/{payment}").status_code == 200
    assert state(client, older) == state(client, newer) == (0, 100, 0)


def test_a_client_payment_without_a_currency_reaches_no_invoice(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    owner = new_client(client)
    number = invoice(client, owner=owner)
    pay(client, "client_payments", client_id=owner, amount=100, status=1)
    assert state(client, number) == (0, 100, 0)


def test_payments_out_of_credit_are_hidden_until_asked_for(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    owner = new_client(client)
    number = invoice(client, owner=owner)
    members = {"client_id": owner, "amount": 60, "currency_code": "SAR", "status": 1}
    pay(client, "client_payments", **members)
    mine = {"client_id": owner}
    assert client.get("/invoice_payments", params=mine).json()["data"] == []
    rows = client.get("/invoice_payments", params={**mine, "include_client_credit": 1}).json()
    (row,) = rows["data"]
    assert row["InvoicePayment"]["payment_method"] == "client_credit"
    assert int(row["InvoicePayment"]["invoice_id"]) == number
    refused = client.delete(f"/invoice_payments/{row['InvoicePayment']['id']}")
    assert refused.status_code == 400


def test_an_update_of_the_invoice_keeps_what_credit_paid(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    owner = new_client(client)
    number = invoice(client, owner=owner)
    members = {"client_id": owner, "amount": 60, "currency_code": "SAR", "status": 1}
    pay(client, "client_payments", **members)
    body = {"Invoice": {"client_id": owner}, "Payment": [{"amount": 10}]}
    client.put(f"/invoices/{number}", json=body)
    assert state(client, number) == (70, 30, 1)


def test_payments_are_filtered_by_status(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    payment = pay(client, "invoice_payments", invoice_id=invoice(client), amount=1, status=3)
    rows = client.get("/invoice_payments", params={"status": 3}).json()["data"]
    assert [int(row["InvoicePayment"]["id"]) for row in rows] == [payment]
