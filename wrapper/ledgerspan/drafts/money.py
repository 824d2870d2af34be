"""Describe money earned or spent, to be created: incomes and expenses."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ledgerspan.errors import FieldError
from ledgerspan.models import TaxAmount

from .draft import Draft, amount_faults, currency_faults, day_faults, is_day
from .line import LineDraft


class MoneyDraft(Draft, frozen=True, kw_only=True):
    """Describe money earned or spent, to be created: an IncomeDraft or an ExpenseDraft.

    Give `amount` (in `currency`) or, where the provider has lines (Nuvio), `lines`. An amount
    becomes one line of quantity 1 there. `contact`, `project` and `tags` are ids; a tax is an id,
    or a TaxAmount where its name, rate and amount are to be written too (Daftra).

    On Daftra `vendor` names a counterparty without a record and at most two `taxes` fit;
    `tax_inclusive` says of those given by id whether `amount` already contains them.
    """

    date: datetime.date
    currency: str
    amount: Decimal | None = None
    lines: tuple[LineDraft, ...] = ()
    number: str | None = None
    due_date: datetime.date | None = None
    description: str | None = None
    category: str | None = None
    contact: str | None = None
    vendor: str | None = None
    project: str | None = None
    exchange_rate: Decimal | None = None
    taxes: tuple[str | TaxAmount, ...] = ()
    tax_inclusive: bool = False
    tags: tuple[str, ...] = ()

    def _faults(self) -> Iterator[FieldError]:
        yield from day_faults("date", self.date)
        if self.due_date is not None:
            yield from day_faults("due_date", self.due_date)
            if is_day(self.due_date) and is_day(self.date) and self.due_date < self.date:
                yield FieldError("due_date", f"lies before date {self.date}")
        yield from currency_faults("currency", self.currency)
        if (self.amount is None) == (not self.lines):
            yield FieldError("amount", "give an amount or lines, and not both")
        if self.amount is not None:
            yield from amount_faults("amount", self.amount, positive=True)
        for place, line in enumerate(self.lines):
            yield from line.faults(f"lines[{place}]")
        if self.exchange_rate is not None:
            yield from amount_faults("exchange_rate", self.exchange_rate, positive=True)


class IncomeDraft(MoneyDraft, frozen=True, kw_only=True):
    """Describe an income to create; its members are those of MoneyDraft.

    `number` is the invoice number (Nuvio), `contact` the customer.
    """

    what: ClassVar[str] = "income"


class ExpenseDraft(MoneyDraft, frozen=True, kw_only=True):
    """Describe an expense to create; its members are those of MoneyDraft.

    `number` is the supplier's reference and `contact` the supplier (Nuvio); on Daftra the payee is
    `vendor`, a text.
    """

    what: ClassVar[str] = "expense"
