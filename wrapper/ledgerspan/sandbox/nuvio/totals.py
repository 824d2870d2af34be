"""Work out the money of an income or expense: lines, taxes, what is left to pay and its status."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledgerspan.sandbox.money import EXACT, percent, round_money

UNPAID, PARTIALLY_PAID, PAID, OVERPAID = "Unpaid", "Partially Paid", "Paid", "Overpaid"
"""Invented words: the real ones are not published."""


@dataclass(frozen=True, slots=True)
class LineTotals:
    """One line: `net`, the amount of each tax in the order given, and both together."""

    net: Decimal
    taxes: tuple[Decimal, ...]

    @property
    def tax(self) -> Decimal:
        """All taxes of the line."""
        return _sum(self.taxes)

    @property
    def gross(self) -> Decimal:
        """The line with its taxes."""
        return EXACT.add(self.net, self.tax)


@dataclass(frozen=True, slots=True)
class IncomeTotals:
    """The whole document."""

    sub_total: Decimal
    total_tax: Decimal
    total: Decimal
    remaining: Decimal
    payment_status: str


def line_totals(
    quantity: Decimal, unit_price: Decimal, rates: Sequence[Decimal], currency: str
) -> LineTotals:
    """Total one line. A tax is `rate` percent of quantity times price, before any rounding."""
    net = EXACT.multiply(quantity, unit_price)
    return LineTotals(
        net=round_money(net, currency),
        taxes=tuple(percent(net, rate, currency) for rate in rates),
    )


def income_totals(lines: Sequence[LineTotals], paid: Sequence[Decimal]) -> IncomeTotals:
    """Total a document; an overpaid one has a negative rest, so that paid + rest = total."""
    sub_total = _sum(line.net for line in lines)
    total_tax = _sum(line.tax for line in lines)
    total = EXACT.add(sub_total, total_tax)
    paid_so_far = _sum(paid)
    return IncomeTotals(
        sub_total=sub_total,
        total_tax=total_tax,
        total=total,
        remaining=EXACT.subtract(total, paid_so_far),
        payment_status=payment_status(total, paid_so_far),
    )


def total_of(lines: Sequence[LineTotals]) -> Decimal:
    """Total a document as `income_totals` does, and nothing else of it."""
    return _sum(line.gross for line in lines)


def payment_status(total: Decimal, paid: Decimal) -> str:
    """Name the state of payment."""
    if not paid:
        return UNPAID
    if paid < total:
        return PARTIALLY_PAID
    return PAID if paid == total else OVERPAID


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = EXACT.add(total, amount)
    return total
