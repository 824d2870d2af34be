"""Hold entries of the journal."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from .parts import JournalLine, Ref
from .record import Record

if TYPE_CHECKING:
    from .checks import Finding


class JournalEntry(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a journal entry: a Daftra journal with its transactions.

    `total_debit` and `total_credit` are in the books' own currency, `currency_debit` and
    `currency_credit` in `currency`. `source` names the record that it stands for: its kind in the
    provider's word as `name`, its key as `id`. `is_automatic` tells that the system booked it.
    """

    number: str | None = None
    date: datetime.date | None = None
    name: str | None = None
    description: str | None = None
    currency: str | None = None
    lines: tuple[JournalLine, ...] = ()
    total_debit: Decimal | None = None
    total_credit: Decimal | None = None
    currency_debit: Decimal | None = None
    currency_credit: Decimal | None = None
    source: Ref | None = None
    is_automatic: bool | None = None
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None

    def check(self) -> tuple[Finding, ...]:
        """Return what does not add up: debits against credits, lines against totals, no date.

        A finding is no error; an empty result means that all amounts that were said agree.
        """
        from .entry_checks import check_entry  # noqa: PLC0415  # few records are ever checked

        return check_entry(self)
