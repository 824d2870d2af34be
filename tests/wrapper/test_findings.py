"""What `check` says of a document, word for word, and when it says nothing."""

from datetime import date
from decimal import Decimal

import pytest
from ledgerspan.models import Finding, Line, TaxAmount
from ledgerspan.models.parts import Ref

from .fakes import income

DAY = date(2026, 3, 1)


def test_a_missing_day_and_a_missing_total_are_findings_without_figures() -> None:
    assert income("1").check() == (
        Finding(rule="has a total", message="the document has no total"),
        Finding(rule="has a date", message="the document has no readable date"),
    )


def test_a_discount_explains_why_lines_and_subtotal_come_to_more_than_the_total() -> None:
    discounted = income(
        "1",
        date=DAY,
        lines=(Line(total=Decimal(10)),),
        subtotal=Decimal(8),
        taxes=(TaxAmount(tax=Ref(id="9"), amount=Decimal(2)),),
        tax_total=Decimal(2),
        discount=Decimal(1),
        total=Decimal(9),
    )
    assert discounted.check() == ()


def after_half(total: str, *, percent: str = "50", lines: str = "10.05") -> tuple[str, ...]:
    """Return the rules that a document breaks whose lines come to 5.025 when halved."""
    document = income(
        "1",
        date=DAY,
        lines=(Line(total=Decimal(lines)),),
        discount_percent=Decimal(percent),
        total=Decimal(total),
    )
    return tuple(found.rule for found in document.check())


@pytest.mark.parametrize("total", ["5.025", "5.02", "5.03", "5.0250", "5.024", "5.026"])
def test_what_a_percentage_leaves_may_be_rounded_either_way(total: str) -> None:
    expected = () if total not in ("5.024", "5.026") else ("lines add up to the total",)
    assert expected == after_half(total)


@pytest.mark.parametrize("total", ["5.02", "5.03"])
def test_a_subtotal_with_its_taxes_may_be_rounded_so_too(total: str) -> None:
    document = income(
        "1",
        date=DAY,
        subtotal=Decimal("9.05"),
        tax_total=Decimal(1),
        discount_percent=Decimal(50),
        total=Decimal(total),
    )
    assert document.check() == ()


@pytest.mark.parametrize("total", ["5.01", "5.04", "5.0251", "5", "6", "Infinity"])
def test_more_than_a_rounding_is_found(total: str) -> None:
    assert after_half(total) == ("lines add up to the total",)


def test_without_a_percentage_nothing_is_rounded() -> None:
    assert after_half("5.03", percent="0", lines="5.025") == ("lines add up to the total",)


@pytest.mark.parametrize("lines", ["1E+999999", "9E+999999"])
def test_lines_beyond_what_can_be_reckoned_with_are_found(lines: str) -> None:
    assert after_half("5", percent="1E+999999", lines=lines) == ("lines add up to the total",)


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("3455.57", ()),
        ("3455.568", ()),
        ("3455.5680", ()),
        ("3455.56", ("paid and due add up to the total",)),
        ("3455.58", ("paid and due add up to the total",)),
        ("3455.569", ("paid and due add up to the total",)),
    ],
)
def test_a_total_of_four_decimals_is_paid_in_coins(paid: str, expected: tuple[str, ...]) -> None:
    document = income("1", date=DAY, total=Decimal("3455.568"), paid=Decimal(paid), due=Decimal(0))
    assert expected == tuple(found.rule for found in document.check())
