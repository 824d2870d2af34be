"""Writes of bills and taxes that may have happened: sent once, never repeated, looked up."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import AmbiguousWriteError, LineDraft, Outcome, TaxDraft
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.bills import LINES, plain
from tests.live.both import AT_ONCE, Opened, asked, settled, stored

pytestmark = pytest.mark.anyio

RECORDS = 12
LINE = LineDraft(quantity=Decimal(3), unit_price=Decimal("0.1"), description="another")
LOST: list[tuple[Any, int]] = [("reset_before", 0), ("reset_after", 1), ("truncate", 1)]
LOOKED_UP: list[dict[str, Any]] = [
    {"number": "P-2"},
    {"currency": "EUR"},
    {"contact": "1"},
    {"is_draft": True},
    {"lines": (LINE,)},
    {"lines": (LINE, *LINES)},
]


@pytest.fixture(params=["bills", "bill_refunds"])
def accessor(request: pytest.FixtureRequest) -> str:
    """Run a test for both kinds."""
    return str(request.param)


async def ambiguous(writing: Any) -> AmbiguousWriteError:
    """Return the error of a write that is left open."""
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(writing())
    return caught.value


@pytest.mark.parametrize(("fault", "happened"), LOST)
async def test_an_open_create_is_sent_once_and_looked_up(
    *, box: Sandbox, opened: Opened, kind: str, accessor: str, fault: Any, happened: int
) -> None:
    resource = getattr(opened("daftra", kind, retry=AT_ONCE), accessor)
    box.faults.add(Fault(fault, method="POST", times=1))
    error = await ambiguous(lambda: resource.create(plain(accessor)))
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)
    resolution = await settled(error.resolve())
    if happened:
        # No number of ours names it, so an equal older one cannot be ruled out.
        assert (resolution.outcome, len(resolution.candidates)) == (Outcome.UNKNOWN, 1)
        assert resolution.candidates[0].contact.id == "2"
    else:
        assert resolution.outcome == Outcome.NOT_HAPPENED
    assert stored(box) == happened


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("fault", "happened"), LOST)
async def test_with_a_reference_an_open_create_is_told_for_certain(
    *, box: Sandbox, opened: Opened, kind: str, accessor: str, fault: Any, happened: int
) -> None:
    resource = getattr(opened("daftra", kind, retry=AT_ONCE), accessor)
    box.faults.add(Fault(fault, method="POST", times=1))
    error = await ambiguous(lambda: resource.create(plain(accessor), once="order-1"))
    resolution = await settled(error.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    again = await settled(resource.create(plain(accessor), once="order-1"))
    assert (again.number, stored(box)) == ("order-1", 1)
    assert resolution.record is None or resolution.record.id == again.id


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("fault", "happened"), LOST)
async def test_with_a_number_an_open_create_is_told_for_certain(
    *, box: Sandbox, opened: Opened, kind: str, accessor: str, fault: Any, happened: int
) -> None:
    resource = getattr(opened("daftra", kind, retry=AT_ONCE), accessor)
    box.faults.add(Fault(fault, method="POST", times=1))
    error = await ambiguous(lambda: resource.create(plain(accessor, number="P-1")))
    resolution = await settled(error.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    assert stored(box) == happened


async def test_an_older_bill_of_the_same_number_is_not_taken_for_the_new_one(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind, retry=AT_ONCE).bills
    older = await settled(bills.create(plain("bills", number="P-1", lines=(LINE,))))
    box.faults.add(Fault("reset_before", method="POST", times=1))
    error = await ambiguous(lambda: bills.create(plain("bills", number="P-1")))
    resolution = await settled(error.resolve())
    assert (resolution.outcome, resolution.candidates) == (Outcome.UNKNOWN, (older,))


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize("change", LOOKED_UP, ids=str)
@pytest.mark.parametrize(("fault", "happened"), LOST)
async def test_an_open_update_of_a_bill_is_seen_to_have_happened_or_not(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any, happened: int, change: dict[str, Any]
) -> None:
    bills = opened("daftra", kind, retry=AT_ONCE).bills
    bill = await settled(bills.create(plain("bills", number="P-1")))
    box.faults.add(Fault(fault, method="PUT", times=1))
    error = await ambiguous(lambda: bills.update(bill.id, **change))
    resolution = await settled(error.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    assert len(asked(box, "PUT")) == 1


async def test_the_lines_of_a_refund_are_never_said_to_be_there_or_not(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    refunds = opened("daftra", kind, retry=AT_ONCE).bill_refunds
    refund = await settled(refunds.create(plain("bill_refunds", number="R-1")))
    for fault in ("reset_before", "reset_after"):
        box.faults.add(Fault(fault, method="PUT", times=1))
        error = await ambiguous(lambda: refunds.update(refund.id, lines=(LINE,)))
        resolution = await settled(error.resolve())
        assert resolution.outcome == Outcome.UNKNOWN
        assert resolution.record.id == refund.id
    box.faults.add(Fault("reset_before", method="PUT", times=1))
    error = await ambiguous(lambda: refunds.update(refund.id, lines=(LINE,), number="R-2"))
    assert (await settled(error.resolve())).outcome == Outcome.NOT_HAPPENED


@pytest.mark.parametrize(("fault", "happened"), LOST)
async def test_an_open_delete_is_sent_once_and_looked_up(
    *, box: Sandbox, opened: Opened, kind: str, accessor: str, fault: Any, happened: int
) -> None:
    resource = getattr(opened("daftra", kind, retry=AT_ONCE), accessor)
    found = await settled(resource.create(plain(accessor)))
    box.faults.add(Fault(fault, method="DELETE", times=1))
    error = await ambiguous(lambda: resource.delete(found.id))
    resolution = await settled(error.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    assert len(asked(box, "DELETE")) == 1


@pytest.mark.parametrize(("fault", "happened"), LOST)
async def test_an_open_create_of_a_tax_is_looked_up(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any, happened: int
) -> None:
    taxes = opened("daftra", kind, retry=AT_ONCE).taxes
    draft = TaxDraft(name="Levy", rate=Decimal("2.5"))
    box.faults.add(Fault(fault, method="POST", times=1))
    error = await ambiguous(lambda: taxes.create(draft))
    resolution = await settled(error.resolve())
    expected = (Outcome.UNKNOWN, 1) if happened else (Outcome.NOT_HAPPENED, 0)
    assert expected == (resolution.outcome, len(resolution.candidates))
    assert stored(box) == happened


@pytest.mark.parametrize(("fault", "happened"), LOST)
@pytest.mark.parametrize("change", [{"rate": Decimal(3)}, {"inclusive": True}, {"name": "N"}])
async def test_an_open_update_of_a_tax_is_looked_up(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any, happened: int, change: dict[str, Any]
) -> None:
    taxes = opened("daftra", kind, retry=AT_ONCE).taxes
    box.faults.add(Fault(fault, method="PUT", times=1))
    error = await ambiguous(lambda: taxes.update("1", **change))
    resolution = await settled(error.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
