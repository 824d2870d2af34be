"""Describe a movement on a money account, to be recorded."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ledgerspan.errors import FieldError
from ledgerspan.models import Direction

from .draft import Draft, amount_faults, day_faults, is_day
from .payment import direction_faults


class TransactionDraft(Draft, frozen=True, kw_only=True):
    """Describe a transaction to record; `account` and `contact` are ids, `amount` is positive.

    Nuvio takes a moment where people know a day: noon UTC of `date` is sent, which is that day
    from UTC-12 to UTC+11. Give `booked_at`, with its zone, to say the moment yourself; `date` is
    then its day in that zone.
    """

    date: datetime.date
    amount: Decimal
    direction: Direction
    account: str
    contact: str | None = None
    description: str | None = None
    booked_at: datetime.datetime | None = None

    what: ClassVar[str] = "transaction"

    def _faults(self) -> Iterator[FieldError]:
        yield from day_faults("date", self.date)
        yield from amount_faults("amount", self.amount, positive=True)
        yield from direction_faults("direction", self.direction)
        if not isinstance(self.account, str) or not self.account:
            yield FieldError("account", f"the id of an account is needed, not {self.account!r}")
        yield from contact_faults("contact", self.contact)
        if self.booked_at is not None:
            yield from moment_faults("booked_at", self.booked_at, self.date)


def contact_faults(path: str, contact: object) -> Iterator[FieldError]:
    """Yield the fault of an id that names nobody; None is nobody."""
    if contact == "":
        yield FieldError(path, "an id is needed, or None for nobody, not ''")


def moment_faults(path: str, moment: object, day: object) -> Iterator[FieldError]:
    """Yield what is wrong with a moment: it needs a zone, and the day that is said beside it."""
    if not isinstance(moment, datetime.datetime) or moment.utcoffset() is None:
        yield FieldError(path, f"a datetime with its zone is needed, not {moment!r}")
    elif is_day(day) and moment.date() != day:
        yield FieldError(path, f"lies on {moment.date()} in its zone, and date says {day}")
