"""What is sent to Daftra for a change: the record as it stands, with the change over it."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from daftra_client.models import ExpenseInput, IncomeInput
from daftra_client.models import Income as Stored
from ledgerspan.daftra.money_body import (
    CHANGES,
    EXPENSE_CHANGES,
    changed_input,
    with_date,
    writable,
)
from ledgerspan.errors import DraftError, FieldError

DAY = datetime.date(2026, 3, 14)
LATER = datetime.date(2026, 3, 15)
NO_TAX = {"id": None, "name": None, "value": None, "amount": None, "included": None}


def slot(place: str, /, **told: Any) -> dict[str, Any]:
    """Return all five members of a tax slot; what is not told is null."""
    return {f"{place}_{member}": told.get(member, empty) for member, empty in NO_TAX.items()}


def changed(record: Stored, **changes: Any) -> IncomeInput:
    return changed_input(IncomeInput, record, changes)


def faults_of(**changes: Any) -> tuple[FieldError, ...]:
    with pytest.raises(DraftError) as caught:
        changed(Stored(id=1), **changes)
    return caught.value.field_errors


RECORD = Stored(
    id=7,
    amount=Decimal("2.20"),
    currency_code="SAR",
    date="14/03/2026",
    note="Rent",
    category="",
    client_id=12,
    file=None,
    tax1_id=3,
    tax1_amount=Decimal("0.30"),
    tax1_included=False,
)
STANDING = {
    "amount": Decimal("2.20"),
    "currency_code": "SAR",
    "note": "Rent",
    "category": "",
    "client_id": 12,
    "tax1_id": 3,
    "tax1_amount": Decimal("0.30"),
    "tax1_included": False,
}


def standing(**over: Any) -> IncomeInput:
    return IncomeInput(**{**STANDING, **over})


def test_what_can_be_written_of_a_record_stands_as_it_is_but_for_its_day() -> None:
    assert writable(IncomeInput, RECORD) == standing()


def test_a_change_lies_over_the_record_as_it_stands() -> None:
    assert changed(RECORD, description="Hall", amount=Decimal(3), currency="KWD") == standing(
        note="Hall", amount=Decimal(3), currency_code="KWD"
    )


def test_a_change_to_none_is_sent_as_none() -> None:
    assert changed(RECORD, description=None, contact=None, vendor=None) == standing(
        note=None, client_id=None, vendor=None
    )


def test_a_changed_contact_is_sent_as_a_number() -> None:
    assert changed(RECORD, contact="08") == standing(client_id=8)


def test_changed_taxes_replace_both_slots() -> None:
    assert changed(RECORD, taxes=("5",), tax_inclusive=True) == standing(
        **slot("tax1", id=5, included=True), **slot("tax2")
    )


def test_changed_taxes_lie_on_top_unless_it_is_said() -> None:
    assert changed(RECORD, taxes=("5",)).tax1_included is False


def test_no_taxes_empty_both_slots() -> None:
    assert changed(RECORD, taxes=()) == standing(**slot("tax1"), **slot("tax2"))


def test_whether_taxes_are_included_changes_for_the_taxes_that_there_are() -> None:
    assert changed(RECORD, tax_inclusive=True) == standing(tax1_included=True)


@pytest.mark.parametrize("none", [None, 0])
def test_whether_taxes_are_included_says_nothing_of_an_empty_slot(none: int | None) -> None:
    untaxed = Stored(id=7, tax1_id=none, tax2_id=4)
    assert changed(untaxed, tax_inclusive=True).tax1_included is not True
    assert changed(untaxed, tax_inclusive=True).tax2_included is True


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"contact": "Nile"}, FieldError("contact", "Daftra's ids are digits, not 'Nile'")),
        ({"taxes": None}, FieldError("taxes", "give () to remove them, not None")),
        ({"taxes": ("VAT",)}, FieldError("taxes[0]", "Daftra's ids are digits, not 'VAT'")),
        ({"vendor": "v" * 201}, FieldError("vendor", "at most 200 characters, not 201")),
        ({"amount": 3}, FieldError("amount", "a Decimal is needed, not int")),
        (
            {"amount": Decimal("NaN")},
            FieldError("amount", "NaN is no amount"),
        ),
        ({"amount": Decimal(0)}, FieldError("amount", "must be positive, not 0")),
        ({"date": "today"}, FieldError("date", "a datetime.date is needed, not 'today'")),
        (
            {"currency": "sar"},
            FieldError("currency", "three upper-case letters (ISO 4217), not 'sar'"),
        ),
        ({"tax_inclusive": None}, FieldError("tax_inclusive", "True or False, not None")),
    ],
)
def test_each_fault_of_a_change_says_what_daftra_takes(
    changes: dict[str, Any], expected: FieldError
) -> None:
    assert faults_of(**changes) == (expected,)


def test_a_change_that_is_no_field_is_told_beside_the_other_faults() -> None:
    known = ", ".join(CHANGES)
    assert faults_of(colour="red", amount=3) == (
        FieldError("colour", f"cannot be changed here; there are: {known}"),
        FieldError("amount", "a Decimal is needed, not int"),
    )


def test_the_contact_of_an_expense_cannot_be_changed() -> None:
    with pytest.raises(DraftError, match="contact: cannot be changed here"):
        changed_input(ExpenseInput, Stored(id=1), {"contact": "7"}, EXPENSE_CHANGES)


def test_a_body_without_a_day_is_given_the_one_of_the_record() -> None:
    assert with_date(IncomeInput(note="x"), DAY) == IncomeInput(note="x", date=DAY)


def test_a_body_with_a_day_keeps_it() -> None:
    assert with_date(IncomeInput(date=DAY), LATER) == IncomeInput(date=DAY)


def test_a_record_without_a_day_gives_none() -> None:
    assert with_date(IncomeInput(note="x"), None) == IncomeInput(note="x")
