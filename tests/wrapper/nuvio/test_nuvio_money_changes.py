"""What is sent to Nuvio for a change: the whole record, with the change over it."""

import datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan.drafts import LineDraft
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.models import Expense, Income, Line, Provider, Ref, TaxAmount
from ledgerspan.nuvio.money import EXPENSES, INCOMES
from ledgerspan.nuvio.money_body import CHANGES, changed_body
from nuvio_client.models import ExpenseItemInput, IncomeInput, IncomeItemInput

DAY = datetime.date(2026, 3, 14)
LATER = datetime.date(2026, 4, 14)
LINE = LineDraft(quantity=Decimal(2), unit_price=Decimal("9.50"))
ITEM = IncomeItemInput(quantity=Decimal(2), unit_price=Decimal("9.50"), item_taxes=[])


def faults_of(**changes: Any) -> tuple[FieldError, ...]:
    with pytest.raises(DraftError) as caught:
        changed_body(INCOMES, RECORD, changes)
    return caught.value.field_errors


RECORD = Income(
    id="3f1e",
    provider=Provider.NUVIO,
    number="INV-1",
    date=DAY,
    due_date=LATER,
    currency="SAR",
    exchange_rate=Decimal("3.75"),
    contact=Ref(id="c-1", name="Nile"),
    project=Ref(id="p-1"),
    description="Rent",
    lines=(
        Line(
            id="l",
            description="Desk",
            product=Ref(id="d", name="Desk", code="D-1"),
            quantity=Decimal(2),
            unit_price=Decimal("9.50"),
            taxes=(TaxAmount(tax=Ref(id="v")), TaxAmount(tax=Ref(name="gone"))),
        ),
        Line(product=Ref(code="E-1", name="Chair")),
    ),
    tags=(Ref(id="t-1"), Ref(name="gone")),
)
KEPT = [
    IncomeItemInput(
        product_id="d", quantity=Decimal(2), unit_price=Decimal("9.50"), item_taxes=["v"]
    ),
    IncomeItemInput(product_code="E-1", item_taxes=[]),
]


def standing(**over: Any) -> IncomeInput:
    """Return what writes RECORD as it is, with these members over it."""
    whole = {
        "invoice_number": "INV-1",
        "invoice_date": DAY,
        "due_date": LATER,
        "currency": "SAR",
        "exchange_rate": Decimal("3.75"),
        "customer_id": "c-1",
        "project_id": "p-1",
        "description": "Rent",
        "tags": ["t-1"],
        "items": KEPT,
    }
    return IncomeInput(**{**whole, **over})


def test_an_update_sends_the_whole_record_as_it_stands() -> None:
    assert changed_body(INCOMES, RECORD, {}) == standing()


@pytest.mark.parametrize(
    ("changes", "members"),
    [
        ({"number": "INV-2"}, {"invoice_number": "INV-2"}),
        ({"date": LATER}, {"invoice_date": LATER}),
        ({"due_date": None}, {"due_date": None}),
        ({"currency": "KWD"}, {"currency": "KWD"}),
        ({"exchange_rate": None}, {"exchange_rate": None}),
        ({"exchange_rate": Decimal(4)}, {"exchange_rate": Decimal(4)}),
        ({"contact": None}, {"customer_id": None}),
        ({"contact": "c-2"}, {"customer_id": "c-2"}),
        ({"project": None}, {"project_id": None}),
        ({"description": None}, {"description": None}),
        ({"tags": ()}, {"tags": []}),
        ({"tags": ("t-2",)}, {"tags": ["t-2"]}),
        ({"lines": ()}, {"items": []}),
        ({"lines": (RECORD.lines[1], LINE)}, {"items": [KEPT[1], ITEM]}),
    ],
)
def test_a_change_lies_over_the_record_as_it_stands(
    changes: dict[str, Any], members: dict[str, Any]
) -> None:
    assert changed_body(INCOMES, RECORD, changes) == standing(**members)


def test_a_new_line_stands_beside_those_that_are_kept() -> None:
    new = LineDraft(quantity=Decimal(1), unit_price=Decimal(2), product="n", taxes=("w",))
    body = changed_body(INCOMES, RECORD, {"lines": (*RECORD.lines, new)})
    item = IncomeItemInput(
        quantity=Decimal(1), unit_price=Decimal(2), product_id="n", item_taxes=["w"]
    )
    assert body.items == [*KEPT, item]


def test_a_record_that_says_nothing_writes_nothing_but_empty_members() -> None:
    silent = Income(id="3f1e", provider=Provider.NUVIO, contact=Ref(name="Nile"))
    assert changed_body(INCOMES, silent, {}) == IncomeInput(
        customer_id=None,
        project_id=None,
        description=None,
        due_date=None,
        exchange_rate=None,
        tags=[],
        items=[],
    )


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        (Line(description="Paper"), {"item_detail": "Paper"}),
        (
            Line(description="Paper", product=Ref(id="d", name="Desk")),
            {"item_detail": "Paper", "product_id": "d"},
        ),
        (Line(description="Desk", product=Ref(id="d", name="Desk")), {"product_id": "d"}),
        (Line(description=None, product=Ref(id="d", name="Desk")), {"product_id": "d"}),
    ],
)
def test_a_kept_line_of_an_expense_keeps_the_words_that_are_its_own(
    line: Line, detail: dict[str, Any]
) -> None:
    record = Expense(id="e", provider=Provider.NUVIO, lines=(line,))
    assert changed_body(EXPENSES, record, {}).items == [ExpenseItemInput(item_taxes=[], **detail)]


def test_an_expense_is_written_back_under_its_own_names() -> None:
    record = Expense(id="e", provider=Provider.NUVIO, number="A/1", date=DAY, contact=Ref(id="s"))
    body = changed_body(EXPENSES, record, {"number": "B 2"})
    assert (body.reference_number, body.expense_date, body.supplier_id) == ("B 2", DAY, "s")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"tags": None}, FieldError("tags", "give () to remove them, not None")),
        ({"lines": None}, FieldError("lines", "give () to remove them, not None")),
        (
            {"number": "INV 1"},
            FieldError("number", "1 to 50 letters, digits and hyphens, not 'INV 1'"),
        ),
        (
            {"number": 17.5},
            FieldError("number", "1 to 50 letters, digits and hyphens, not 17.5"),
        ),
        (
            {"exchange_rate": 3},
            FieldError("exchange_rate", "a positive Decimal is needed, not 3"),
        ),
        (
            {"exchange_rate": Decimal("NaN")},
            FieldError("exchange_rate", "a positive Decimal is needed, not Decimal('NaN')"),
        ),
        (
            {"exchange_rate": Decimal(0)},
            FieldError("exchange_rate", "a positive Decimal is needed, not Decimal('0')"),
        ),
        (
            {"colour": "red"},
            FieldError("colour", f"cannot be changed here; there are: {', '.join(CHANGES)}"),
        ),
    ],
)
def test_each_fault_of_a_change_says_what_nuvio_takes(
    changes: dict[str, Any], expected: FieldError
) -> None:
    assert faults_of(**changes) == (expected,)


_NO_ID = "an id is needed, or None for none, not ''"
_NO_FIELD = "a line of Nuvio has no such field"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"date": "today"}, FieldError("date", "a datetime.date is needed, not 'today'")),
        (
            {"currency": "sar"},
            FieldError("currency", "three upper-case letters (ISO 4217), not 'sar'"),
        ),
        ({"number": None}, FieldError("number", "an income always has one: it cannot be removed")),
        (
            {"due_date": datetime.date(2020, 1, 1)},
            FieldError("due_date", f"lies before date {RECORD.date}"),
        ),
        (
            {"date": datetime.date(2031, 1, 2), "due_date": datetime.date(2031, 1, 1)},
            FieldError("due_date", "lies before date 2031-01-02"),
        ),
        ({"contact": ""}, FieldError("contact", _NO_ID)),
        ({"project": ""}, FieldError("project", _NO_ID)),
        ({"tags": ("t", "")}, FieldError("tags[1]", "the id of a tag is needed, not ''")),
        (
            {"lines": (LINE, LineDraft(quantity=Decimal(0), unit_price=Decimal(1)))},
            FieldError("lines[1].quantity", "must be positive, not 0"),
        ),
        (
            {"lines": (Line(quantity=None, unit_price=Decimal("NaN")),)},
            FieldError("lines[0].unit_price", "NaN is no amount"),
        ),
        (
            {"lines": (Line(quantity=Decimal("Infinity")), LINE)},
            FieldError("lines[0].quantity", "Infinity is no amount"),
        ),
        (
            {"lines": (LINE, msgspec.structs.replace(LINE, item="Pen"))},
            FieldError("lines[1].item", _NO_FIELD),
        ),
        (
            {"lines": (msgspec.structs.replace(LINE, discount=Decimal(1)),)},
            FieldError("lines[0].discount", _NO_FIELD),
        ),
        (
            {"lines": (msgspec.structs.replace(LINE, discount_percent=Decimal(5)),)},
            FieldError("lines[0].discount_percent", _NO_FIELD),
        ),
    ],
)
def test_each_fault_of_a_change_is_told_by_its_place(
    changes: dict[str, Any], expected: FieldError
) -> None:
    assert faults_of(**changes) == (expected,)


def test_every_line_is_looked_at_behind_one_that_is_fine() -> None:
    faulty = LineDraft(quantity=Decimal(-1), unit_price=Decimal(1))
    wrong = Line(quantity=Decimal("NaN"))
    assert faults_of(lines=(faulty, wrong, faulty)) == (
        FieldError("lines[0].quantity", "must be positive, not -1"),
        FieldError("lines[1].quantity", "NaN is no amount"),
        FieldError("lines[2].quantity", "must be positive, not -1"),
    )


def test_an_income_may_be_due_on_its_day_and_a_read_line_may_be_below_zero() -> None:
    body = changed_body(
        INCOMES, RECORD, {"due_date": RECORD.date, "lines": (Line(quantity=Decimal(-1)),)}
    )
    assert body.due_date == RECORD.date
    assert [item.quantity for item in body.items] == [Decimal(-1)]
