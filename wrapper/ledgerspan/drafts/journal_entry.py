"""Describe a journal entry to be created."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

import msgspec

from .draft import Draft


class JournalLineDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Describe one line: `account` is the id of a ledger account, one of `debit` and `credit`."""

    account: str
    debit: Decimal | None = None
    credit: Decimal | None = None
    description: str | None = None


class JournalEntryDraft(Draft, frozen=True, kw_only=True):
    """Describe a journal entry to create: debits and credits add up to the same."""

    date: datetime.date
    currency: str
    lines: tuple[JournalLineDraft, ...]
    number: str | None = None
    name: str | None = None
    description: str | None = None

    what: ClassVar[str] = "journal entry"
