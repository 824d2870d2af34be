"""Hold movements on money accounts."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .parts import DocumentMatch, Ref
from .record import Record
from .words import Direction


class Transaction(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry one movement on a money account: a Nuvio transaction.

    `amount` is positive, `direction` says which way; `booked_at` is the moment where the provider
    names one, `date` its calendar day as the provider writes it, in whatever zone that is.
    """

    date: datetime.date | None = None
    booked_at: datetime.datetime | None = None
    amount: Decimal | None = None
    currency: str | None = None
    direction: Direction = Direction.UNKNOWN
    direction_text: str | None = None
    account: Ref | None = None
    contact: Ref | None = None
    description: str | None = None
    documents: tuple[DocumentMatch, ...] = ()
