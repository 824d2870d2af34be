"""Describe a journal entry to be created."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar

from ledgerspan.errors import FieldError

from .draft import Draft, currency_faults, day_faults
from .journal_line import JournalLineDraft, lines_faults


class JournalEntryDraft(Draft, frozen=True, kw_only=True):
    """Describe a journal entry to create: debits and credits add up to the same.

    `currency` is that of the entry (ISO 4217); see JournalLineDraft for amounts in it.
    `date=None` leaves the day to the provider. On Daftra the docs call the day read-only while
    running code sends it: it is sent, and a day that was not kept is told by AmbiguousWriteError
    (which only a create that reads back can see).
    """

    date: datetime.date | None
    currency: str
    lines: tuple[JournalLineDraft, ...]
    number: str | None = None
    name: str | None = None
    description: str | None = None

    what: ClassVar[str] = "journal entry"

    def _faults(self) -> Iterator[FieldError]:
        if self.date is not None:
            yield from day_faults("date", self.date)
        yield from currency_faults("currency", self.currency)
        yield from lines_faults(self.lines)
