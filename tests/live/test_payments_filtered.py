"""Daftra's payments by day, contact and document: what is asked for, and what is verified here."""

import json
from decimal import Decimal
from typing import Any

import httpx
import pytest
from daftra_client.api.invoices import list_invoices
from ledgerspan import ConfigurationError, Daftra, Event, EventKind, Ref
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, gathered, settled
from tests.live.payables import DAY, open_invoice, paying_in

pytestmark = pytest.mark.anyio

RECORDS = 6
INVOICES, CLIENTS = "invoice_payments", "client_payments"


async def test_days_are_sent_a_day_wider_and_verified_here(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind).payments
    await settled(payments.create(paying_in(contact="3")))
    box.requests.clear()
    pager = payments.list(since=DAY, until=DAY)
    assert {each.date for each in await gathered(pager)} == {DAY}
    # The sandbox knows no days here and gives everything, as unknown filters do (quirk 5).
    assert pager.report.filtered["until"] > 0
    assert {request.query.partition("&date_from")[2] for request in asked(box)} == {
        "=2026-03-04&date_to=2026-03-06"
    }


@pytest.mark.usefixtures("dialect")
async def test_payments_of_a_contact_are_those_of_its_invoices_and_those_on_account(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind).payments
    everything = await gathered(payments.list())
    contact = next(each.contact.id for each in everything if each.contact)
    with box.daftra() as daftra:
        invoices = contacts_invoices(daftra, contact)
    expected = [
        each
        for each in everything
        if each.contact == Ref(id=contact) or (each.document and each.document.id in invoices)
    ]
    pager = payments.list(contact=f"0{contact}")
    assert await gathered(pager) == expected
    assert {each.raw_kind for each in expected} == {INVOICES, CLIENTS}
    assert pager.report.filters == {"contact": "server, verified here"}


class Forgetful(httpx.BaseTransport):
    """A server that ignores client_id, as it ignores every parameter it does not know."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_remove_param("client_id")
        return self._transport.handle_request(request)


def test_payments_of_a_contact_are_right_though_the_server_ignores_the_filter(
    box: Sandbox,
) -> None:
    with box.daftra() as daftra:
        contact = next(each.contact.id for each in daftra.payments.list() if each.contact)
        expected = daftra.payments.list(contact=contact).to_list()
        transport: Any = daftra._pipeline.options.transport
    with box.daftra(transport=Forgetful(transport)) as forgetful:
        pager = forgetful.payments.list(contact=contact)
        assert pager.to_list() == expected
        assert pager.to_list() == expected
    assert pager.report.filtered["contact"] > 0


def test_a_payment_of_an_invoice_that_had_none_at_the_last_walk_is_listed(box: Sandbox) -> None:
    with box.daftra() as daftra:
        paid = {each.document for each in daftra.payments.list() if each.document}
        rows: Any = list_invoices.sync(client=daftra.api, limit=100)
        invoice = next(
            row.invoice
            for row in rows.data
            if not row.invoice.draft and Ref(id=str(row.invoice.id)) not in paid
        )
        pager = daftra.payments.list(contact=invoice.client_id)
        before = pager.to_list()
        payment = daftra.payments.create(paying_in(document=str(invoice.id)))
        after = pager.to_list()
    assert payment not in before
    assert payment in after


@pytest.mark.usefixtures("dialect")
def test_what_a_refund_receipt_gave_back_is_found_by_contact_too(box: Sandbox) -> None:
    body = {
        "RefundReceipt": {"client_id": 3, "store_id": 1, "date": "2026-03-05"},
        "InvoiceItem": [{"item": "Paper", "unit_price": 10, "quantity": 1}],
        "InvoicePayment": [{"payment_method": "cash", "amount": 7.25, "status": 1}],
    }
    with box.daftra() as daftra:
        daftra.api.get_httpx_client().request(
            method="POST",
            url="/api2/refund_receipts",
            content=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        found = daftra.payments.list(contact=3).to_list()
    assert Decimal("7.25") in [payment.amount for payment in found]


def test_what_does_not_fit_is_told_once_though_the_page_waits_for_the_invoices() -> None:
    rows = {
        "/api2/invoice_payments": [
            {"InvoicePayment": {"id": 1, "invoice_id": 9, "status": "paid"}}
        ],
        "/api2/invoices": [{"Invoice": {"id": "9", "client_id": "3"}}],
        "/api2/client_payments": [],
    }

    def answer(request: httpx.Request) -> httpx.Response:
        paging = {"page": 1, "page_count": 1, "next": None}
        body = {"result": "successful", "data": rows[request.url.path], "pagination": paging}
        return httpx.Response(200, json=body)

    events: list[Event] = []
    transport = httpx.MockTransport(answer)
    with Daftra("acme", api_key="invented", transport=transport, on_event=events.append) as daftra:
        found = daftra.payments.list(contact=3).to_list()
    assert [payment.document for payment in found] == [Ref(id="9")]
    assert [each.path for each in events if each.kind is EventKind.MISMATCH] == [
        "$.data[0].InvoicePayment.status"
    ]


async def test_payments_of_a_document_are_looked_for_among_those_of_invoices_alone(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoice = open_invoice(box)
    payments = opened("daftra", kind).payments
    payment = await settled(payments.create(paying_in(document=invoice)))
    box.requests.clear()
    found = await gathered(payments.list(document=int(invoice)))
    assert payment in found
    assert {each.document for each in found} == {Ref(id=invoice)}
    assert asked(box, path=CLIENTS) == []


@pytest.mark.parametrize("name", ["contact", "document"])
def test_what_is_no_id_is_refused_as_a_filter(box: Sandbox, name: str) -> None:
    given: dict[str, Any] = {name: "INV-1"}
    with box.daftra() as daftra, pytest.raises(ConfigurationError, match=f"{name} is a Daftra id"):
        daftra.payments.list(**given)


def contacts_invoices(daftra: Any, contact: str) -> set[str]:
    """Return the ids of a client's invoices, as the low-level client lists them."""
    page: Any = list_invoices.sync(client=daftra.api, client_id=int(contact), limit=100)
    return {str(row.invoice.id) for row in page.data}
