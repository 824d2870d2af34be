"""Describe documents with lines, to be created: invoices, bills and their kin."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ledgerspan.errors import FieldError

from .draft import Draft, amount_faults, currency_faults, day_faults, is_day
from .line import LineDraft

_WHOLE = Decimal(100)


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


class InvoiceDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe an invoice to create; its members are those of DocumentDraft."""

    what: ClassVar[str] = "invoice"


class EstimateDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe an estimate to create; its members are those of DocumentDraft."""

    what: ClassVar[str] = "estimate"


class CreditNoteDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe a credit note to create; its members are those of DocumentDraft."""

    what: ClassVar[str] = "credit note"


class RefundReceiptDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe a refund receipt to create; its members are those of DocumentDraft."""

    what: ClassVar[str] = "refund receipt"


class BillDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe a bill to create; its members are those of DocumentDraft."""

    what: ClassVar[str] = "bill"


class BillRefundDraft(DocumentDraft, frozen=True, kw_only=True):
    """Describe a bill refund to create; its members are those of DocumentDraft."""

    what: ClassVar[str] = "bill refund"


def discount_faults(amount: Decimal | None, percent: Decimal | None) -> Iterator[FieldError]:
    """Yield what is wrong with a discount given as an amount or in percent."""
    if amount is not None and percent is not None:
        yield FieldError("discount", "give an amount or a percentage, and not both")
    if amount is not None:
        yield from amount_faults("discount", amount, positive=False)
    if percent is not None:
        yield from amount_faults("discount_percent", percent, positive=False)
        if isinstance(percent, Decimal) and percent.is_finite() and percent > _WHOLE:
            yield FieldError("discount_percent", f"at most 100, not {percent}")
