"""Turn Daftra's purchase documents into the common Bill and BillRefund.

Lists have no lines, and nobody documents totals or a payment state of purchases: they are read
where they are sent (observation) and never added up from lines, whose totals contain tax in one
place and not in another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ledgerspan.models import (
    Document,
    FieldOrigin,
    Origin,
    PaymentRef,
    PaymentState,
    PaymentStatus,
    Provider,
    Ref,
    Source,
    TaxAmount,
)
from ledgerspan.models.amounts import minus

from .purchases_lines import id_of, lines_of
from .taxes_record import is_inclusive, rate_of

if TYPE_CHECKING:
    from daftra_client import models as daftra

D = TypeVar("D", bound=Document)
ReadDate = Callable[[str], date | None]

_COMPUTED = FieldOrigin.COMPUTED
_DAFTRA = Provider.DAFTRA
_UNKNOWN = PaymentStatus.UNKNOWN

FIELDS = {
    "id": Source("id"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "number": Source("no", note="a draft has none"),
    "date": Source("date", note="ISO in lists, the site's own format in single reads"),
    "currency": Source("currency_code"),
    "contact": Source(
        "supplier_id, supplier_business_name",
        note="the supplier as copied into the document; a person's two names are put together",
    ),
    "lines": Source(
        "PurchaseOrderItem",
        note="in single reads, and those of refunds may lack it; total is subtotal: net by the "
        "docs, with tax in one observation",
    ),
    "taxes": Source("PurchaseOrderTax", note="amounts are only told by line"),
    "subtotal": Source("summary_subtotal"),
    "tax_total": Source(
        "summary_total, summary_subtotal",
        _COMPUTED,
        "total less subtotal: summary_tax1 is null on taxed documents (observation, quirk 18)",
    ),
    "total": Source("summary_total"),
    "due": Source("summary_unpaid"),
    "payment_status": Source("payment_status", note="by the codes of sales documents"),
    "payment_status_text": Source("payment_status", note="the code; -1 is a draft"),
    "is_draft": Source("draft"),
    "payments": Source("PurchaseOrderPayment", note="in single reads; pending ones too"),
}

_STATUSES = {
    0: PaymentStatus.UNPAID,
    1: PaymentStatus.PARTIALLY_PAID,
    2: PaymentStatus.PAID,
    3: PaymentStatus.REFUNDED,
    4: PaymentStatus.OVERPAID,
}
_STATES = {
    0: PaymentState.FAILED,
    1: PaymentState.COMPLETED,
    2: PaymentState.PENDING,
    # "Not completed" by the docs: it never counts, like a pending one.
    3: PaymentState.PENDING,
}


def purchases_of(
    shape: type[D], records: Iterable[daftra.PurchaseOrder], origin: Origin, read_date: ReadDate
) -> list[D]:
    """Normalize the records of one answer, in order; none is ever left out.

    `or None` turns UNSET, "" and id 0 into None, as observation 6 says.
    """
    documents: list[D] = []
    for index, record in enumerate(records):
        subtotal, total = rate_of(record.summary_subtotal), rate_of(record.summary_total)
        day, draft, code = record.date, record.draft, record.payment_status
        supplier = record.supplier_id
        name = record.supplier_business_name or _person(record)
        status = _STATUSES.get(code, _UNKNOWN) if isinstance(code, int) else None
        taxes, paid = record.purchase_order_tax, record.purchase_order_payment
        documents.append(
            shape(
                id=str(record.id or ""),
                provider=_DAFTRA,
                number=record.no or None,
                date=read_date(day) if day else None,
                currency=record.currency_code or None,
                contact=Ref(id=str(supplier) if supplier else None, name=name or None)
                if supplier or name
                else None,
                lines=lines_of(record) if record.purchase_order_item else (),
                taxes=tuple([_tax(tax) for tax in taxes]) if taxes else (),
                subtotal=subtotal,
                tax_total=None if total is None or subtotal is None else minus(total, subtotal),
                total=total,
                due=rate_of(record.summary_unpaid),
                payment_status=status or _UNKNOWN,
                payment_status_text=str(code) if status else None,
                is_draft=draft if isinstance(draft, bool) else None,
                payments=tuple([_payment(each, read_date) for each in paid]) if paid else (),
                _origin=origin,
                _index=index,
            )
        )
    return documents


def _person(record: daftra.PurchaseOrder) -> str:
    return " ".join(
        name for name in (record.supplier_first_name, record.supplier_last_name) if name
    )


def _tax(tax: daftra.Tax) -> TaxAmount:
    return TaxAmount(
        tax=Ref(id=id_of(tax.tax_id or tax.id), name=tax.name or None),
        rate=rate_of(tax.value),
        inclusive=is_inclusive(tax.included),
    )


def _payment(payment: daftra.PurchaseOrderPayment, read_date: ReadDate) -> PaymentRef:
    day, treasury = payment.date, payment.treasury_id
    code = int(payment.status) if isinstance(payment.status, int) else None
    return PaymentRef(
        id=str(payment.id) if payment.id else None,
        account=Ref(id=str(treasury)) if treasury else None,
        amount=rate_of(payment.amount),
        currency=payment.currency_code or None,
        description=payment.notes or None,
        date=read_date(day) if day else None,
        method=payment.payment_method or None,
        status=_STATES.get(-1 if code is None else code, PaymentState.UNKNOWN),
        status_text=None if code is None else str(code),
    )
