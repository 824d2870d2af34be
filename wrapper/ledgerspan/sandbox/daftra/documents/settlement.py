"""Say how far a document is settled: what is paid, what is open, and its `payment_status`."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ledgerspan.sandbox.daftra.documents.lines import added
from ledgerspan.sandbox.money import EXACT, round_money

DRAFT, UNPAID, PARTLY_PAID, PAID, REFUNDED, OVERPAID = -1, 0, 1, 2, 3, 4
"""Codes of `payment_status` (published and observed); estimates have none."""
FAILED, COMPLETED, PENDING, INCOMPLETE = 0, 1, 2, 3
"""Codes of a payment's `status` (published)."""


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount and the state it is in."""

    amount: Decimal
    status: int = COMPLETED


@dataclass(frozen=True, slots=True)
class Settlement:
    """Paid, open and given back, and the code that sums it up."""

    paid: Decimal
    unpaid: Decimal
    refund: Decimal
    status: int


def settled(
    total: Decimal,
    payments: Iterable[Payment],
    *,
    currency: str,
    refund: Decimal = Decimal(0),
    draft: bool = False,
) -> Settlement:
    """Settle `total` with the completed ones of `payments`; the others never count.

    `refund` is the sum of the credit notes and refund receipts of the document. What is open
    is never less than nothing: an overpaid document says so by its status. A draft keeps an
    open amount (observation: it counts in lists), and its status stays that of a draft.
    """
    paid = added(payment.amount for payment in payments if payment.status == COMPLETED)
    rest = EXACT.subtract(EXACT.subtract(total, paid), refund)
    status = DRAFT if draft else _status(total, paid, refund, currency)
    return Settlement(paid, max(rest, Decimal(0)), refund, status)


def _status(total: Decimal, paid: Decimal, refund: Decimal, currency: str) -> int:
    # Totals keep four decimals and people pay in coins: less than a coin is no difference.
    def coins(amount: Decimal) -> Decimal:
        return round_money(amount, currency)

    if refund and coins(refund) >= coins(total):
        return REFUNDED
    if paid > 0 and coins(paid) > coins(total):
        return OVERPAID
    if coins(EXACT.add(paid, refund)) >= coins(total) and (paid or not total):
        return PAID
    return PARTLY_PAID if paid else UNPAID
