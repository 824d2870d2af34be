"""Hold the chart of accounts."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .parts import Ref
from .record import Record
from .words import LedgerSide


class LedgerAccount(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a ledger account: a Daftra journal account.

    `side` is UNKNOWN where the provider's code has no published meaning, as on Daftra: `side_text`
    is that code. `role` says what the system keeps the account for, in the provider's word; it is
    None on an ordinary account. Totals are over all time, presumably in the books' own currency.
    """

    code: str | None = None
    name: str | None = None
    side: LedgerSide = LedgerSide.UNKNOWN
    side_text: str | None = None
    category: Ref | None = None
    total_debit: Decimal | None = None
    total_credit: Decimal | None = None
    role: str | None = None
    is_active: bool | None = None
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
