"""Map what the stock client gives to the common Income, as its users would write it by hand.

The stock client keeps every scalar as it came ("12.50", 12.5, "0", ""), so each is read here.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from ledgerspan.models import (
    Attachment,
    Income,
    Line,
    PaymentRef,
    PaymentStatus,
    Provider,
    Ref,
    TaxAmount,
)


def daftra_incomes(page: Any) -> list[Income]:
    """Map a stock `IncomePage`."""
    return [_daftra_income(row.income) for row in page.data]


def nuvio_incomes(answer: Any, status_of: Callable[[str], PaymentStatus]) -> list[Income]:
    """Map a stock `IncomeListResponse`; `status_of` reads the words of payment."""
    return [_nuvio_income(record, status_of) for record in answer.data]


def _daftra_income(record: Any) -> Income:
    amount, taxes = _number(record.amount), []
    for tax_id, name, rate, money, included in (
        (
            record.tax1_id,
            record.tax1_name,
            record.tax1_value,
            record.tax1_amount,
            record.tax1_included,
        ),
        (
            record.tax2_id,
            record.tax2_name,
            record.tax2_value,
            record.tax2_amount,
            record.tax2_included,
        ),
    ):
        if _key(tax_id) or _number(money):
            taxes.append(
                TaxAmount(
                    tax=Ref(id=_key(tax_id), name=name or None),
                    rate=_number(rate),
                    amount=_number(money),
                    inclusive=_flag(included),
                )
            )
    tax_total = sum((tax.amount for tax in taxes if tax.amount), Decimal(0)) if taxes else None
    inside = sum((tax.amount for tax in taxes if tax.inclusive and tax.amount), Decimal(0))
    subtotal = None if amount is None else amount - inside
    client = _key(record.client_id)
    return Income(
        id=str(record.id),
        provider=Provider.DAFTRA,
        date=_day(record.date),
        currency=record.currency_code or None,
        contact=Ref(id=client, name=record.vendor or None) if client or record.vendor else None,
        category=record.category or None,
        description=record.note or None,
        taxes=tuple(taxes),
        subtotal=subtotal,
        tax_total=tax_total,
        total=None if subtotal is None else subtotal + (tax_total or 0),
        attachments=_attachments(record),
    )


def _nuvio_income(record: Any, status_of: Callable[[str], PaymentStatus]) -> Income:
    total, due = _number(record.total_amount), _number(record.remaining_amount)
    word = record.payment_status or None
    who, project = record.customer, record.project
    return Income(
        id=record.id,
        provider=Provider.NUVIO,
        number=record.invoice_number or None,
        date=_day(record.invoice_date),
        due_date=_day(record.due_date),
        currency=record.currency or None,
        exchange_rate=_number(record.exchange_rate),
        contact=Ref(id=who.id, name=who.name or None, code=who.entity_code or None)
        if who
        else None,
        project=Ref(id=project.id, name=project.name or None, code=project.project_code or None)
        if project
        else None,
        description=record.description or None,
        lines=tuple([_line(item) for item in record.items or ()]),
        subtotal=_number(record.sub_total),
        tax_total=_number(record.total_tax),
        total=total,
        paid=None if total is None or due is None else total - due,
        due=due,
        payment_status=status_of(word) if word else PaymentStatus.UNKNOWN,
        payment_status_text=word,
        is_draft=True if (record.invoice_status or "").lower() == "draft" else None,
        tags=tuple([Ref(id=tag.id, name=tag.name or None) for tag in record.tags or ()]),
        payments=tuple([_payment(each) for each in record.matched_payments or ()]),
    )


def _line(item: Any) -> Line:
    name, code, product = item.product_name or None, item.product_code or None, item.product_id
    return Line(
        id=item.id,
        description=name,
        product=Ref(id=product or None, name=name, code=code) if product or code or name else None,
        quantity=_number(item.quantity),
        unit_price=_number(item.unit_price),
        taxes=tuple(
            [
                TaxAmount(
                    tax=Ref(id=tax.tax_id or None, name=tax.tax_name or None),
                    amount=_number(tax.tax_amount),
                    inclusive=False,
                )
                for tax in item.item_taxes or ()
            ]
        ),
        tax_total=_number(item.total_taxes),
        total=_number(item.total_amount),
    )


def _payment(sent: Any) -> PaymentRef:
    return PaymentRef(
        id=sent.transaction_id or None,
        account=Ref(id=sent.bank_account_id or None, name=sent.bank_account_name or None),
        amount=_number(sent.amount),
        currency=sent.currency or None,
        description=sent.description or None,
        date=_day(sent.transaction_date),
    )


def _number(value: Any) -> Decimal | None:
    # Zero is a number; what is absent is an object that is false.
    return Decimal(str(value)) if value or value == 0 else None


def _key(value: Any) -> str | None:
    return str(value) if value and value != "0" else None


def _flag(value: Any) -> bool | None:
    return value in (1, "1") if value or value == 0 else None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _attachments(record: Any) -> tuple[Attachment, ...]:
    sent = record.attachments or []
    if isinstance(sent, str):
        sent = [part.strip(" '\"") for part in sent.strip("[]").split(",")]
    return tuple(
        Attachment(location=place) for place in dict.fromkeys([*sent, record.file]) if place
    )
