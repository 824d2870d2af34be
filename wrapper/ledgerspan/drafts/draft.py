"""Hold what every draft has: faults found all at once, before anything is sent."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

import msgspec

from ledgerspan.errors import DraftError, FieldError

# The widest amount that both providers' examples fit; beyond it servers round in silence.
_LARGEST = Decimal(10) ** 15
_HUNDRED = Decimal(100)
_CURRENCY = re.compile(r"[A-Z]{3}")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Be the base of all drafts; `what` names the record in error texts."""

    what: ClassVar[str] = "record"

    def faults(self) -> tuple[FieldError, ...]:
        """Return everything that no provider would take; empty when the draft is fine."""
        return tuple(self._faults())

    def _faults(self) -> Iterator[FieldError]:
        yield from ()

    def require(self, extra: Iterable[FieldError] = ()) -> None:
        """Raise DraftError with every fault, those of the provider (`extra`) included."""
        faults = (*self.faults(), *extra)
        if faults:
            raise DraftError(f"this {self.what}", faults)


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


def is_day(day: object) -> bool:
    """Tell whether a value is a day; a datetime is a date to Python, and would keep its time."""
    return isinstance(day, datetime.date) and not isinstance(day, datetime.datetime)


def day_faults(path: str, day: object) -> Iterator[FieldError]:
    """Yield the fault of what is no day; None is the caller's matter."""
    if not is_day(day):
        yield FieldError(path, f"a datetime.date is needed, not {day!r}")


def currency_faults(path: str, currency: object) -> Iterator[FieldError]:
    """Yield the fault of what is no ISO 4217 code."""
    if not isinstance(currency, str) or not _CURRENCY.fullmatch(currency):
        yield FieldError(path, f"three upper-case letters (ISO 4217), not {currency!r}")


def amount_faults(path: str, amount: object, *, positive: bool) -> Iterator[FieldError]:
    """Yield what is wrong with an amount: zero is one only where it need not be positive."""
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


def discount_faults(amount: object, percent: object, path: str = "") -> Iterator[FieldError]:
    """Yield what is wrong with a discount in money or percent; `path` goes before its name."""
    if amount is not None and percent is not None:
        yield FieldError(f"{path}discount", "give an amount or a percentage, and not both")
    if amount is not None:
        yield from amount_faults(f"{path}discount", amount, positive=False)
    if percent is not None:
        yield from amount_faults(f"{path}discount_percent", percent, positive=False)
        if isinstance(percent, Decimal) and percent.is_finite() and percent > _HUNDRED:
            yield FieldError(f"{path}discount_percent", f"at most 100, not {percent}")
