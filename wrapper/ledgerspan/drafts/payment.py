"""Describe a payment to be recorded."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ledgerspan.errors import FieldError
from ledgerspan.models import Direction, PaymentState

from .draft import Draft, amount_faults, currency_faults, day_faults


class PaymentDraft(Draft, frozen=True, kw_only=True):
    """Describe a payment to record; `document`, `contact`, `account` and `transaction` are ids.

    Daftra: with `document` it pays that invoice, with `contact` alone it pays on account;
    `account` (a treasury), `method` and `currency` are needed, and `status` is always sent, since
    a payment without one stays pending and never counts (observation, quirk 12).

    Nuvio: `document` is an income for Direction.IN and an expense for Direction.OUT. With
    `account`, one that is tracked by hand, a transaction is made on `date`; with `transaction`
    one that is there pays, whose day stands whatever `date` says.
    """

    date: datetime.date
    amount: Decimal
    currency: str | None = None
    direction: Direction = Direction.IN
    document: str | None = None
    contact: str | None = None
    account: str | None = None
    method: str | None = None
    reference: str | None = None
    status: PaymentState = PaymentState.COMPLETED
    description: str | None = None
    transaction: str | None = None

    what: ClassVar[str] = "payment"

    def _faults(self) -> Iterator[FieldError]:
        yield from day_faults("date", self.date)
        yield from amount_faults("amount", self.amount, positive=True)
        if self.currency is not None:
            yield from currency_faults("currency", self.currency)
        yield from direction_faults("direction", self.direction)
        yield from state_faults("status", self.status)


def direction_faults(path: str, direction: object) -> Iterator[FieldError]:
    """Yield the fault of what says no direction; the text of one is as good as its member."""
    if direction not in (Direction.IN, Direction.OUT):
        yield FieldError(path, f'"in" or "out", not {direction!r}')


def state_faults(path: str, status: object) -> Iterator[FieldError]:
    """Yield the fault of what is no state that a payment can be given."""
    known = [state for state in PaymentState if state is not PaymentState.UNKNOWN]
    if status not in known:
        yield FieldError(path, f"one of {', '.join(known)}, not {status!r}")
