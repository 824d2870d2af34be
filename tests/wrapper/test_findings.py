"""What `check` says of a document, word for word, and when it says nothing."""

from datetime import date
from decimal import Decimal

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
