"""Add amounts exactly, whatever decimal context the program around has set."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow

# 100 digits hold every sum of real amounts; a sum that needs more is left open, not rounded.
_EXACT = Context(prec=100, traps=[Inexact, InvalidOperation, Overflow])


# Looked up once: a page adds and subtracts a thousand times.
_add, _subtract = _EXACT.add, _EXACT.subtract


def plus(one: Decimal, other: Decimal) -> Decimal | None:
    """Return the exact sum; None where it has more than 100 digits."""
    try:
        return _add(one, other)
    except ArithmeticError:
        return None


def minus(one: Decimal, other: Decimal) -> Decimal | None:
    """Return the exact difference; None where it has more than 100 digits."""
    try:
        return _subtract(one, other)
    except ArithmeticError:
        return None


def total_of(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the exact sum of amounts; None if there are none, or one is not known."""
    total: Decimal | None = None
    for amount in amounts:
        if amount is None:
            return None
        total = amount if total is None else plus(total, amount)
        if total is None:
            return None
    return total
