"""What a payment says of itself that is worth a look."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import Direction, Payment, PaymentState, Provider, Ref


def payment(**given: Any) -> Payment:
    usual: dict[str, Any] = {
        "id": "1",
        "provider": Provider.DAFTRA,
        "direction": Direction.IN,
        "date": date(2026, 3, 5),
        "amount": Decimal("1.5"),
        "currency": "SAR",
        "document": Ref(id="7"),
        "status": PaymentState.COMPLETED,
    }
    return Payment(**{**usual, **given})


def test_a_payment_that_says_everything_is_fine() -> None:
    assert payment().check() == ()


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("date", "a completed payment has a readable date"),
        ("amount", "a completed payment has an amount"),
        ("currency", "a completed payment has a currency"),
    ],
)
def test_a_completed_payment_lacks_nothing_that_it_counts_by(field: str, rule: str) -> None:
    (found,) = payment(**{field: None}).check()
    assert found.rule == rule


@pytest.mark.parametrize("status", [s for s in PaymentState if s != PaymentState.COMPLETED])
def test_a_payment_that_does_not_count_may_lack_them(status: PaymentState) -> None:
    assert payment(status=status, date=None, amount=None, currency=None).check() == ()


@pytest.mark.parametrize("amount", ["0", "-0.01"])
def test_an_amount_that_is_not_positive_is_found(amount: str) -> None:
    (found,) = payment(amount=Decimal(amount)).check()
    assert (found.rule, found.actual) == ("the amount is positive", Decimal(amount))


def test_a_payment_of_nothing_for_nobody_is_found() -> None:
    (found,) = payment(document=None).check()
    assert found.rule == "settles a document or pays on account"
    assert payment(document=None, contact=Ref(id="3")).check() == ()
