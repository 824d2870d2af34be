"""Drafts and changes that no provider would take: refused with all their faults, nothing sent."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import DraftError, FieldError, Line, LineDraft, Ref, TaxAmount
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, settled
from tests.live.drafts import plain_draft

pytestmark = pytest.mark.anyio

RECORDS = 0

LINE = LineDraft(quantity=Decimal(1), unit_price=Decimal(1))
EITHER: list[tuple[dict[str, Any], str]] = [
    ({"amount": None}, "amount"),
    ({"lines": (LINE,)}, "amount"),
    ({"amount": Decimal(0)}, "amount"),
    ({"amount": Decimal(-1)}, "amount"),
    ({"amount": Decimal("NaN")}, "amount"),
    ({"amount": Decimal("Infinity")}, "amount"),
    ({"amount": Decimal("1e15")}, "amount"),
    ({"amount": 12.5}, "amount"),
    ({"amount": 12}, "amount"),
    ({"currency": "sar"}, "currency"),
    ({"currency": "SA"}, "currency"),
    ({"currency": "РУБ"}, "currency"),
    ({"date": "2026-03-05"}, "date"),
    ({"date": datetime(2026, 3, 5, tzinfo=UTC)}, "date"),
    ({"due_date": date(2026, 3, 4)}, "due_date"),
    ({"exchange_rate": Decimal(0)}, "exchange_rate"),
]
DAFTRA: list[tuple[dict[str, Any], str]] = [
    ({"amount": None, "lines": (LINE,)}, "lines"),
    ({"taxes": ("1", "2", "3")}, "taxes"),
    ({"taxes": ("VAT",)}, "taxes[0]"),
    ({"taxes": ("1", TaxAmount(tax=Ref(id="-1")))}, "taxes[1]"),
    ({"contact": "Cedar & Sons"}, "contact"),
    ({"number": "INV-1"}, "number"),
    ({"due_date": date(2026, 4, 5)}, "due_date"),
    ({"project": "1"}, "project"),
    ({"exchange_rate": Decimal(1)}, "exchange_rate"),
    ({"tags": ("1",)}, "tags"),
    ({"vendor": "v" * 201}, "vendor"),
    ({"category": "c" * 201}, "category"),
]
NUVIO: list[tuple[dict[str, Any], str]] = [
    ({"category": "Sales"}, "category"),
    ({"vendor": "Cedar & Sons"}, "vendor"),
    ({"tax_inclusive": True}, "tax_inclusive"),
    ({"amount": None, "lines": (LINE,), "taxes": ("1",)}, "taxes"),
    ({"number": "INV 1"}, "number"),
    ({"number": ""}, "number"),
    ({"number": "N" * 51}, "number"),
    ({"number": "INV/1"}, "number"),
    ({"contact": ""}, "contact"),
    ({"tags": ("",)}, "tags[0]"),
    (
        {"amount": None, "lines": (LINE, LineDraft(quantity=Decimal(0), unit_price=Decimal(1)))},
        "lines[1].quantity",
    ),
    (
        {"amount": None, "lines": (LineDraft(quantity=Decimal(1), unit_price=Decimal(-1)),)},
        "lines[0].unit_price",
    ),
]
DRAFTS = [
    *[(name, *case) for name in ("daftra", "nuvio") for case in EITHER],
    *[("daftra", *case) for case in DAFTRA],
    *[("nuvio", *case) for case in NUVIO],
]
CHANGES: list[tuple[str, dict[str, Any], str]] = [
    ("daftra", {"colour": "red"}, "colour"),
    ("daftra", {"attachments": ()}, "attachments"),
    ("daftra", {"amount": 12.5}, "amount"),
    ("daftra", {"amount": Decimal("NaN")}, "amount"),
    ("daftra", {"contact": "Cedar"}, "contact"),
    ("daftra", {"taxes": ("VAT",)}, "taxes[0]"),
    ("daftra", {"vendor": "v" * 201}, "vendor"),
    ("daftra", {"taxes": None}, "taxes"),
    ("daftra", {"amount": Decimal(0)}, "amount"),
    ("daftra", {"amount": None}, "amount"),
    ("daftra", {"date": None}, "date"),
    ("daftra", {"currency": "sar"}, "currency"),
    ("daftra", {"currency": None}, "currency"),
    ("daftra", {"tax_inclusive": None}, "tax_inclusive"),
    ("nuvio", {"date": None}, "date"),
    ("nuvio", {"currency": "sar"}, "currency"),
    ("nuvio", {"currency": None}, "currency"),
    ("nuvio", {"number": None}, "number"),
    ("nuvio", {"contact": ""}, "contact"),
    ("nuvio", {"project": ""}, "project"),
    ("nuvio", {"tags": ("",)}, "tags[0]"),
    ("nuvio", {"date": date(2026, 3, 5), "due_date": date(2026, 3, 4)}, "due_date"),
    (
        "nuvio",
        {"lines": (LineDraft(quantity=Decimal(0), unit_price=Decimal(1)),)},
        "lines[0].quantity",
    ),
    ("nuvio", {"lines": (Line(quantity=Decimal("NaN")),)}, "lines[0].quantity"),
    ("nuvio", {"tags": None}, "tags"),
    ("nuvio", {"lines": None}, "lines"),
    ("nuvio", {"colour": "red"}, "colour"),
    ("nuvio", {"amount": Decimal(1)}, "amount"),
    ("nuvio", {"number": "INV 1"}, "number"),
    ("nuvio", {"exchange_rate": Decimal(0)}, "exchange_rate"),
]


@pytest.mark.parametrize(("name", "given", "path"), DRAFTS)
async def test_a_draft_that_cannot_work_is_refused_before_any_request(
    *, box: Sandbox, opened: Opened, kind: str, name: str, given: dict[str, Any], path: str
) -> None:
    incomes = opened(name, kind).incomes
    with pytest.raises(DraftError) as caught:
        await settled(incomes.create(plain_draft(**given)))
    assert path in [fault.path for fault in caught.value.field_errors]
    assert asked(box) == []


@pytest.mark.parametrize(("name", "given", "path"), CHANGES)
async def test_a_change_that_cannot_work_is_refused_before_any_request(
    *, box: Sandbox, opened: Opened, kind: str, name: str, given: dict[str, Any], path: str
) -> None:
    incomes = opened(name, kind).incomes
    with pytest.raises(DraftError) as caught:
        await settled(incomes.update("7", **given))
    assert path in [fault.path for fault in caught.value.field_errors]
    assert asked(box) == []


def test_all_faults_of_a_draft_are_told_at_once() -> None:
    draft = plain_draft(amount=Decimal(0), currency="sar", number="INV-1")
    with Sandbox(seed=7, records=0) as box, box.daftra() as daftra:
        with pytest.raises(DraftError) as caught:
            daftra.incomes.create(draft)
        assert caught.value.field_errors == (
            FieldError("currency", "three upper-case letters (ISO 4217), not 'sar'"),
            FieldError("amount", "must be positive, not 0"),
            FieldError("number", "a Daftra income has no such field"),
        )
        assert "amount: must be positive, not 0" in str(caught.value)
