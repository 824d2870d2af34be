"""Work out one line of a document: what is left after its discount, net of its two taxes.

    quantity x unit price ─> discount ─> net ─> first tax ─> second tax

Rounding is not published; four decimals of amounts that were split off a tax have been seen
(observation 6), so every amount here keeps at most four.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ledgerspan.sandbox.money import EXACT

PERCENT = 1
"""Code of a line discount in percent, also the one that is meant by none (published)."""
FIXED = 2
"""Code of a line discount in money for each unit (two code bases multiply it by quantity)."""
_UNIT = Decimal("0.0001")
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Levy:
    """A tax as a line meets it: `rate` in percent; `included` when the price contains it."""

    rate: Decimal
    included: bool = False


@dataclass(frozen=True, slots=True)
class LineTotals:
    """The money of one line: `discount` taken off, `net` before tax, and the two taxes."""

    gross: Decimal
    discount: Decimal
    net: Decimal
    first_tax: Decimal
    second_tax: Decimal

    @property
    def tax(self) -> Decimal:
        """Both taxes."""
        return EXACT.add(self.first_tax, self.second_tax)


def four_decimals(amount: Decimal) -> Decimal:
    """Round half up to four decimals, and keep no zero that says nothing."""
    return amount.quantize(_UNIT, rounding=ROUND_HALF_UP, context=EXACT).normalize(EXACT)


def added(amounts: Iterable[Decimal]) -> Decimal:
    """Add exactly."""
    total = Decimal(0)
    for amount in amounts:
        total = EXACT.add(total, amount)
    return total


def line_discount(
    quantity: Decimal, unit_price: Decimal, discount: Decimal, discount_type: int
) -> Decimal:
    """Give the money that a line's discount takes off."""
    if discount_type == FIXED:
        return four_decimals(EXACT.multiply(discount, quantity))
    gross = EXACT.multiply(quantity, unit_price)
    return four_decimals(EXACT.multiply(gross, discount).scaleb(-2, context=EXACT))


def line_totals(
    quantity: Decimal,
    unit_price: Decimal,
    *,
    discount: Decimal = Decimal(0),
    discount_type: int = PERCENT,
    first: Levy | None = None,
    second: Levy | None = None,
) -> LineTotals:
    """Total a line. The second tax is stacked on the first (published): it taxes it too.

    A price may contain either tax; what it contains is taken out so that net and contained
    taxes add up to the price again.
    """
    gross = four_decimals(EXACT.multiply(quantity, unit_price))
    taken = line_discount(quantity, unit_price, discount, discount_type)
    price = EXACT.subtract(gross, taken)
    first_share = _share(first)
    second_share = EXACT.multiply(EXACT.add(_ONE, first_share), _share(second))
    contained = _ONE
    if first is not None and first.included:
        contained = EXACT.add(contained, first_share)
    if second is not None and second.included:
        contained = EXACT.add(contained, second_share)
    net = _divided(price, contained)
    first_tax = four_decimals(EXACT.multiply(net, first_share))
    second_tax = four_decimals(EXACT.multiply(net, second_share))
    # The cent that rounding moves must not change what the customer was told to pay.
    if second is not None and second.included:
        held = first_tax if first is not None and first.included else Decimal(0)
        second_tax = EXACT.subtract(EXACT.subtract(price, net), held)
    elif first is not None and first.included:
        first_tax = EXACT.subtract(price, net)
    return LineTotals(gross, taken, net, first_tax, second_tax)


def _share(levy: Levy | None) -> Decimal:
    return Decimal(0) if levy is None else levy.rate.scaleb(-2, context=EXACT)


def _divided(price: Decimal, contained: Decimal) -> Decimal:
    if contained == _ONE:
        return price
    # A rate of -100 percent in a price leaves nothing to divide; it is not refused anywhere.
    return four_decimals(EXACT.divide(price, contained)) if contained else Decimal(0)
