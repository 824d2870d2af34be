"""Compare the amounts of a document with each other.

A finding is a fact to look at, never an error: providers round where they like. Where several
readings of an amount are honest (a line's total with its taxes or without, a subtotal before the
discount or after it), only what fits none of them is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

import msgspec

from .amounts import minus, plus, total_of
from .words import PaymentStatus

if TYPE_CHECKING:
    from .document import Document

# What a percentage takes off is rounded by the provider: to cents, or to as much as it shows.
_CENTS = _HUNDREDTH = Decimal("0.01")
_ROUNDING = Context(prec=100, rounding=ROUND_HALF_UP)


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tell one disagreement: which rule, what was expected, what stands there."""

    rule: str
    message: str
    expected: Decimal | None = None
    actual: Decimal | None = None


def check_document(document: Document) -> tuple[Finding, ...]:
    """Return what does not add up in a document; fields that were not said are not compared."""
    total = document.total
    findings = [
        *_without_total(document),
        *_lines(document),
        *_differ(
            "subtotal and taxes add up to the total",
            list(_readings(document, total_of((document.subtotal, document.tax_total)))),
            [total],
            is_same=_likeness(document),
        ),
        *_settlement(document),
        *_differ(
            "taxes add up to the tax total",
            [total_of(tax.amount for tax in document.taxes)],
            [document.tax_total],
        ),
    ]
    if document.date is None:
        findings.append(Finding(rule="has a date", message="the document has no readable date"))
    return tuple(findings)


def _lines(document: Document) -> list[Finding]:
    """Compare the lines, less a discount on the whole, with the total or the net of it."""
    lines = total_of(line.total for line in document.lines)
    return _differ(
        "lines add up to the total",
        list(_readings(document, lines)),
        [document.total, document.subtotal],
        is_same=_likeness(document),
    )


def _settlement(document: Document) -> list[Finding]:
    """Compare what is paid, open and given back with the total."""
    refunded = document.refunded or Decimal(0)
    settled = total_of((document.paid, document.due, refunded))
    if settled is None or document.total is None:
        return []
    # What is open is never below nothing, so more than all of it may have been paid or given back.
    is_more = refunded or document.payment_status is PaymentStatus.OVERPAID
    if is_more and not document.due:
        rest = minus(settled, document.total)
        if rest is None or not rest.is_signed():
            return []
    return _differ(
        "paid and due add up to the total", [settled], [document.total], is_same=_is_coins
    )


def _readings(document: Document, amount: Decimal | None) -> Iterator[Decimal | None]:
    """Yield an amount as it is, and with what may be missing from it."""
    yield amount
    if amount is None:
        return
    less = _discounted(document, amount)
    if less is not None:
        yield less
    if document.shipping:
        yield plus(amount, document.shipping)
        if less is not None:
            yield plus(less, document.shipping)


def _discounted(document: Document, amount: Decimal) -> Decimal | None:
    if document.discount:
        return minus(amount, document.discount)
    if not document.discount_percent:
        return None
    try:
        share = _ROUNDING.multiply(document.discount_percent, _HUNDREDTH)
        return minus(amount, _ROUNDING.multiply(amount, share))
    except ArithmeticError:
        # Beyond what a Decimal holds: no amount of anybody's.
        return None


def _differ(
    rule: str,
    expected: list[Decimal | None],
    actual: list[Decimal | None],
    *,
    is_same: Callable[[Decimal, Decimal], bool] = Decimal.__eq__,
) -> list[Finding]:
    """Find a difference where no expected amount is one of the actual ones."""
    wanted = [amount for amount in expected if amount is not None]
    there = [amount for amount in actual if amount is not None]
    if not wanted or not there or any(is_same(one, two) for one in wanted for two in there):
        return []
    # The last reading takes everything into account.
    return [
        Finding(
            rule=rule,
            message=f"{rule}: expected {wanted[-1]}, the document says {there[0]}",
            expected=wanted[-1],
            actual=there[0],
        )
    ]


def _likeness(document: Document) -> Callable[[Decimal, Decimal], bool]:
    return _is_rounded if document.discount_percent else Decimal.__eq__


def _is_coins(settled: Decimal, total: Decimal) -> bool:
    """Tell whether a total is settled: it may have four decimals, and people pay in coins."""
    return _is_rounded(total, _ROUNDING.normalize(settled))


def _is_rounded(expected: Decimal, actual: Decimal) -> bool:
    """Tell whether an amount is what a provider may have made of another by rounding it.

    It may have rounded what it took off instead, so a half goes either way.
    """
    if expected == actual:
        return True
    exponent = actual.as_tuple().exponent
    if not isinstance(exponent, int):
        return False
    shown = min(_CENTS, Decimal((0, (1,), exponent)))
    try:
        apart = _ROUNDING.subtract(expected, actual).copy_abs()
        return _ROUNDING.multiply(apart, Decimal(2)) <= shown
    except ArithmeticError:
        return False


def _without_total(document: Document) -> list[Finding]:
    missing = document.total is None
    return [Finding(rule="has a total", message="the document has no total")] if missing else []
