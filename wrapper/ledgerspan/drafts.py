"""Hold what people give to create: drafts, checked before anything is sent."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

import msgspec

from .errors import DraftError, FieldError
from .models import TaxAmount

# The widest amount that both providers' examples fit; beyond it servers round in silence.
_LARGEST = Decimal(10) ** 15
_CURRENCY = re.compile(r"[A-Z]{3}")


class LineDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Describe one line: `unit_price` net of tax, `product` and `taxes` by id.

    `product_code` is an alternative to `product`; the id wins where both are given. Lines of
    Nuvio's expenses take a `description`.
    """

    quantity: Decimal
    unit_price: Decimal
    product: str | None = None
    product_code: str | None = None
    description: str | None = None
    taxes: tuple[str, ...] = ()


class MoneyDraft(msgspec.Struct, frozen=True, kw_only=True):
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

    what: ClassVar[str] = "record"

    def faults(self) -> tuple[FieldError, ...]:
        """Return everything that no provider would take; empty when the draft is fine."""
        return tuple(self._faults())

    def _faults(self) -> Iterator[FieldError]:
        if not _is_day(self.date):
            yield FieldError("date", f"a datetime.date is needed, not {self.date!r}")
        if self.due_date is not None and not _is_day(self.due_date):
            yield FieldError("due_date", f"a datetime.date is needed, not {self.due_date!r}")
        elif self.due_date is not None and _is_day(self.date) and self.due_date < self.date:
            yield FieldError("due_date", f"lies before date {self.date}")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            yield FieldError(
                "currency", f"three upper-case letters (ISO 4217), not {self.currency!r}"
            )
        if (self.amount is None) == (not self.lines):
            yield FieldError("amount", "give an amount or lines, and not both")
        if self.amount is not None:
            yield from _amount_faults("amount", self.amount, positive=True)
        for place, line in enumerate(self.lines):
            yield from _amount_faults(f"lines[{place}].quantity", line.quantity, positive=True)
            yield from _amount_faults(f"lines[{place}].unit_price", line.unit_price, positive=False)
        if self.exchange_rate is not None:
            yield from _amount_faults("exchange_rate", self.exchange_rate, positive=True)

    def require(self, extra: tuple[FieldError, ...] = ()) -> None:
        """Raise DraftError with every fault, those of the provider (`extra`) included."""
        faults = (*self.faults(), *extra)
        if faults:
            raise DraftError(f"this {self.what}", faults)


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


def refuse_changes(
    changes: Mapping[str, object], known: tuple[str, ...], found: Iterable[FieldError]
) -> None:
    """Raise DraftError for changes that there are not, and for the faults found in their values."""
    unknown = [
        FieldError(name, f"cannot be changed here; there are: {', '.join(known)}")
        for name in changes
        if name not in known
    ]
    faults = (*unknown, *found)
    if faults:
        raise DraftError("this change", faults)


def _is_day(day: object) -> bool:
    # A datetime is a date to Python, and would be sent with its time.
    return isinstance(day, datetime.date) and not isinstance(day, datetime.datetime)


def _amount_faults(path: str, amount: Decimal, *, positive: bool) -> Iterator[FieldError]:
    # float and int slip through type checkers' gaps in notebooks; a float has lost the value.
    if not isinstance(amount, Decimal):
        yield FieldError(path, f"a Decimal is needed, not {type(amount).__name__}")
    elif not amount.is_finite():
        yield FieldError(path, f"{amount} is no amount")
    elif amount < 0 or (positive and amount == 0):
        yield FieldError(
            path, f"must be {'positive' if positive else 'zero or positive'}, not {amount}"
        )
    elif amount >= _LARGEST:
        yield FieldError(path, f"must be below {_LARGEST:f}")
