"""Which stored Nuvio record has the values of a draft or of a change."""

import datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan.drafts import IncomeDraft, LineDraft
from ledgerspan.models import Income, Line, Provider, Ref, TaxAmount
from ledgerspan.nuvio.money import INCOMES
from ledgerspan.nuvio.money_lookup import has_changes, is_near, is_same

DAY = datetime.date(2026, 3, 14)
LINE = Line(
    quantity=Decimal(2),
    unit_price=Decimal("9.50"),
    product=Ref(id="d", code="D-1", name="Desk"),
    taxes=(TaxAmount(tax=Ref(id="v", name="VAT")),),
)
DRAFTED = LineDraft(quantity=Decimal(2), unit_price=Decimal("9.5"), product="d", taxes=("v",))
RECORD = Income(
    id="3f1e",
    provider=Provider.NUVIO,
    number="INV-1",
    date=DAY,
    currency="SAR",
    description="Rent",
    contact=Ref(id="c-1", name="Nile"),
    lines=(LINE,),
)


def draft(**given: Any) -> IncomeDraft:
    return IncomeDraft(**{"date": DAY, "currency": "SAR", "lines": (DRAFTED,), **given})


def but(**other: Any) -> Income:
    return msgspec.structs.replace(RECORD, **other)


def test_a_record_is_near_by_its_day_currency_quantities_and_prices() -> None:
    assert is_near(RECORD, draft()) is True


def test_an_amount_is_one_line_of_quantity_one() -> None:
    plain = but(lines=(Line(quantity=Decimal(1), unit_price=Decimal("1.10")),))
    assert is_near(plain, draft(lines=(), amount=Decimal("1.1"))) is True
    assert is_near(RECORD, draft(lines=(), amount=Decimal("9.5"))) is False


@pytest.mark.parametrize(
    "other",
    [
        {"date": DAY.replace(day=15)},
        {"currency": "KWD"},
        {"lines": ()},
        {"lines": (LINE, LINE)},
        {"lines": (msgspec.structs.replace(LINE, quantity=Decimal(3)),)},
        {"lines": (msgspec.structs.replace(LINE, unit_price=None),)},
    ],
)
def test_another_day_currency_quantity_or_price_is_not_near(other: dict[str, Any]) -> None:
    assert is_near(but(**other), draft()) is False


SAID = {"description": "Rent", "contact": "c-1", "number": "INV-1"}


def test_a_record_is_the_same_by_everything_that_was_sent() -> None:
    assert is_same(RECORD, draft(**SAID)) is True


def test_a_number_that_was_not_sent_is_the_servers() -> None:
    assert is_same(RECORD, draft(**{**SAID, "number": None})) is True


@pytest.mark.parametrize("empty", [None, ""])
def test_what_was_sent_empty_is_not_there(empty: str | None) -> None:
    bare = but(description=None, contact=None)
    assert is_same(bare, draft(description=empty, contact=empty)) is True
    assert is_same(RECORD, draft(description=empty, contact=empty)) is False


@pytest.mark.parametrize(
    "other",
    [
        {"date": DAY.replace(day=15)},
        {"description": "rent"},
        {"contact": Ref(id="c-2")},
        {"contact": None},
        {"number": "INV-2"},
    ],
)
def test_one_other_value_makes_another_record(other: dict[str, Any]) -> None:
    assert is_same(but(**other), draft(**SAID)) is False


@pytest.mark.parametrize(
    ("changes", "there"),
    [
        ({}, True),
        ({"description": "Rent"}, True),
        ({"description": "Hall"}, False),
        ({"description": "Rent", "number": "INV-2"}, False),
        ({"contact": "c-1"}, True),
        ({"contact": None}, False),
        ({"lines": (LINE,)}, True),
        ({"lines": (DRAFTED,)}, True),
        ({"lines": (DRAFTED,), "description": "Hall"}, False),
        ({"lines": ()}, False),
        ({"lines": (DRAFTED, DRAFTED)}, False),
    ],
)
def test_a_change_is_there_when_writing_it_again_would_change_nothing(
    changes: dict[str, Any],
    there: bool,  # noqa: FBT001
) -> None:
    assert has_changes(INCOMES, RECORD, changes) is there


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        (msgspec.structs.replace(DRAFTED, quantity=Decimal(3)), False),
        (msgspec.structs.replace(DRAFTED, unit_price=Decimal(9)), False),
        (msgspec.structs.replace(DRAFTED, product="e"), False),
        (msgspec.structs.replace(DRAFTED, product=None), False),
        (msgspec.structs.replace(DRAFTED, product=None, product_code="D-1"), True),
        (msgspec.structs.replace(DRAFTED, product=None, product_code="E-1"), False),
        (msgspec.structs.replace(DRAFTED, product_code="E-1"), True),
        (msgspec.structs.replace(DRAFTED, taxes=()), False),
        (msgspec.structs.replace(DRAFTED, taxes=("w",)), False),
        (msgspec.structs.replace(LINE, id="another"), True),
        (msgspec.structs.replace(LINE, product=None), False),
        (msgspec.structs.replace(LINE, product=Ref(code="D-1")), True),
        (msgspec.structs.replace(LINE, taxes=()), False),
        (msgspec.structs.replace(LINE, unit_price=Decimal(9)), False),
    ],
)
def test_a_line_is_there_by_product_quantity_price_and_taxes(
    wanted: Line | LineDraft,
    there: bool,  # noqa: FBT001
) -> None:
    assert has_changes(INCOMES, RECORD, {"lines": (wanted,)}) is there


def test_a_line_without_a_product_matches_one_without_a_product() -> None:
    bare = Line(quantity=Decimal(1), unit_price=Decimal(1))
    wanted = LineDraft(quantity=Decimal(1), unit_price=Decimal(1))
    assert has_changes(INCOMES, but(lines=(bare,)), {"lines": (wanted,)}) is True
    assert has_changes(INCOMES, but(lines=(bare,)), {"lines": (DRAFTED,)}) is False


def test_the_order_of_lines_counts() -> None:
    other = msgspec.structs.replace(LINE, quantity=Decimal(1))
    both = but(lines=(LINE, other))
    assert has_changes(INCOMES, both, {"lines": (LINE, other)}) is True
    assert has_changes(INCOMES, both, {"lines": (other, LINE)}) is False
