"""Hold entries of the journal."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .parts import JournalLine, Ref
from .record import Record


class JournalEntry(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a journal entry: a Daftra journal with its transactions.

    Totals are in the books' own currency; `source` names the document it was made from (its kind
    in the provider's word as `name`).
    """

    number: str | None = None
    date: datetime.date | None = None
    name: str | None = None
    description: str | None = None
    currency: str | None = None
    lines: tuple[JournalLine, ...] = ()
    total_debit: Decimal | None = None
    total_credit: Decimal | None = None
    source: Ref | None = None
    is_automatic: bool | None = None
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
