"""Drafts: every fault at once, before anything is sent."""

import datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from daftra_client.models import Income as DaftraIncome
from daftra_client.models import IncomeInput
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.daftra.money_body import changed_input, draft_input
from ledgerspan.drafts import IncomeDraft, InvoiceDraft, LineDraft
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.nuvio.money import INCOMES
from ledgerspan.nuvio.money_body import draft_body

DAY = datetime.date(2026, 3, 14)
LINE = LineDraft(quantity=Decimal(2), unit_price=Decimal("9.50"))


def draft(**changes: Any) -> IncomeDraft:
    return IncomeDraft(**{"date": DAY, "currency": "SAR", "amount": Decimal("1.10"), **changes})


def paths(faults: tuple[FieldError, ...]) -> list[str]:
    return [fault.path for fault in faults]


def test_a_good_draft_has_no_faults() -> None:
    assert draft().faults() == ()


def test_a_draft_with_lines_instead_of_an_amount_is_good() -> None:
    assert draft(amount=None, lines=(LINE,)).faults() == ()


@pytest.mark.parametrize("currency", ["", "sar", "SA", "SARS", "SA1", "ر.س", "ÀÉÎ"])
def test_a_currency_is_three_upper_case_letters(currency: str) -> None:
    assert paths(draft(currency=currency).faults()) == ["currency"]


@pytest.mark.parametrize("changes", [{"amount": None}, {"amount": Decimal(1), "lines": (LINE,)}])
def test_an_amount_or_lines_are_given_and_not_both(changes: dict[str, Any]) -> None:
    assert draft(**changes).faults() == (
        FieldError("amount", "give an amount or lines, and not both"),
    )


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        (1.5, "a Decimal is needed, not float"),
        (1, "a Decimal is needed, not int"),
        ("1.5", "a Decimal is needed, not str"),
        (Decimal("NaN"), "NaN is no amount"),
        (Decimal("sNaN"), "sNaN is no amount"),
        (Decimal("Infinity"), "Infinity is no amount"),
        (Decimal(0), "must be positive, not 0"),
        (Decimal(-1), "must be positive, not -1"),
        (Decimal("1e15"), "must be below 1000000000000000"),
    ],
)
def test_an_amount_that_no_provider_takes_is_named(amount: object, reason: str) -> None:
    assert draft(amount=amount).faults() == (FieldError("amount", reason),)


def test_a_line_may_be_free_but_not_empty() -> None:
    lines = (
        LineDraft(quantity=Decimal(1), unit_price=Decimal(0)),
        LineDraft(quantity=Decimal(0), unit_price=Decimal(-1)),
    )
    assert paths(draft(amount=None, lines=lines).faults()) == [
        "lines[1].quantity",
        "lines[1].unit_price",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"discount": Decimal("0.5")}, []),
        ({"discount_percent": Decimal(100)}, []),
        ({"discount": Decimal(1), "discount_percent": Decimal(1)}, ["lines[0].discount"]),
        ({"discount": Decimal(-1)}, ["lines[0].discount"]),
        ({"discount": 1.5}, ["lines[0].discount"]),
        ({"discount_percent": Decimal("100.01")}, ["lines[0].discount_percent"]),
        ({"discount_percent": Decimal("NaN")}, ["lines[0].discount_percent"]),
    ],
)
def test_a_line_has_a_discount_in_money_or_in_percent(
    fields: dict[str, Any], expected: list[str]
) -> None:
    line = LineDraft(quantity=Decimal(1), unit_price=Decimal(2), **fields)
    assert paths(tuple(line.faults("lines[0]"))) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"discount": Decimal(3), "shipping": Decimal(0)}, []),
        ({"discount": Decimal(3), "discount_percent": Decimal(3)}, ["discount"]),
        ({"discount_percent": Decimal(101)}, ["discount_percent"]),
        ({"shipping": Decimal(-1)}, ["shipping"]),
        ({"lines": ()}, ["lines"]),
        ({"currency": "sar", "due_date": datetime.date(2026, 3, 13)}, ["due_date", "currency"]),
    ],
)  # fmt: skip
def test_the_faults_of_an_invoice_are_told_at_once(
    fields: dict[str, Any], expected: list[str]
) -> None:
    usual = {"date": DAY, "currency": "SAR", "contact": "1", "lines": (LINE,)}
    assert paths(InvoiceDraft(**{**usual, **fields}).faults()) == expected


@pytest.mark.parametrize("name", ["item", "discount", "discount_percent"])
def test_a_line_of_nuvio_has_no_caption_and_no_discount(name: str) -> None:
    value: Any = "Lamp" if name == "item" else Decimal(1)
    line = LineDraft(quantity=Decimal(1), unit_price=Decimal(2), **{name: value})
    with pytest.raises(DraftError) as caught:
        draft_body(INCOMES, draft(amount=None, lines=(line,)))
    assert paths(caught.value.field_errors) == [f"lines[0].{name}"]
    with pytest.raises(DraftError, match=f"lines.0..{name}: a line of Nuvio has no such field"):
        INCOMES.changed_body(None, {"lines": (line,)})


def test_a_due_date_does_not_lie_before_the_date() -> None:
    early = draft(due_date=DAY - datetime.timedelta(days=1))
    assert early.faults() == (FieldError("due_date", "lies before date 2026-03-14"),)
    assert draft(due_date=DAY).faults() == ()


def test_a_datetime_is_no_date() -> None:
    moment = datetime.datetime(2026, 3, 14, 12, 0, tzinfo=datetime.UTC)
    assert paths(draft(date=moment).faults()) == ["date"]
    assert paths(draft(date="2026-03-14").faults()) == ["date"]


@pytest.mark.parametrize(
    "changes",
    [
        {"date": datetime.datetime(2026, 3, 14, tzinfo=datetime.UTC), "due_date": DAY},
        {"date": "2026-03-14", "due_date": DAY},
        {"due_date": "2026-03-14"},
        {"currency": None},
        {"currency": 978},
    ],
)
def test_a_value_of_the_wrong_type_is_a_fault_and_no_crash(changes: dict[str, Any]) -> None:
    assert paths(draft(**changes).faults()) != []


def test_all_faults_are_told_at_once() -> None:
    bad = draft(
        currency="sar",
        amount=Decimal(0),
        exchange_rate=Decimal(-1),
        due_date=DAY - datetime.timedelta(days=9),
    )
    with pytest.raises(DraftError) as caught:
        bad.require((FieldError("vendor", "too long"),))
    assert sorted(paths(caught.value.field_errors)) == [
        "amount",
        "currency",
        "due_date",
        "exchange_rate",
        "vendor",
    ]


def test_a_draft_without_faults_is_let_through() -> None:
    draft().require()


def test_what_daftra_has_no_place_for_is_told_with_everything_else() -> None:
    bad = draft(
        currency="sar",
        number="INV-1",
        due_date=DAY,
        project="1",
        tags=("1",),
        contact="Nile",
        taxes=("1", "2", "three"),
        vendor="v" * 201,
    )
    with pytest.raises(DraftError) as caught:
        draft_input(IncomeInput, bad)
    assert sorted(paths(caught.value.field_errors)) == [
        "contact", "currency", "due_date", "number", "project", "tags", "taxes", "taxes[2]",
        "vendor",
    ]  # fmt: skip


def test_what_nuvio_has_no_place_for_is_told_with_everything_else() -> None:
    bad = draft(currency="sar", category="Rent", vendor="Nile", number="INV 1", tax_inclusive=True)
    with pytest.raises(DraftError) as caught:
        draft_body(INCOMES, bad)
    assert sorted(paths(caught.value.field_errors)) == [
        "category", "currency", "number", "tax_inclusive", "vendor",
    ]  # fmt: skip


def test_a_change_that_is_no_field_is_told_with_those_there_are() -> None:
    with pytest.raises(DraftError, match="colour: cannot be changed here; there are: date, curr"):
        changed_input(IncomeInput, DaftraIncome(id=1), {"colour": "red"})


amounts = st.decimals(
    min_value=Decimal("0.00001"), max_value=Decimal(10) ** 15 - 1, places=5, allow_nan=False
)


@given(amounts)
def test_an_amount_reaches_the_body_of_either_provider_exactly(amount: Decimal) -> None:
    daftra = draft_input(IncomeInput, draft(amount=amount)).amount
    items = draft_body(INCOMES, draft(amount=amount)).items
    assert isinstance(items, list)
    nuvio = items[0].unit_price
    assert (str(daftra), str(nuvio)) == (str(amount), str(amount))


@given(st.decimals())
def test_no_decimal_makes_the_check_fail(amount: Decimal) -> None:
    faults = draft(amount=amount, exchange_rate=amount).faults()
    assert paths(faults) in ([], ["amount", "exchange_rate"])


def test_a_draft_is_a_value() -> None:
    assert draft() == draft()
    assert hash(draft(tags=("1",))) == hash(draft(tags=("1",)))
    with pytest.raises(AttributeError):
        draft().amount = Decimal(2)  # type: ignore[misc]


def test_an_unknown_field_of_a_draft_is_refused_by_its_name() -> None:
    with pytest.raises(TypeError, match="colour"):
        draft(colour="red")
    assert "colour" not in msgspec.structs.asdict(draft())
