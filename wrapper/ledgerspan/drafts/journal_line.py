"""Describe one line of a journal entry to be created."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from ledgerspan.errors import FieldError
from ledgerspan.models.amounts import total_of

from .draft import amount_faults

_SIDES = ("debit", "credit")


class JournalLineDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Describe one line: `account` is the id of a ledger account, one of `debit` and `credit`.

    Both are positive and in the books' own currency. Where the entry is in another one, each line
    also names its amount in that: `currency_debit` with a debit, `currency_credit` with a credit,
    and `exchange_rate` between the two if you like; nothing is converted for you.
    """

    account: str
    debit: Decimal | None = None
    credit: Decimal | None = None
    description: str | None = None
    currency_debit: Decimal | None = None
    currency_credit: Decimal | None = None
    exchange_rate: Decimal | None = None

    def faults(self, path: str) -> Iterator[FieldError]:
        """Yield what no provider would take; `path` names the line, as in lines[0]."""
        if not isinstance(self.account, str) or not self.account:
            yield FieldError(f"{path}.account", f"the id of a ledger account, not {self.account!r}")
        if (self.debit is None) == (self.credit is None):
            yield FieldError(path, "give a debit or a credit, and not both")
        for side in _SIDES:
            amount, foreign = getattr(self, side), getattr(self, f"currency_{side}")
            if amount is not None:
                yield from amount_faults(f"{path}.{side}", amount, positive=True)
            if foreign is not None:
                yield from amount_faults(f"{path}.currency_{side}", foreign, positive=True)
                if amount is None:
                    yield FieldError(f"{path}.currency_{side}", f"give {side} as well")
        if self.exchange_rate is not None:
            yield from amount_faults(f"{path}.exchange_rate", self.exchange_rate, positive=True)

    @property
    def names_currency(self) -> bool:
        """Whether the line names its amount in the entry's currency."""
        return self.currency_debit is not None or self.currency_credit is not None


def lines_faults(lines: object) -> Iterator[FieldError]:
    """Yield what is wrong with the lines of an entry, each and all together."""
    if not isinstance(lines, Sequence) or not all(
        isinstance(line, JournalLineDraft) for line in lines
    ):
        yield FieldError("lines", "give JournalLineDrafts")
        return
    if len(lines) < 2:  # noqa: PLR2004  # what is debited is credited somewhere
        yield FieldError("lines", f"an entry has two lines at least, not {len(lines)}")
    found = [fault for place, line in enumerate(lines) for fault in line.faults(f"lines[{place}]")]
    yield from found
    if not found:
        yield from _balance_faults(lines)
    if len({line.names_currency for line in lines}) > 1:
        yield FieldError(
            "lines", "give the amounts in the entry's currency on every line or on none"
        )


def total_of_side(lines: Sequence[JournalLineDraft], name: str) -> Decimal:
    """Return the exact sum of "debit", "credit", "currency_debit" or "currency_credit"."""
    return total_of(getattr(line, name) or Decimal(0) for line in lines) or Decimal(0)


def _balance_faults(lines: Sequence[JournalLineDraft]) -> Iterator[FieldError]:
    debit, credit = (total_of_side(lines, side) for side in _SIDES)
    if debit != credit:
        yield FieldError("lines", f"debits are {debit} and credits {credit}: they must be equal")
