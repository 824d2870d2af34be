"""Describe documents with lines, to be created: invoices, bills and their kin."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ledgerspan.errors import FieldError

from .draft import (
    Draft,
    amount_faults,
    currency_faults,
    day_faults,
    discount_faults,
    is_day,
)
from .line import LineDraft


class DocumentDraft(Draft, frozen=True, kw_only=True):
    """Describe a document with lines, in `currency`; `contact` is an id.

    `number` is the document's own, given by the provider where it is left out; `reference` the
    order number of the other side. A discount on the whole is an amount (`discount`) or percent
    (`discount_percent`, 10 means 10 %), not both. `is_draft` keeps it from being issued.
    """

    date: datetime.date
    currency: str
    contact: str
    lines: tuple[LineDraft, ...]
    number: str | None = None
    reference: str | None = None
    due_date: datetime.date | None = None
    description: str | None = None
    discount: Decimal | None = None
    discount_percent: Decimal | None = None
    is_draft: bool = False

    what: ClassVar[str] = "document"

    def _faults(self) -> Iterator[FieldError]:
        yield from day_faults("date", self.date)
        if self.due_date is not None:
            yield from day_faults("due_date", self.due_date)
            if is_day(self.due_date) and is_day(self.date) and self.due_date < self.date:
                yield FieldError("due_date", f"lies before date {self.date}")
        yield from currency_faults("currency", self.currency)
        if not self.lines:
            yield FieldError("lines", "at least one line is needed")
        for place, line in enumerate(self.lines):
            yield from line.faults(f"lines[{place}]")
        yield from discount_faults(self.discount, self.discount_percent)


class SalesDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe a document for a customer; `shipping` is a delivery charge on top of the lines."""

    shipping: Decimal | None = None

    def _faults(self) -> Iterator[FieldError]:
        yield from super()._faults()
        if self.shipping is not None:
            yield from amount_faults("shipping", self.shipping, positive=False)


class RefundDraft(SalesDraft, frozen=True, kw_only=True):
    """Describe what a customer gets back; `invoice` is the id of the invoice that it is of."""

    invoice: str | None = None


class InvoiceDraft(SalesDraft, frozen=True, kw_only=True):
    """Describe an invoice to create; its members are those of SalesDraft."""

    what: ClassVar[str] = "invoice"


class EstimateDraft(SalesDraft, frozen=True, kw_only=True):
    """Describe an estimate to create; its members are those of SalesDraft."""

    what: ClassVar[str] = "estimate"


class CreditNoteDraft(RefundDraft, frozen=True, kw_only=True):
    """Describe a credit note to create; its members are those of RefundDraft."""

    what: ClassVar[str] = "credit note"


class RefundReceiptDraft(RefundDraft, frozen=True, kw_only=True):
    """Describe a refund receipt to create; its members are those of RefundDraft."""

    what: ClassVar[str] = "refund receipt"


class BillDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe a bill to create; its members are those of DocumentDraft."""

    what: ClassVar[str] = "bill"


class BillRefundDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe a bill refund to create; its members are those of DocumentDraft."""

    what: ClassVar[str] = "bill refund"
