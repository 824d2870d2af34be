"""Describe a movement on a money account, to be recorded."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

from ledgerspan.models import Direction

from .draft import Draft


class TransactionDraft(Draft, frozen=True, kw_only=True):
    """Describe a transaction to record; `account` and `contact` are ids, `amount` is positive."""

    date: datetime.date
    amount: Decimal
    direction: Direction
    account: str
    contact: str | None = None
    description: str | None = None

    what: ClassVar[str] = "transaction"
