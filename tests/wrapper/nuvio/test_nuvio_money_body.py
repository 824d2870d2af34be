"""What is sent to Nuvio for a draft: every member, and nothing that was not meant."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.drafts import ExpenseDraft, IncomeDraft, LineDraft
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.models import Ref, TaxAmount
from ledgerspan.nuvio.money import EXPENSES, INCOMES
from ledgerspan.nuvio.money_body import draft_body, draft_faults
from nuvio_client.models import ExpenseInput, ExpenseItemInput, IncomeInput, IncomeItemInput

DAY = datetime.date(2026, 3, 14)
LATER = datetime.date(2026, 4, 14)
LINE = LineDraft(quantity=Decimal(2), unit_price=Decimal("9.50"))
ITEM = IncomeItemInput(quantity=Decimal(2), unit_price=Decimal("9.50"), item_taxes=[])


def draft(**given: Any) -> IncomeDraft:
    return IncomeDraft(**{"date": DAY, "currency": "SAR", "lines": (LINE,), **given})


def expense(**given: Any) -> ExpenseDraft:
    return ExpenseDraft(**{"date": DAY, "currency": "SAR", "lines": (LINE,), **given})


def sent(**given: Any) -> IncomeInput:
    """Return what a plain draft sends, with these members in addition."""
    return IncomeInput(**{"invoice_date": DAY, "currency": "SAR", "items": [ITEM], **given})


def test_a_plain_draft_sends_its_day_currency_and_lines_alone() -> None:
    assert draft_body(INCOMES, draft()) == sent()


def test_everything_a_draft_says_has_its_member() -> None:
    full = draft(
        number="INV-1",
        due_date=LATER,
        description="Rent",
        contact="c-1",
        project="p-1",
        exchange_rate=Decimal("3.75"),
        tags=("t-1", "t-2"),
    )
    assert draft_body(INCOMES, full) == sent(
        invoice_number="INV-1",
        due_date=LATER,
        description="Rent",
        customer_id="c-1",
        project_id="p-1",
        exchange_rate=Decimal("3.75"),
        tags=["t-1", "t-2"],
    )


def test_a_line_is_sent_with_its_product_and_taxes() -> None:
    line = LineDraft(
        quantity=Decimal(3),
        unit_price=Decimal("0.10"),
        product="p",
        product_code="P-1",
        taxes=("v", "w"),
    )
    assert draft_body(INCOMES, draft(lines=(line, LINE))) == sent(
        items=[
            IncomeItemInput(
                quantity=Decimal(3),
                unit_price=Decimal("0.10"),
                product_id="p",
                product_code="P-1",
                item_taxes=["v", "w"],
            ),
            ITEM,
        ]
    )


def test_an_amount_becomes_one_line_of_quantity_one_with_the_taxes() -> None:
    taxes = ("v", TaxAmount(tax=Ref(id="w")))
    assert draft_body(INCOMES, draft(lines=(), amount=Decimal("1.10"), taxes=taxes)) == sent(
        items=[
            IncomeItemInput(quantity=Decimal(1), unit_price=Decimal("1.10"), item_taxes=["v", "w"])
        ]
    )


def test_a_tax_without_an_id_is_sent_empty_for_the_server_to_refuse() -> None:
    body = draft_body(
        INCOMES, draft(lines=(), amount=Decimal(1), taxes=(TaxAmount(tax=Ref(name="VAT")),))
    )
    assert body.items[0].item_taxes == [""]


def test_an_expense_is_sent_under_its_own_names_with_described_lines() -> None:
    described = LineDraft(quantity=Decimal(1), unit_price=Decimal(2), description="Paper")
    body = draft_body(EXPENSES, expense(number="A/1 b", contact="s-1", lines=(described, LINE)))
    assert body == ExpenseInput(
        reference_number="A/1 b",
        expense_date=DAY,
        supplier_id="s-1",
        currency="SAR",
        items=[
            ExpenseItemInput(
                item_detail="Paper", quantity=Decimal(1), unit_price=Decimal(2), item_taxes=[]
            ),
            ExpenseItemInput(quantity=Decimal(2), unit_price=Decimal("9.50"), item_taxes=[]),
        ],
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"category": "Hall"}, FieldError("category", "a Nuvio income has no such field")),
        ({"vendor": "Nile"}, FieldError("vendor", "a Nuvio income has no such field")),
        (
            {"tax_inclusive": True},
            FieldError("tax_inclusive", "prices of Nuvio are net: give the amount without taxes"),
        ),
        (
            {"lines": (LineDraft(quantity=Decimal(1), unit_price=Decimal(1), description="x"),)},
            FieldError("lines", "a line of a Nuvio income has no description"),
        ),
        ({"taxes": ("v",)}, FieldError("taxes", "with lines, taxes belong to the lines")),
        (
            {"number": "INV 1"},
            FieldError("number", "1 to 50 letters, digits and hyphens, not 'INV 1'"),
        ),
        ({"number": ""}, FieldError("number", "1 to 50 letters, digits and hyphens, not ''")),
        (
            {"number": "1" * 51},
            FieldError("number", f"1 to 50 letters, digits and hyphens, not {'1' * 51!r}"),
        ),
        (
            {"exchange_rate": 3},
            FieldError("exchange_rate", "a positive Decimal is needed, not 3"),
        ),
    ],
)
def test_each_fault_of_a_draft_says_what_nuvio_takes(
    given: dict[str, Any], expected: FieldError
) -> None:
    assert tuple(draft_faults(INCOMES, draft(**given))) == (expected,)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"number": "1" * 50},
        {"number": "aZ-09"},
        {"exchange_rate": Decimal("0.00001")},
        {"lines": (), "amount": Decimal(1), "taxes": ("v",)},
        {"tags": ("t",), "project": "p"},
    ],
)
def test_what_just_fits_is_no_fault(given: dict[str, Any]) -> None:
    assert tuple(draft_faults(INCOMES, draft(**given))) == ()


def test_the_number_of_an_expense_is_free_and_its_lines_take_descriptions() -> None:
    described = LineDraft(quantity=Decimal(1), unit_price=Decimal(1), description="Paper")
    assert tuple(draft_faults(EXPENSES, expense(number="A/1 b", lines=(described,)))) == ()


def test_a_draft_with_faults_makes_no_body() -> None:
    with pytest.raises(DraftError, match="this income"):
        draft_body(INCOMES, draft(vendor="Nile"))
