"""Writes that may have happened: sent once, never repeated, and `resolve()` looks."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import (
    AmbiguousWriteError,
    LineDraft,
    Outcome,
    ServerError,
    TransportError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled, stored
from tests.live.drafts import full_draft, plain_draft
from tests.live.fault_table import TABLE, name_of

pytestmark = pytest.mark.anyio

RECORDS = 12

# What leaves it open; the second figure says how many records were stored all the same.
OPEN = [(row.fault, row.stored) for row in TABLE if row.write is AmbiguousWriteError]
VERBS = [("daftra", "update"), ("daftra", "delete"), ("nuvio", "update")]
LINE = LineDraft(quantity=Decimal(2), unit_price=Decimal("0.5"), product_code="S-001")
LOOKED_UP: list[tuple[str, dict[str, Any]]] = [
    ("daftra", {"amount": Decimal("7.5")}),
    ("daftra", {"description": None}),
    ("daftra", {"contact": None}),
    ("daftra", {"taxes": ("2",)}),
    ("daftra", {"taxes": ()}),
    ("nuvio", {"description": None}),
    ("nuvio", {"contact": None}),
    ("nuvio", {"tags": ()}),
    ("nuvio", {"lines": ()}),
    ("nuvio", {"lines": (LINE,)}),
]
METHODS = {"create": "POST", "update": "PUT", "delete": "DELETE"}


def drafted(provider: str) -> Any:
    """Draft what `resolve` can find again: with a number where there is one."""
    return plain_draft(number="TEST-1" if provider == "nuvio" else None, description="only once")


async def ambiguous(writing: Any) -> AmbiguousWriteError:
    """Return the error of a write that is left open."""
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(writing())
    return caught.value


@pytest.mark.parametrize(("fault", "happened"), OPEN, ids=name_of)
async def test_an_open_create_is_sent_once_and_looked_up(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, fault: dict[str, Any], happened: int
) -> None:
    incomes = opened(provider, kind, retry=AT_ONCE, timeout=0.4).incomes
    box.faults.add(Fault(**fault, method="POST", times=1))
    error = await ambiguous(lambda: incomes.create(drafted(provider)))
    assert (len(asked(box)), stored(box)) == (1, happened)
    resolution = await settled(error.resolve())
    outcome = resolution.outcome
    if not happened:
        assert (outcome, resolution.record) == (Outcome.NOT_HAPPENED, None)
    elif provider == "nuvio":
        assert outcome == Outcome.HAPPENED
        assert resolution.record.number == "TEST-1"
    else:
        # Nothing of ours names a Daftra income, so an equal older one cannot be ruled out.
        assert (outcome, len(resolution.candidates)) == (Outcome.UNKNOWN, 1)
        assert resolution.candidates[0].description == "only once"
    assert stored(box) == happened


@pytest.mark.parametrize("fault", ["reset_before", "reset_after"])
async def test_an_open_nuvio_create_without_a_number_is_looked_up_by_its_values(
    box: Sandbox, opened: Opened, kind: str, fault: Any
) -> None:
    incomes = opened("nuvio", kind, retry=AT_ONCE).incomes
    box.faults.add(Fault(fault, times=1))
    error = await ambiguous(lambda: incomes.create(plain_draft(description="only once")))
    resolution = await settled(error.resolve())
    if fault == "reset_before":
        assert resolution.outcome == Outcome.NOT_HAPPENED
    else:
        assert (resolution.outcome, len(resolution.candidates)) == (Outcome.UNKNOWN, 1)


async def test_an_open_create_of_a_full_draft_is_found_again(
    box: Sandbox, opened: Opened, kind: str, dialect: str
) -> None:
    draft = full_draft(box, "daftra")
    incomes = opened("daftra", kind, retry=AT_ONCE).incomes
    box.faults.add(Fault("reset_after", times=1))
    error = await ambiguous(lambda: incomes.create(draft))
    resolution = await settled(error.resolve())
    assert [found.description for found in resolution.candidates] == [draft.description], dialect


async def test_an_older_income_with_the_same_number_is_not_taken_for_the_new_one(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    incomes = opened("nuvio", kind, retry=AT_ONCE).incomes
    older = await settled(incomes.create(plain_draft(number="TEST-1", amount=Decimal(7))))
    box.faults.add(Fault("reset_before", times=1))
    error = await ambiguous(lambda: incomes.create(plain_draft(number="TEST-1")))
    resolution = await settled(error.resolve())
    assert (resolution.outcome, resolution.candidates) == (Outcome.UNKNOWN, (older,))


@pytest.mark.parametrize(("name", "change"), LOOKED_UP, ids=name_of)
async def test_an_open_update_that_happened_is_seen_to_have_happened(
    *, box: Sandbox, opened: Opened, kind: str, dialect: str, name: str, change: dict[str, Any]
) -> None:
    incomes = opened(name, kind, retry=AT_ONCE).incomes
    old = await settled(incomes.create(full_draft(box, name)))
    box.faults.add(Fault("reset_after", method="PUT", times=1))
    error = await ambiguous(lambda: incomes.update(old.id, **change))
    assert (await settled(error.resolve())).outcome == Outcome.HAPPENED, dialect


@pytest.mark.parametrize(("fault", "happened"), OPEN, ids=name_of)
@pytest.mark.parametrize(("name", "verb"), VERBS)
async def test_an_open_change_is_sent_once_and_looked_up(
    *,
    box: Sandbox,
    opened: Opened,
    kind: str,
    name: str,
    verb: str,
    fault: dict[str, Any],
    happened: int,
) -> None:
    incomes = opened(name, kind, retry=AT_ONCE, timeout=0.4).incomes
    old = await settled(incomes.create(plain_draft()))
    box.requests.clear()
    box.faults.add(Fault(**fault, method=METHODS[verb], times=1))
    change = {"description": "seen"} if verb == "update" else {}
    error = await ambiguous(lambda: getattr(incomes, verb)(old.id, **change))
    assert (len(asked(box, METHODS[verb])), stored(box)) == (1, happened)
    resolution = await settled(error.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    assert len(asked(box, METHODS[verb])) == 1


async def test_a_read_that_fails_after_a_create_does_not_hide_that_it_happened(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    incomes = opened("daftra", kind, retry=AT_ONCE).incomes
    box.faults.add(Fault("status", status=500, method="GET", path="/incomes/", times=3))
    error = await ambiguous(lambda: incomes.create(plain_draft()))
    assert "is done" in str(error)
    resolution = await settled(error.resolve())
    assert resolution.outcome == Outcome.HAPPENED
    assert resolution.record.total == Decimal("12.50")
    assert stored(box) == 1


async def test_looking_may_itself_fail_and_be_repeated(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind, retry=AT_ONCE).incomes
    box.faults.add(Fault("reset_before", times=1))
    box.faults.add(Fault("status", status=500, times=3))
    error = await ambiguous(lambda: incomes.create(drafted(provider)))
    with pytest.raises(ServerError):
        await settled(error.resolve())
    assert (await settled(error.resolve())).outcome == Outcome.NOT_HAPPENED


async def test_an_open_write_over_the_wire_is_sent_once_and_looked_up(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    assert box.url
    incomes = opened(provider, kind, transport=None, retry=AT_ONCE).incomes
    box.faults.add(Fault("reset_after", times=1))
    error = await ambiguous(lambda: incomes.create(drafted(provider)))
    assert (len(asked(box)), stored(box)) == (1, 1)
    assert (await settled(error.resolve())).outcome != Outcome.NOT_HAPPENED


async def test_the_error_of_an_open_write_says_what_to_do(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    box.faults.add(Fault("reset_before"))
    error = await ambiguous(lambda: opened(provider, kind).incomes.create(plain_draft()))
    assert error.operation == "incomes.create"
    assert "error.resolve() looks whether it is there" in str(error)
    assert error.cause is error.__cause__
    assert isinstance(error.cause, TransportError)
