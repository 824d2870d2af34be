"""Hold the one shape of every document; an Income, an Invoice, a Bill are Documents."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .checks import Finding, check_document
from .parts import Attachment, Line, PaymentRef, Ref, TaxAmount
from .record import Record
from .words import PaymentStatus


class Document(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry one document of either provider, exactly.

    Amounts are Decimals in `currency` (ISO 4217); `date` and `due_date` are calendar days of the
    company; `created_at` and `updated_at` are naive where the provider names no zone.

    `reference` is the other side's number, such as that of a purchase order. `discount` is money
    taken off the whole document and `discount_percent` the same as a rate (10 means 10 %): the
    provider holds one of the two, and those of the lines are told by the lines. `shipping` is a
    delivery charge inside `total`, `refunded` what credit notes and refunds gave back.
    """

    number: str | None = None
    reference: str | None = None
    date: datetime.date | None = None
    due_date: datetime.date | None = None
    currency: str | None = None
    exchange_rate: Decimal | None = None
    contact: Ref | None = None
    project: Ref | None = None
    account: Ref | None = None
    category: str | None = None
    description: str | None = None
    lines: tuple[Line, ...] = ()
    taxes: tuple[TaxAmount, ...] = ()
    subtotal: Decimal | None = None
    tax_total: Decimal | None = None
    discount: Decimal | None = None
    discount_percent: Decimal | None = None
    shipping: Decimal | None = None
    total: Decimal | None = None
    paid: Decimal | None = None
    due: Decimal | None = None
    refunded: Decimal | None = None
    payment_status: PaymentStatus = PaymentStatus.UNKNOWN
    payment_status_text: str | None = None
    is_draft: bool | None = None
    tags: tuple[Ref, ...] = ()
    payments: tuple[PaymentRef, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None

    def check(self) -> tuple[Finding, ...]:
        """Compare the amounts with each other; return what does not add up. Never raises."""
        return check_document(self)


class Income(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry money earned: a Daftra income, a Nuvio income (which is also its invoice)."""


class Expense(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry money spent: a Daftra expense, a Nuvio expense (which is also its bill)."""


class Invoice(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry an invoice to a customer: a Daftra invoice (on Nuvio an income is the invoice)."""


class Estimate(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry an offer to a customer: a Daftra estimate."""


class CreditNote(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry what a customer is credited: a Daftra credit note; amounts are positive.

    `invoice` is the one that it takes from; None when it stands alone.
    """

    invoice: Ref | None = None


class RefundReceipt(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry what a customer was paid back: a Daftra refund receipt; amounts are positive.

    `invoice` is the one whose money it gives back; None when it stands alone.
    """

    invoice: Ref | None = None


class Bill(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry an invoice from a supplier: a Daftra purchase invoice."""


class BillRefund(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry goods sent back to a supplier: a Daftra purchase refund; amounts are positive."""
