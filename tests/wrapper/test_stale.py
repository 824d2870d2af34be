"""What is refused as closed, stale or of another kind: decided with values alone."""

from decimal import Decimal

import pytest
from ledgerspan.errors import ConfigurationError, ConflictError, FieldError
from ledgerspan.models import Expense, Income, PaymentStatus, Provider
from ledgerspan.stale import refuse_stale, refuse_stranger

from .fakes import income

WHERE = "/api2/incomes/7"


def test_a_record_that_says_the_same_is_fresh() -> None:
    refuse_stale(income("7", category="Rent"), income("7", category="Rent"), None, url=WHERE)


def test_an_id_claims_nothing() -> None:
    refuse_stale("7", income("7", category="Rent"), None, url=WHERE)


def test_every_field_that_changed_is_named_with_what_it_was_and_is() -> None:
    known = income("7", category="Rent", total=Decimal(5), description="same")
    now = income("7", category="Food", total=Decimal(6), description="same")
    with pytest.raises(ConflictError) as caught:
        refuse_stale(known, now, None, url=WHERE)
    assert caught.value.field_errors == (
        FieldError("category", "was 'Rent', is 'Food'"),
        FieldError("total", "was Decimal('5'), is Decimal('6')"),
    )
    assert (caught.value.method, caught.value.url) == ("GET", WHERE)


def test_what_one_of_both_does_not_say_is_no_difference() -> None:
    row = income("7", category="Rent", payment_status=PaymentStatus.UNKNOWN)
    alone = income("7", category="Rent", description="more", payment_status=PaymentStatus.PAID)
    refuse_stale(row, alone, None, url=WHERE)
    refuse_stale(alone, row, None, url=WHERE)


@pytest.mark.parametrize("known", ["7", income("7")])
def test_a_closed_record_is_refused_however_it_is_known(known: str) -> None:
    with pytest.raises(ConflictError, match="closed to changes: it is approved") as caught:
        refuse_stale(known, income("7"), "it is approved", url=WHERE)
    assert "force=True" in str(caught.value)


def test_a_record_of_another_kind_with_the_same_id_is_refused() -> None:
    stranger = Expense(id="7", provider=Provider.DAFTRA)
    with pytest.raises(
        ConfigurationError, match="Expense 7 of Daftra was given where an id means one of Income"
    ):
        refuse_stranger(stranger, Income, Provider.DAFTRA)


def test_a_record_of_the_other_provider_is_a_stranger() -> None:
    with pytest.raises(ConfigurationError, match=r"Income 7 of Daftra .* one of Income of Nuvio"):
        refuse_stranger(income("7"), Income, Provider.NUVIO)


@pytest.mark.parametrize("known", ["7", income("7")])
def test_a_record_of_the_same_kind_and_an_id_are_no_strangers(known: str) -> None:
    refuse_stranger(known, Income, Provider.DAFTRA)
