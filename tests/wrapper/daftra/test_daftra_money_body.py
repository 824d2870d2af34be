"""What is sent to Daftra for a draft: every member, and nothing that was not meant."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from daftra_client.models import IncomeInput
from ledgerspan.daftra.money_body import (
    draft_faults,
    draft_input,
)
from ledgerspan.drafts import ExpenseDraft, IncomeDraft, LineDraft
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.models import Ref, TaxAmount

DAY = datetime.date(2026, 3, 14)
LATER = datetime.date(2026, 3, 15)
VAT = TaxAmount(tax=Ref(id="9", name="VAT"), rate=Decimal(15), amount=Decimal("1.50"))
NO_TAX = {"id": None, "name": None, "value": None, "amount": None, "included": None}


def draft(**given: Any) -> IncomeDraft:
    return IncomeDraft(**{"date": DAY, "currency": "SAR", "amount": Decimal("1.10"), **given})


def sent(**given: Any) -> IncomeInput:
    """Return what a plain draft sends, with these members in addition."""
    return IncomeInput(**{"date": DAY, "currency_code": "SAR", "amount": Decimal("1.10"), **given})


def slot(place: str, /, **told: Any) -> dict[str, Any]:
    """Return all five members of a tax slot; what is not told is null."""
    return {f"{place}_{member}": told.get(member, empty) for member, empty in NO_TAX.items()}


def test_a_plain_draft_sends_its_day_currency_and_amount_alone() -> None:
    assert draft_input(IncomeInput, draft()) == sent()


def test_every_text_of_a_draft_has_its_member() -> None:
    full = draft(description="Rent", category="Hall", contact="007", vendor="Nile")
    assert draft_input(IncomeInput, full) == sent(
        note="Rent", category="Hall", client_id=7, vendor="Nile"
    )


def test_a_tax_given_by_id_names_no_figures_and_empties_the_other_slot() -> None:
    assert draft_input(IncomeInput, draft(taxes=("3",))) == sent(
        **slot("tax1", id=3, included=False), **slot("tax2")
    )


def test_two_taxes_fill_both_slots_in_order() -> None:
    assert draft_input(IncomeInput, draft(taxes=("3", VAT), tax_inclusive=True)) == sent(
        **slot("tax1", id=3, included=True),
        **slot("tax2", id=9, name="VAT", value=Decimal(15), amount=Decimal("1.50"), included=True),
    )


@pytest.mark.parametrize("said", [True, False])
def test_a_tax_that_says_itself_whether_it_is_included_is_believed(
    said: bool,  # noqa: FBT001
) -> None:
    tax = TaxAmount(tax=Ref(id="9"), inclusive=said)
    body = draft_input(IncomeInput, draft(taxes=(tax,), tax_inclusive=not said))
    assert body.tax1_included is said


def test_a_tax_without_an_id_is_written_by_its_name() -> None:
    body = draft_input(IncomeInput, draft(taxes=(TaxAmount(tax=Ref(name="VAT")),)))
    assert (body.tax1_id, body.tax1_name) == (None, "VAT")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {
                "amount": None,
                "lines": (LineDraft(quantity=Decimal(1), unit_price=Decimal(1)),),
            },
            FieldError("lines", "a Daftra income has no lines: give amount"),
        ),
        (
            {"taxes": ("1", "2", "3")},
            FieldError("taxes", "a Daftra income takes two taxes at most"),
        ),
        ({"number": "A-1"}, FieldError("number", "a Daftra income has no such field")),
        ({"due_date": LATER}, FieldError("due_date", "a Daftra income has no such field")),
        ({"project": "1"}, FieldError("project", "a Daftra income has no such field")),
        (
            {"exchange_rate": Decimal(1)},
            FieldError("exchange_rate", "a Daftra income has no such field"),
        ),
        ({"tags": ("1",)}, FieldError("tags", "a Daftra income has no such field")),
        ({"contact": "Nile"}, FieldError("contact", "Daftra's ids are digits, not 'Nile'")),
        ({"taxes": ("1", "VAT")}, FieldError("taxes[1]", "Daftra's ids are digits, not 'VAT'")),
        (
            {"taxes": (TaxAmount(tax=Ref(id="VAT")),)},
            FieldError("taxes[0]", "Daftra's ids are digits, not 'VAT'"),
        ),
        ({"vendor": "v" * 201}, FieldError("vendor", "at most 200 characters, not 201")),
        ({"category": "c" * 201}, FieldError("category", "at most 200 characters, not 201")),
    ],
)
def test_each_fault_of_a_draft_says_what_daftra_takes(
    given: dict[str, Any], expected: FieldError
) -> None:
    assert tuple(draft_faults(draft(**given))) == (expected,)


@pytest.mark.parametrize(
    "given", [{}, {"vendor": "v" * 200, "category": "c" * 200}, {"taxes": ("1", "2")}]
)
def test_what_just_fits_is_no_fault(given: dict[str, Any]) -> None:
    assert tuple(draft_faults(draft(**given))) == ()


def test_an_expense_names_its_payee_by_a_text() -> None:
    expense = ExpenseDraft(date=DAY, currency="SAR", amount=Decimal(1), contact="7")
    assert tuple(draft_faults(expense)) == (
        FieldError("contact", "a Daftra expense names its payee by a text: give vendor"),
    )


def test_a_draft_with_faults_makes_no_body() -> None:
    with pytest.raises(DraftError, match="this income"):
        draft_input(IncomeInput, draft(number="A-1"))


def test_an_amount_that_is_none_is_told_once_though_draft_and_provider_look_at_it() -> None:
    with pytest.raises(DraftError) as caught:
        draft_input(IncomeInput, draft(amount=Decimal("NaN")))
    assert caught.value.field_errors == (FieldError("amount", "NaN is no amount"),)
