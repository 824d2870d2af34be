"""Hold money that settles documents."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .checks import Finding
from .parts import Attachment, Ref
from .record import Record
from .words import Direction, PaymentState


class Payment(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a payment: a Daftra invoice payment or client payment, a match on a Nuvio document.

    `raw_kind` is the provider's path or document that it was read from; Daftra's two kinds have
    ids of their own, and that of Nuvio is made of kind, document and transaction. `document` is
    what it settles (None: on account), `reference` the number at the bank or gateway,
    `transaction` the movement that carries it (Nuvio).

    A Daftra payment with the method "client_credit" spends what a client payment brought in: no
    money moves, so its `direction` is unknown, and adding both counts the money twice.
    """

    raw_kind: str | None = None
    direction: Direction = Direction.UNKNOWN
    date: datetime.date | None = None
    amount: Decimal | None = None
    currency: str | None = None
    method: str | None = None
    reference: str | None = None
    document: Ref | None = None
    contact: Ref | None = None
    account: Ref | None = None
    transaction: Ref | None = None
    status: PaymentState = PaymentState.UNKNOWN
    status_text: str | None = None
    description: str | None = None
    attachments: tuple[Attachment, ...] = ()
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None

    def check(self) -> tuple[Finding, ...]:
        """Return what a payment that counts lacks, and an amount that is not positive."""
        findings = []
        amount = self.amount
        if amount is not None and not amount > 0:
            findings.append(
                Finding(
                    rule="the amount is positive",
                    message=f"the amount is {amount}: which way money goes is said by direction",
                    actual=amount,
                )
            )
        if self.status is PaymentState.COMPLETED:
            findings += [
                Finding(rule=f"a completed payment has {words}", message=f"it has no {name}")
                for name, words in _NEEDED.items()
                if getattr(self, name) is None
            ]
        if self.document is None and self.contact is None:
            findings.append(
                Finding(
                    rule="settles a document or pays on account",
                    message="it names neither a document nor a contact",
                )
            )
        return tuple(findings)


_NEEDED = {"date": "a readable date", "amount": "an amount", "currency": "a currency"}
