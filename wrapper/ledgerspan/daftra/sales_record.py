"""Turn Daftra's sales documents into the common Invoice, Estimate, CreditNote and RefundReceipt.

Field by field (`FIELDS` is the table that `invoice.explain` reads): amounts are as the record says
them. Rows of lists have no lines and no payments; both come with single reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from ledgerspan.models import (
    Document,
    FieldOrigin,
    Invoice,
    Origin,
    PaymentStatus,
    Provider,
    Ref,
    Source,
)
from ledgerspan.models.amounts import minus
from ledgerspan.moments import read_moment

from .sales_line import lines_of
from .sales_payment import payments_of

if TYPE_CHECKING:
    from daftra_client.models import SalesDocument

D = TypeVar("D", bound=Document)
ReadDate = Callable[[str], date | None]

_COMPUTED = FieldOrigin.COMPUTED
# Reading a member of an enum costs a dictionary look-up, a thousand times a page.
_DAFTRA = Provider.DAFTRA
_UNKNOWN = PaymentStatus.UNKNOWN
_DRAFT = -1
_STATUSES = {
    0: (PaymentStatus.UNPAID, "0"),
    1: (PaymentStatus.PARTIALLY_PAID, "1"),
    2: (PaymentStatus.PAID, "2"),
    3: (PaymentStatus.REFUNDED, "3"),
    4: (PaymentStatus.OVERPAID, "4"),
}
_SILENT = (_UNKNOWN, None)
_NO_MORE: dict[str, Any] = {}

FIELDS = {
    "id": Source("id"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "number": Source("no", note='"" on a draft'),
    "reference": Source("po_number"),
    "date": Source("date", note="ISO in lists, the site's own format in single reads"),
    "due_date": Source("due_date, stored_due_date"),
    "currency": Source("currency_code"),
    "contact": Source(
        "client_id, client_business_name, client_first_name, client_last_name",
        note="the name at the time of writing, else that of the embedded Client; its "
        "client_number is the code",
    ),
    "description": Source("notes"),
    "lines": Source(
        "InvoiceItem",
        note="total is subtotal: net by the docs, with tax in one observation; tax_total is the "
        "sum of both taxes; unit_price is per smallest unit (unit_factor of them make one shown)",
    ),
    "subtotal": Source("summary_subtotal"),
    "tax_total": Source(
        "summary_total, summary_subtotal",
        _COMPUTED,
        "total less subtotal, since summary_tax is null or 0 on taxed documents; None beside a "
        "delivery charge",
        sent_as=("summary_tax",),
    ),
    "discount": Source("discount_amount", note="None where discount says a percentage"),
    "discount_percent": Source("discount", note="None where discount_amount says money"),
    "shipping": Source("shipping_amount"),
    "total": Source("summary_total"),
    "paid": Source("summary_paid", note="what completed payments come to"),
    "due": Source("summary_unpaid", note="less client payments already; counts on drafts too"),
    "refunded": Source("summary_refund"),
    "payment_status": Source("payment_status", note="-1, a draft, is none of our words"),
    "payment_status_text": Source("payment_status"),
    "is_draft": Source("draft, payment_status", note="payment_status -1 where draft is not said"),
    "payments": Source("InvoicePayment"),
    "created_at": Source("created", note="no zone is named"),
    "updated_at": Source("modified", note="no zone is named"),
}
INVOICE_FIELDS = FIELDS | {
    "due_date": Source(
        "date, due_after",
        _COMPUTED,
        "due_after days after date",
        sent_as=("due_date", "stored_due_date"),
    ),
}
REFUND_FIELDS = FIELDS | {
    "invoice": Source("subscription_id", note="the invoice that is given back"),
}


def sales_of(
    shape: type[D],
    records: Iterable[SalesDocument],
    origin: Origin,
    read_date: ReadDate,
) -> list[D]:
    """Normalize the records of one answer, in order; none is ever left out.

    `or None` turns UNSET, "" and id 0 into None, as observation 6 says.
    """
    documents: list[D] = []
    is_owed = shape is Invoice
    refunds = "invoice" in shape.fields()
    for index, record in enumerate(records):
        text, client, code = record.date, record.client_id, record.payment_status
        day = read_date(text) if text else None
        total, subtotal = _amount(record.summary_total), _amount(record.summary_subtotal)
        discount, percent = _amount(record.discount_amount), _amount(record.discount)
        shipping = _amount(record.shipping_amount)
        status, status_text = _status(code)
        due = _due(record, read_date)
        if due is None and is_owed:
            due = _computed_due(day, record.due_after)
        items, payments = record.invoice_item, record.invoice_payment
        sent_draft: Any = record.draft
        created, modified = record.created, record.modified
        more: dict[str, Any] = _refunded(record.subscription_id) if refunds else _NO_MORE
        documents.append(
            shape(
                id=str(record.id or ""),
                provider=_DAFTRA,
                number=record.no or None,
                reference=record.po_number or None,
                date=day,
                due_date=due,
                currency=record.currency_code or None,
                contact=_contact(record, client),
                description=record.notes or None,
                lines=lines_of(items) if items else (),
                subtotal=subtotal,
                tax_total=_tax_total(record.summary_tax, total, subtotal, shipping),
                # 0 in one of the two says that the other one is used.
                discount=None if percent and not discount else discount,
                discount_percent=None if discount and not percent else percent,
                shipping=shipping,
                total=total,
                paid=_amount(record.summary_paid),
                due=_amount(record.summary_unpaid),
                refunded=_amount(record.summary_refund),
                payment_status=status,
                payment_status_text=status_text,
                is_draft=sent_draft
                if sent_draft.__class__ is bool
                else (True if code == _DRAFT else None),
                payments=payments_of(payments, read_date) if payments else (),
                created_at=read_moment(created) if created else None,
                updated_at=read_moment(modified) if modified else None,
                _origin=origin,
                _index=index,
                **more,
            )
        )
    return documents


def _refunded(invoice: Any) -> dict[str, Any]:
    return {"invoice": Ref(id=str(invoice)) if invoice else None}


def settle_issue_dates(records: Iterable[SalesDocument], read_date: ReadDate) -> None:
    """Write the issue date of records in ISO, as an update has to send it; None if unreadable.

    Single reads have it in the site's own format (observation 6); lists are left alone.
    """
    for record in records:
        text = record.issue_date
        if text and text[4:5] != "-":
            day = read_date(text)
            record.issue_date = None if day is None else day.isoformat()


def _amount(value: Any) -> Decimal | None:
    # "NaN" and "Infinity" are Decimals to the decoder and no amounts to anybody.
    return value if value.__class__ is Decimal and value.is_finite() else None


def _status(code: Any) -> tuple[PaymentStatus, str | None]:
    known = _STATUSES.get(code)
    if known is not None:
        return known
    return (_UNKNOWN, str(code)) if isinstance(code, int) else _SILENT


def _contact(record: SalesDocument, client: Any) -> Ref | None:
    name: Any = record.client_business_name
    embedded: Any = record.client
    if not name:
        name = _full_name(record.client_first_name, record.client_last_name)
    if embedded and not name:
        name = embedded.business_name or _full_name(embedded.first_name, embedded.last_name)
    if not client and not name:
        return None
    code = embedded.client_number if embedded and client else None
    return Ref(id=str(client) if client else None, name=name or None, code=code or None)


def _full_name(first: Any, last: Any) -> str:
    return f"{first or ''} {last or ''}".strip()


def _due(record: SalesDocument, read_date: ReadDate) -> date | None:
    for text in (record.due_date, record.stored_due_date):
        day = read_date(text) if text else None
        if day is not None:
            return day
    return None


def _computed_due(day: date | None, after: Any) -> date | None:
    if day is None or after.__class__ is not int or after < 0:
        return None
    try:
        return day + timedelta(days=after)
    except OverflowError:
        return None


def _tax_total(
    sent: Any, total: Decimal | None, subtotal: Decimal | None, shipping: Decimal | None
) -> Decimal | None:
    """Return the tax as sent, else total less subtotal ("net total before tax", published).

    A 0 is no better than null (quirk 18). Whether a delivery charge lies inside the subtotal is
    not known, and a difference below nothing is no tax.
    """
    if sent.__class__ is Decimal and sent and sent.is_finite():
        return sent
    if total is None or subtotal is None or shipping:
        return None
    difference = minus(total, subtotal)
    return None if difference is None or difference < 0 else difference
