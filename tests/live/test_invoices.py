"""What invoices of Daftra have of their own: filters, due days, e-invoices, neighbours."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

import msgspec
import pytest
from daftra_client.api.invoices import create_invoice, list_invoices
from daftra_client.models import (
    DocumentPaymentInput,
    DocumentType,
    InvoiceCreatedResponse,
    InvoiceInput,
    InvoiceItemInput,
    InvoicePage,
    InvoiceRequest,
)
from ledgerspan import (
    ConflictError,
    DraftError,
    Invoice,
    LineDraft,
    NotFoundError,
    PaymentState,
    PaymentStatus,
    ValidationError,
)
from ledgerspan.sandbox import LoggedRequest, Sandbox

from tests.live.both import Opened, asked, gathered, settled
from tests.live.sales import full, plain, says

pytestmark = pytest.mark.anyio

RECORDS = 12
SINCE, UNTIL = date(2025, 3, 1), date(2026, 3, 31)
Matches = Callable[[Invoice], Any]
FILTERS: list[tuple[dict[str, Any], dict[str, str], Matches]] = [
    (
        {"since": SINCE, "until": UNTIL},
        {"date_from": "2025-03-01", "date_to": "2026-03-31"},
        lambda invoice: invoice.date and SINCE <= invoice.date <= UNTIL,
    ),
    ({"contact": 1}, {"client_id": "1"}, lambda i: i.contact and i.contact.id == "1"),
    ({"number": "000003"}, {"no": "000003"}, lambda invoice: invoice.number == "000003"),
    *[
        (
            {"payment_status": status},
            {"payment_status": code},
            lambda invoice, status=status: invoice.payment_status is status,
        )
        for status, code in (
            (PaymentStatus.UNPAID, "0"),
            (PaymentStatus.PARTIALLY_PAID, "1"),
            (PaymentStatus.PAID, "2"),
            (PaymentStatus.OVERPAID, "4"),
        )
    ],
]
QUERIES = [query for _, query, _ in FILTERS]


def asked_for(request: LoggedRequest) -> dict[str, str]:
    """Return the query of a request."""
    return dict(parse_qsl(request.query))


@pytest.mark.parametrize(("filters", "query", "matches"), FILTERS, ids=[*map(str, QUERIES)])
@pytest.mark.usefixtures("dialect")
async def test_a_filter_is_sent_and_gives_exactly_what_matches(
    *,
    box: Sandbox,
    opened: Opened,
    kind: str,
    filters: dict[str, Any],
    query: dict[str, str],
    matches: Matches,
) -> None:
    invoices = opened("daftra", kind).invoices
    expected = [invoice for invoice in await gathered(invoices.list()) if matches(invoice)]
    assert expected
    box.requests.clear()
    pager = invoices.list(**filters)
    assert expected == await gathered(pager)
    (request,) = asked(box)
    assert query.items() <= asked_for(request).items()
    assert set(pager.report.filters.values()) == {"server, verified here"}


async def test_a_part_of_a_number_is_another_number(opened: Opened, kind: str) -> None:
    pager = opened("daftra", kind).invoices.list(number="00000")
    assert await gathered(pager) == []
    assert pager.report.filtered["number"] > 0


@pytest.mark.parametrize("status", [PaymentStatus.REFUNDED, PaymentStatus.UNKNOWN])
async def test_a_payment_status_that_the_server_means_otherwise_is_filtered_here(
    box: Sandbox, opened: Opened, kind: str, status: PaymentStatus
) -> None:
    invoices = opened("daftra", kind).invoices
    everything = await gathered(invoices.list())
    pager = invoices.list(payment_status=status)
    assert await gathered(pager) == [each for each in everything if each.payment_status is status]
    assert "payment_status" not in asked_for(asked(box)[-1])
    assert pager.report.filters == {"payment_status": "here"}


@pytest.mark.parametrize("other", ["estimates", "credit_notes", "refund_receipts"])
async def test_lists_whose_filters_nobody_knows_are_filtered_here(
    box: Sandbox, opened: Opened, kind: str, other: str
) -> None:
    pager = getattr(opened("daftra", kind), other).list(since=SINCE, contact=1, number="x")
    await gathered(pager)
    assert set(asked_for(asked(box)[0])) == {"limit", "page"}
    assert set(pager.report.filters.values()) == {"here"}


async def test_a_seeded_draft_is_a_draft_and_its_status_none_of_ours(
    opened: Opened, kind: str, dialect: str
) -> None:
    drafts = [
        each for each in await gathered(opened("daftra", kind).invoices.list()) if each.is_draft
    ]
    assert drafts, dialect
    assert {(each.number, each.payment_status, each.payment_status_text) for each in drafts} == {
        (None, PaymentStatus.UNKNOWN, "-1")
    }


async def test_a_draft_that_is_issued_is_given_a_number(opened: Opened, kind: str) -> None:
    invoices = opened("daftra", kind).invoices
    draft = await settled(invoices.create(plain(is_draft=True)))
    issued = await settled(invoices.update(draft, is_draft=False))
    assert (draft.number, issued.is_draft, bool(issued.number)) == (None, False, True)


async def test_a_due_date_is_so_many_days_after_the_date(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind).invoices
    invoice = await settled(invoices.create(plain(due_date=date(2026, 4, 4))))
    assert invoice.due_date == date(2026, 4, 4)
    moved = await settled(invoices.update(invoice.id, date=date(2026, 3, 6)))
    assert moved.due_date == date(2026, 4, 5)
    told = await settled(
        invoices.update(invoice.id, date=date(2026, 3, 7), due_date=date(2026, 3, 7))
    )
    assert told.due_date == date(2026, 3, 7)
    box.requests.clear()
    with pytest.raises(DraftError, match="due_date: lies before date 2026-03-07"):
        await settled(invoices.update(invoice.id, due_date=date(2026, 3, 6)))
    assert asked(box, "PUT") == []


async def test_a_due_date_can_be_changed_and_not_taken_away(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(DraftError, match=r"due_date: a datetime\.date is needed"):
        await settled(opened("daftra", kind).invoices.update("1", due_date=None))
    assert asked(box) == []


async def test_an_accepted_e_invoice_is_closed_unless_forced(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind).invoices
    closed = next(
        each for each in await gathered(invoices.list()) if each.raw["Invoice"]["e_invoice_status"]
    )
    with pytest.raises(ConflictError, match="its e-invoice is at 'accepted'; write a credit note"):
        await settled(invoices.update(closed.id, description="seen"))
    assert asked(box, "PUT") == []
    with pytest.raises(ValidationError, match="an accepted e-invoice cannot be changed"):
        await settled(invoices.update(closed.id, description="seen", force=True))


@pytest.mark.usefixtures("dialect")
async def test_an_update_keeps_payments_and_custom_fields(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with box.daftra() as daftra:
        request = InvoiceRequest(
            InvoiceInput(client_id=1, due_after=7),
            [InvoiceItemInput(item="Lamp", unit_price=Decimal(9), store_id=1, col_3="blue")],
            payment=[DocumentPaymentInput(payment_method="cash", amount=Decimal(4))],
            invoice_custom_field={"Order": "1001"},
        )
        made = create_invoice.sync(client=daftra.api, body=request)
    assert isinstance(made, InvoiceCreatedResponse)
    invoices = opened("daftra", kind).invoices
    before = await settled(invoices.get(str(made.id)))
    after = await settled(invoices.update(before, description="seen"))
    assert [(each.amount, each.status) for each in after.payments] == [
        (Decimal(4), PaymentState.COMPLETED)
    ]
    assert (after.paid, after.payment_status) == (Decimal(4), PaymentStatus.PARTIALLY_PAID)
    assert after.raw["Invoice"]["InvoiceCustomField"] == {"Order": "1001"}
    (line,) = after.raw["Invoice"]["InvoiceItem"]
    assert (str(line["store_id"]), line["col_3"]) == ("1", "blue")


@pytest.mark.usefixtures("dialect")
async def test_a_line_that_is_given_back_keeps_what_the_common_model_has_no_place_for(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with box.daftra() as daftra:
        item = InvoiceItemInput(
            item="Lamp", unit_price=Decimal(9), store_id=1, col_3="blue", discount=Decimal(1)
        )
        request = InvoiceRequest(InvoiceInput(client_id=1), [item])
        made = create_invoice.sync(client=daftra.api, body=request)
    assert isinstance(made, InvoiceCreatedResponse)
    invoices = opened("daftra", kind).invoices
    (line,) = (await settled(invoices.get(str(made.id)))).lines
    more = LineDraft(item="Bulb", quantity=Decimal(1), unit_price=Decimal(1))
    dearer = msgspec.structs.replace(line, unit_price=Decimal(10), discount_percent=None)
    after = await settled(invoices.update(str(made.id), lines=(dearer, more)))
    kept, _ = after.raw["Invoice"]["InvoiceItem"]
    assert (str(kept["store_id"]), kept["col_3"]) == ("1", "blue")
    assert [(each.item, each.unit_price) for each in after.lines] == [
        ("Lamp", Decimal(10)),
        ("Bulb", Decimal(1)),
    ]
    assert after.lines[0].discount_percent == 0


async def test_a_line_of_an_earlier_reading_is_not_there_any_more(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind).invoices
    before = await settled(invoices.create(plain()))
    await settled(invoices.update(before.id, description="every update renews the lines"))
    box.requests.clear()
    with pytest.raises(DraftError, match=r"lines\[0\]: there is no line \d+"):
        await settled(invoices.update(before.id, lines=before.lines))
    assert asked(box, "PUT") == []


async def test_debit_notes_stand_in_the_list_and_have_no_single_read(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with box.daftra() as daftra:
        request = InvoiceRequest(
            InvoiceInput(client_id=1, type_=DocumentType.DEBIT_NOTE),
            [InvoiceItemInput(item="Lamp", unit_price=Decimal(9))],
        )
        made = create_invoice.sync(client=daftra.api, body=request)
    assert isinstance(made, InvoiceCreatedResponse)
    invoices = opened("daftra", kind).invoices
    listed = {each.id: each for each in await gathered(invoices.list(with_lines=True))}
    assert (listed[str(made.id)].total, listed[str(made.id)].lines) == (Decimal(9), ())
    assert sum(bool(each.lines) for each in listed.values()) == len(listed) - 1
    with pytest.raises(NotFoundError):
        await settled(invoices.get(str(made.id)))


async def test_an_invoice_with_payments_is_not_deleted(opened: Opened, kind: str) -> None:
    invoices = opened("daftra", kind).invoices
    paid = next(each for each in await gathered(invoices.list(with_lines=True)) if each.payments)
    with pytest.raises(ValidationError, match="it still has transactions"):
        await settled(invoices.delete(paid.id))


async def test_the_low_level_shares_the_session(box: Sandbox) -> None:
    with box.daftra() as daftra:
        page = list_invoices.sync(client=daftra.api, limit=1)
        first = daftra.invoices.list().first()
    assert isinstance(page, InvoicePage)
    assert first is not None
    assert isinstance(page.data, list)
    record = page.data[0].invoice
    assert record
    assert str(record.id) == first.id


@pytest.mark.usefixtures("dialect")
async def test_every_seeded_document_adds_up(opened: Opened, kind: str) -> None:
    invoices = opened("daftra", kind).invoices
    found = {
        each.id: [finding.rule for finding in each.check()]
        for each in await gathered(invoices.list(with_lines=True))
    }
    assert {identity: rules for identity, rules in found.items() if rules} == {}


async def test_a_full_invoice_adds_up_with_its_discount_and_delivery(
    opened: Opened, kind: str
) -> None:
    invoice = await settled(opened("daftra", kind).invoices.create(full()))
    assert invoice.check() == ()
    assert says(invoice, {})["shipping"] == Decimal("3.5")
    assert invoice.tax_total is None


async def test_the_sites_format_is_learnt_and_kept(box: Sandbox, opened: Opened, kind: str) -> None:
    invoices = opened("daftra", kind).invoices
    first = await settled(invoices.list().first())
    await settled(invoices.get(first.id))
    box.requests.clear()
    await gathered(invoices.list(with_lines=True))
    assert asked(box, "GET", "site_info") == []
