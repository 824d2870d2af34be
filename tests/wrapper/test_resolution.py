"""What looking after an ambiguous write shows: it happened, it did not, or nobody can tell."""

from decimal import Decimal

import pytest
from ledgerspan.models import Income
from ledgerspan.resolution import (
    Outcome,
    Resolution,
    found_by_number,
    found_by_reference,
    found_by_values,
    gone,
    same_name,
    still_there,
    told_by_change,
    told_by_id,
)

from .fakes import income

ONE, OTHER = income("1", total=Decimal(1)), income("2", total=Decimal(1))


def is_one(record: Income) -> bool:
    return record is ONE


def test_without_a_record_of_the_main_values_the_create_did_not_happen() -> None:
    assert found_by_values([], is_one) == Resolution(
        outcome=Outcome.NOT_HAPPENED, reason="no record has the main values that were sent"
    )


def test_a_record_of_the_same_values_may_be_older_so_it_stays_open() -> None:
    assert found_by_values(iter([OTHER, ONE]), is_one) == Resolution(
        outcome=Outcome.UNKNOWN,
        reason="these records have the same values; without a number of yours an older one "
        "cannot be told from a new one",
        candidates=(ONE,),
    )


def test_a_server_that_rewrites_texts_does_not_make_a_record_look_missing() -> None:
    assert found_by_values([OTHER], is_one) == Resolution(
        outcome=Outcome.UNKNOWN,
        reason="these records have the same main values, but other texts; without a number of "
        "yours an older one cannot be told from a new one",
        candidates=(OTHER,),
    )


def test_without_a_record_that_bears_the_reference_the_create_did_not_happen() -> None:
    assert found_by_reference(iter(()), "order-1") == Resolution(
        outcome=Outcome.NOT_HAPPENED, reason="no record bears the reference 'order-1'"
    )


def test_the_only_record_that_bears_the_reference_is_the_one_that_was_created() -> None:
    assert found_by_reference([ONE], "order-1") == Resolution(
        outcome=Outcome.HAPPENED,
        reason="the record that bears the reference 'order-1' is there",
        record=ONE,
    )


def test_several_records_that_bear_the_reference_leave_it_open() -> None:
    assert found_by_reference([ONE, OTHER], "order-1") == Resolution(
        outcome=Outcome.UNKNOWN,
        reason="several records bear the reference 'order-1'",
        candidates=(ONE, OTHER),
    )


def test_without_a_record_of_the_number_the_create_did_not_happen() -> None:
    assert found_by_number(iter(()), "A-1", is_one) == Resolution(
        outcome=Outcome.NOT_HAPPENED, reason="no record has the number A-1"
    )


def test_the_only_record_of_the_number_with_all_values_is_the_one_that_was_created() -> None:
    assert found_by_number(iter([OTHER, ONE]), "A-1", is_one) == Resolution(
        outcome=Outcome.HAPPENED,
        reason="the record with the number A-1 and all values sent is there",
        record=ONE,
    )


def test_records_of_the_number_with_other_values_leave_it_open() -> None:
    assert found_by_number(iter([OTHER]), "A-1", is_one) == Resolution(
        outcome=Outcome.UNKNOWN,
        reason="the number A-1 belongs to records with other values, perhaps older ones",
        candidates=(OTHER,),
    )


def test_two_records_of_the_number_with_all_values_leave_it_open() -> None:
    assert found_by_number(iter([ONE, OTHER, ONE]), "A-1", is_one) == Resolution(
        outcome=Outcome.UNKNOWN,
        reason="the number A-1 belongs to records with the same values, perhaps older ones",
        candidates=(ONE, ONE),
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nile Paper", " nile  PAPER ", True),
        ("Nile Paper", "NilePaper", False),
        ("Nile Paper", "Nile", False),
        (None, "", True),
        (None, "Nile", False),
        ("Nile", None, False),
    ],
)
def test_names_are_the_same_whatever_their_case_and_blanks(
    *, one: str | None, other: str | None, same: bool
) -> None:
    assert same_name(one, other) is same


def test_an_id_that_was_given_says_that_it_happened() -> None:
    assert told_by_id(ONE) == Resolution(
        outcome=Outcome.HAPPENED, reason="the provider gave its id", record=ONE
    )


def test_a_record_that_is_gone_was_deleted() -> None:
    assert gone() == Resolution(outcome=Outcome.HAPPENED, reason="the record is gone")


def test_a_record_that_is_still_there_was_not_deleted() -> None:
    assert still_there(ONE) == Resolution(
        outcome=Outcome.NOT_HAPPENED, reason="the record is still there", record=ONE
    )


def test_a_record_with_the_values_that_were_sent_was_updated() -> None:
    assert told_by_change(ONE, happened=True) == Resolution(
        outcome=Outcome.HAPPENED, reason="the record has the values that were sent", record=ONE
    )


def test_a_record_without_the_values_that_were_sent_was_not_updated() -> None:
    assert told_by_change(ONE, happened=False) == Resolution(
        outcome=Outcome.NOT_HAPPENED,
        reason="the record does not have the values that were sent",
        record=ONE,
    )


def test_a_record_that_does_not_show_what_was_sent_leaves_the_update_open() -> None:
    assert told_by_change(ONE, happened=None) == Resolution(
        outcome=Outcome.UNKNOWN,
        reason="the record does not show all values that were sent",
        record=ONE,
    )
