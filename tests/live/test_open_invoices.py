"""Writes of invoices that may have happened: sent once, never repeated, and `resolve()` looks."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import AmbiguousWriteError, LineDraft, Outcome
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled, stored
from tests.live.sales import full, plain

pytestmark = pytest.mark.anyio

RECORDS = 12

# What leaves it open; the second figure says how many records were stored all the same.
OPEN: list[tuple[dict[str, Any], int]] = [
    ({"kind": "reset_before"}, 0),
    ({"kind": "status", "status": 502}, 0),
    ({"kind": "reset_after"}, 1),
    ({"kind": "truncate"}, 1),
    ({"kind": "latency", "seconds": 30}, 1),
]
NAMED = LineDraft(quantity=Decimal(2), unit_price=Decimal("0.5"), product="1", taxes=("2",))
CHANGES: list[dict[str, Any]] = [
    {"description": None},
    {"reference": "PO/78"},
    {"discount": Decimal(3)},
    {"lines": (NAMED,)},
    {"is_draft": True},
]
LOOKED_UP: list[dict[str, Any]] = [{"number": "TEST-1"}, {"once": "order-1001"}, {}]


def name_of(value: Any) -> str:
    """Name a case by its fault or change."""
    return "-".join(map(str, value if isinstance(value, dict) else [value]))


async def ambiguous(writing: Any) -> AmbiguousWriteError:
    """Return the error of a write that is left open."""
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(writing())
    return caught.value


@pytest.mark.parametrize(("fault", "happened"), OPEN, ids=name_of)
@pytest.mark.parametrize("named", LOOKED_UP, ids=name_of)
async def test_an_open_create_is_looked_up_by_number_else_reference_else_values(
    *,
    box: Sandbox,
    opened: Opened,
    kind: str,
    named: dict[str, Any],
    fault: dict[str, Any],
    happened: int,
) -> None:
    invoices = opened("daftra", kind, retry=AT_ONCE, timeout=0.4).invoices
    box.faults.add(Fault(**fault, method="POST", times=1))
    told = {name: value for name, value in named.items() if name != "once"}
    draft = plain(description="only once", **told)
    once = {"once": named["once"]} if "once" in named else {}
    error = await ambiguous(lambda: invoices.create(draft, **once))
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)
    resolution = await settled(error.resolve())
    if not happened:
        assert (resolution.outcome, resolution.candidates) == (Outcome.NOT_HAPPENED, ())
    elif named:
        assert resolution.outcome == Outcome.HAPPENED
        assert resolution.record.description == "only once"
    else:
        assert (resolution.outcome, len(resolution.candidates)) == (Outcome.UNKNOWN, 1)
        assert resolution.candidates[0].lines != ()
    assert stored(box) == happened


@pytest.mark.usefixtures("dialect")
async def test_an_open_create_of_a_full_draft_is_found_again(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind, retry=AT_ONCE).invoices
    box.faults.add(Fault("reset_after", times=1))
    error = await ambiguous(lambda: invoices.create(full(due_date=None)))
    resolution = await settled(error.resolve())
    assert (resolution.outcome, resolution.record.number) == (Outcome.HAPPENED, "TEST-1")


async def test_an_older_invoice_with_the_number_is_not_taken_for_the_new_one(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind, retry=AT_ONCE).invoices
    older = await settled(invoices.create(plain(number="TEST-1", currency="EUR")))
    box.faults.add(Fault("reset_before", method="POST", times=1))
    error = await ambiguous(lambda: invoices.create(plain(number="TEST-1")))
    resolution = await settled(error.resolve())
    assert (resolution.outcome, resolution.candidates) == (Outcome.UNKNOWN, (older,))
    assert "other values" in resolution.reason


async def test_two_equal_invoices_of_one_number_are_not_told_apart(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind, retry=AT_ONCE).invoices
    older = await settled(invoices.create(plain(number="TEST-1")))
    box.faults.add(Fault("reset_after", method="POST", times=1))
    error = await ambiguous(lambda: invoices.create(plain(number="TEST-1")))
    resolution = await settled(error.resolve())
    assert (resolution.outcome, len(resolution.candidates)) == (Outcome.UNKNOWN, 2)
    assert older in resolution.candidates


async def test_after_an_open_create_the_same_call_with_its_reference_creates_no_second_one(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind, retry=AT_ONCE).invoices
    box.faults.add(Fault("reset_after", method="POST", times=1))
    await ambiguous(lambda: invoices.create(plain(), once="order-1001"))
    again = await settled(invoices.create(plain(), once="order-1001"))
    assert (again.reference, stored(box)) == ("order-1001", 1)


@pytest.mark.parametrize("fault", ["reset_before", "reset_after"])
@pytest.mark.parametrize("change", CHANGES, ids=name_of)
@pytest.mark.usefixtures("dialect")
async def test_an_open_update_is_seen_to_have_happened_or_not(
    *, box: Sandbox, opened: Opened, kind: str, change: dict[str, Any], fault: Any
) -> None:
    invoices = opened("daftra", kind, retry=AT_ONCE).invoices
    old = await settled(invoices.create(full()))
    box.faults.add(Fault(fault, method="PUT", times=1))
    error = await ambiguous(lambda: invoices.update(old.id, **change))
    happened = Outcome.HAPPENED if fault == "reset_after" else Outcome.NOT_HAPPENED
    assert (await settled(error.resolve())).outcome == happened
    assert len(asked(box, "PUT")) == 1


async def test_an_open_change_that_no_reading_shows_stays_open(
    box: Sandbox, opened: Opened, kind: str, dialect: str
) -> None:
    # Published reads have no due date.
    expected = Outcome.HAPPENED if dialect == "observed" else Outcome.UNKNOWN
    invoices = opened("daftra", kind, retry=AT_ONCE).invoices
    old = await settled(invoices.create(plain()))
    box.faults.add(Fault("reset_after", method="PUT", times=1))
    error = await ambiguous(lambda: invoices.update(old.id, due_date=date(2026, 5, 5)))
    assert (await settled(error.resolve())).outcome == expected


@pytest.mark.parametrize("fault", ["reset_before", "reset_after"])
async def test_an_open_delete_is_seen_to_have_happened_or_not(
    box: Sandbox, opened: Opened, kind: str, fault: Any
) -> None:
    invoices = opened("daftra", kind, retry=AT_ONCE).invoices
    old = await settled(invoices.create(plain()))
    box.faults.add(Fault(fault, method="DELETE", times=1))
    error = await ambiguous(lambda: invoices.delete(old.id))
    happened = Outcome.HAPPENED if fault == "reset_after" else Outcome.NOT_HAPPENED
    assert (await settled(error.resolve())).outcome == happened
