"""A reference of the user's: what can be one, and what several records that bear it mean."""

import pytest
from ledgerspan.errors import ConfigurationError, ConflictError
from ledgerspan.once import check_reference, has_tag, only_one, tagged

from .fakes import income


@pytest.mark.parametrize("once", ["order-1001", "X-7", "طلب 12", "a" * 100, "order 1001 (again)"])
def test_a_reference_that_can_be_found_again_is_taken_as_it_is(once: str) -> None:
    assert check_reference(once) == once


@pytest.mark.parametrize("once", ["", " ", " order", "order ", "\n", 7, None, b"order"])
def test_what_is_blank_or_no_text_is_no_reference(once: object) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_reference(once)
    told = f'once is a reference of yours such as "order-1001", not {once!r}'
    assert str(caught.value) == told


@pytest.mark.parametrize("once", ["a" * 101, "or[der", "or]der", "or\nder", "or\x00der"])
def test_a_reference_that_could_not_be_found_again_is_refused(once: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_reference(once)
    told = f"once is at most 100 printable characters without brackets, not {once!r}"
    assert str(caught.value) == told


def test_the_only_record_that_bears_a_reference_is_the_one() -> None:
    record = income("7")
    assert only_one([record], "order-1", url="/incomes") is record


def test_several_records_that_bear_a_reference_are_a_conflict_that_names_them() -> None:
    with pytest.raises(ConflictError) as caught:
        only_one([income("7"), income("8")], "order-1", url="/incomes")
    fault = caught.value
    assert (fault.method, fault.url, fault.status) == ("GET", "/incomes", 200)
    assert fault.message == (
        "2 records bear the reference 'order-1': 7, 8. Nothing was created; find out which one "
        "is meant"
    )


@pytest.mark.parametrize(
    ("description", "expected"),
    [(None, "[order-1]"), ("", "[order-1]"), ("Paid", "Paid [order-1]")],
)
def test_a_description_bears_a_reference_in_brackets(
    description: str | None, expected: str
) -> None:
    assert tagged(description, "order-1") == expected
    assert has_tag(expected, "order-1") is True


@pytest.mark.parametrize("description", [None, "", "order-1", "[order-10]"])
def test_only_the_whole_reference_in_brackets_counts(description: str | None) -> None:
    assert has_tag(description, "order-1") is False
