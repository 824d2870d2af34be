"""What two readings of a record tell differently: only what both say."""

from decimal import Decimal

import pytest
from ledgerspan.models import Line, PaymentStatus
from ledgerspan.models.record import told_differently

from .fakes import income

LINES = (Line(quantity=Decimal(1)),)


def test_equal_readings_differ_in_nothing() -> None:
    one, other = income("1", total=Decimal("1.10")), income("1", total=Decimal("1.1"))
    assert told_differently(one, other) == ()


def test_the_fields_that_differ_are_named_in_the_order_of_the_model() -> None:
    before = income("1", number="A", currency="SAR", total=Decimal(1))
    now = income("1", number="B", currency="SAR", total=Decimal(2))
    assert told_differently(before, now) == ("number", "total")


def test_a_row_of_a_list_says_less_which_is_no_difference() -> None:
    whole = income(
        "1", number="A", lines=LINES, payment_status=PaymentStatus.PAID, total=Decimal(1)
    )
    row = income("1", total=Decimal(1))
    assert told_differently(row, whole) == ()
    assert told_differently(whole, row) == ()


@pytest.mark.parametrize(
    ("before", "now"),
    [(LINES, (Line(quantity=Decimal(2)),)), (LINES, (*LINES, *LINES))],
)
def test_lines_are_compared_as_a_whole(before: tuple[Line, ...], now: tuple[Line, ...]) -> None:
    assert told_differently(income("1", lines=before), income("1", lines=now)) == ("lines",)


def test_a_state_that_both_know_is_compared() -> None:
    before = income("1", payment_status=PaymentStatus.UNPAID)
    now = income("1", payment_status=PaymentStatus.PAID)
    assert told_differently(before, now) == ("payment_status",)
