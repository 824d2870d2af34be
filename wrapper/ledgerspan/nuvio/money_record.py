"""Turn Nuvio's incomes and expenses, its invoices and bills, into the common Income and Expense.

`INCOME_FIELDS` and `EXPENSE_FIELDS` are the tables that `explain` reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from nuvio_client import models as nuvio

from ledgerspan.dates import read_iso_date
from ledgerspan.models import (
    Document,
    Expense,
    FieldOrigin,
    Income,
    Line,
    Origin,
    PaymentRef,
    PaymentStatus,
    Provider,
    Ref,
    Source,
    TaxAmount,
)
from ledgerspan.models.amounts import minus

D = TypeVar("D", bound=Document)

_COMPUTED = FieldOrigin.COMPUTED

INCOME_FIELDS = {
    "id": Source("id"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "number": Source("invoiceNumber"),
    "date": Source("invoiceDate"),
    "due_date": Source("dueDate"),
    "currency": Source("currency"),
    "exchange_rate": Source("exchangeRate", note="the direction of the rate is not published"),
    "contact": Source("customer"),
    "project": Source("project"),
    "description": Source("description"),
    "lines": Source("items"),
    "subtotal": Source("subTotal"),
    "tax_total": Source("totalTax"),
    "total": Source("totalAmount"),
    "paid": Source("totalAmount, remainingAmount", _COMPUTED, "total less what remains"),
    "due": Source("remainingAmount"),
    "payment_status": Source("paymentStatus", note="the words are not published; case is ignored"),
    "payment_status_text": Source("paymentStatus"),
    "is_draft": Source("invoiceStatus", _COMPUTED, 'True for the word "draft"; else not said'),
    "tags": Source("tags"),
    "payments": Source("matchedPayments"),
}

EXPENSE_FIELDS = {
    **{name: source for name, source in INCOME_FIELDS.items() if name != "is_draft"},
    "number": Source("referenceNumber"),
    "date": Source("expenseDate"),
    "contact": Source("supplier"),
}

_STATUSES = {
    "unpaid": PaymentStatus.UNPAID,
    "notpaid": PaymentStatus.UNPAID,
    "partiallypaid": PaymentStatus.PARTIALLY_PAID,
    "partlypaid": PaymentStatus.PARTIALLY_PAID,
    "partial": PaymentStatus.PARTIALLY_PAID,
    "paid": PaymentStatus.PAID,
    "fullypaid": PaymentStatus.PAID,
    "refunded": PaymentStatus.REFUNDED,
    "overpaid": PaymentStatus.OVERPAID,
}


def incomes_of(records: Iterable[nuvio.Income], origin: Origin) -> list[Income]:
    """Normalize the incomes of one answer, in order; none is ever left out."""
    return [
        _document(
            Income,
            record,
            (
                record.invoice_number,
                record.invoice_date,
                record.customer,
                True if (record.invoice_status or "").lower() == "draft" else None,
            ),
            origin,
            index,
        )
        for index, record in enumerate(records)
    ]


def expenses_of(records: Iterable[nuvio.Expense], origin: Origin) -> list[Expense]:
    """Normalize the expenses of one answer, in order; none is ever left out."""
    return [
        _document(
            Expense,
            record,
            (record.reference_number, record.expense_date, record.supplier, None),
            origin,
            index,
        )
        for index, record in enumerate(records)
    ]


def _document(
    shape: type[D],
    record: nuvio.Income | nuvio.Expense,
    own: tuple[Any, Any, Any, bool | None],
    origin: Origin,
    index: int,
) -> D:
    """Normalize one record; `or None` and `or ()` turn UNSET and empty texts into None and ()."""
    number, day, party, is_draft = own
    due_day = record.due_date
    total, due = _decimal(record.total_amount), _decimal(record.remaining_amount)
    word = record.payment_status or None
    project = record.project
    return shape(
        id=record.id or "",
        provider=Provider.NUVIO,
        number=number or None,
        date=read_iso_date(day) if day else None,
        due_date=read_iso_date(due_day) if due_day else None,
        currency=record.currency or None,
        exchange_rate=_decimal(record.exchange_rate),
        contact=_entity(party) if party else None,
        project=_project(project) if project else None,
        description=record.description or None,
        lines=tuple([_line(item) for item in record.items or ()]),
        subtotal=_decimal(record.sub_total),
        tax_total=_decimal(record.total_tax),
        total=total,
        paid=None if total is None or due is None else minus(total, due),
        due=due,
        payment_status=payment_status(word) if word else PaymentStatus.UNKNOWN,
        payment_status_text=word,
        is_draft=is_draft,
        tags=tuple([_tag(tag) for tag in record.tags or ()]),
        payments=tuple([_payment(payment) for payment in record.matched_payments or ()]),
        _origin=origin,
        _index=index,
    )


def payment_status(word: str) -> PaymentStatus:
    """Return the state that a word stands for, whatever its case and separators."""
    found = _STATUSES.get(word)
    if found is None:
        plain = "".join(letter for letter in word if letter.isalpha()).lower()
        found = _STATUSES.get(plain, PaymentStatus.UNKNOWN)
    return found


def _line(item: nuvio.IncomeItem | nuvio.ExpenseItem) -> Line:
    product = item.product_id or item.product_code or item.product_name
    return Line(
        id=item.id or None,
        # Only lines of expenses have a detail of their own.
        description=getattr(item, "item_detail", None) or item.product_name or None,
        product=Ref(
            id=item.product_id or None,
            name=item.product_name or None,
            code=item.product_code or None,
        )
        if product
        else None,
        quantity=_decimal(item.quantity),
        unit_price=_decimal(item.unit_price),
        taxes=tuple([_tax(tax) for tax in item.item_taxes or ()]),
        tax_total=_decimal(item.total_taxes),
        total=_decimal(item.total_amount),
    )


def _tax(tax: nuvio.ItemTax) -> TaxAmount:
    # A line's unit price is net (published docs), so no tax of Nuvio is inside the price.
    return TaxAmount(
        tax=Ref(id=tax.tax_id or None, name=tax.tax_name or None),
        amount=_decimal(tax.tax_amount),
        inclusive=False,
    )


def _entity(entity: nuvio.EntityRef) -> Ref:
    return Ref(id=entity.id or None, name=entity.name or None, code=entity.entity_code or None)


def _project(project: nuvio.ProjectRef) -> Ref:
    return Ref(id=project.id or None, name=project.name or None, code=project.project_code or None)


def _tag(tag: nuvio.TagRef) -> Ref:
    return Ref(id=tag.id or None, name=tag.name or None)


def _payment(payment: nuvio.MatchedPayment) -> PaymentRef:
    day = payment.transaction_date
    return PaymentRef(
        id=payment.transaction_id or None,
        account=Ref(id=payment.bank_account_id or None, name=payment.bank_account_name or None),
        amount=_decimal(payment.amount),
        currency=payment.currency or None,
        description=payment.description or None,
        date=read_iso_date(day) if day else None,
    )


def _decimal(value: object) -> Decimal | None:
    # "NaN" and "Infinity" are Decimals to the decoder and no amounts to anybody.
    return value if isinstance(value, Decimal) and value.is_finite() else None
