"""Reads: repeated where repeating can help, and every failure under its own name."""

from typing import Any, get_args

import pytest
from ledgerspan import (
    NO_RETRY,
    Timeout,
    TimeoutError,  # noqa: A004  # ours is also the builtin
    UnexpectedResponseError,
)
from ledgerspan.sandbox import Fault, Sandbox
from ledgerspan.sandbox.faults import Kind

from tests.live.both import AT_ONCE, Opened, asked, settled
from tests.live.fault_table import CREATES_ONLY, TABLE, Raised, name_of

pytestmark = pytest.mark.anyio

RECORDS = 12

# What comes late is a matter of time limits: two tests below are about that.
READS = [(row.fault, row.read, row.read_again) for row in TABLE if row.fault["kind"] != "latency"]
# Faults that pass by themselves, and what they are called when they do not.
PASSING = [(fault, raised) for fault, raised, again in READS if again]
# Answers that would be the same again.
LASTING = [(fault, raised) for fault, raised, again in READS if not again]


def test_every_fault_of_the_sandbox_is_in_the_table() -> None:
    assert {row.fault["kind"] for row in TABLE} | {*CREATES_ONLY} == {*get_args(Kind)}


@pytest.mark.parametrize(("fault", "raised"), PASSING, ids=name_of)
async def test_a_read_survives_a_fault_that_passes(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, fault: dict[str, Any], raised: Raised
) -> None:
    incomes = opened(provider, kind, retry=AT_ONCE).incomes
    expected = await settled(incomes.list().to_list())
    box.requests.clear()
    box.faults.add(Fault(**fault, times=2))
    assert expected == await settled(incomes.list().to_list()), raised
    assert [request.fault for request in asked(box)] == [fault["kind"], fault["kind"], None]


@pytest.mark.parametrize(("fault", "raised"), PASSING, ids=name_of)
async def test_a_read_gives_up_after_its_last_attempt_and_says_how_many(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, fault: dict[str, Any], raised: Raised
) -> None:
    incomes = opened(provider, kind, retry=AT_ONCE).incomes
    newest = await settled(incomes.list().first())
    box.requests.clear()
    box.faults.add(Fault(**fault))
    with pytest.raises(raised) as caught:
        await settled(incomes.get(newest.id))
    error: Any = caught.value
    assert (len(asked(box)), error.attempts) == (3, 3)
    assert type(error) is raised


@pytest.mark.parametrize(("fault", "raised"), PASSING, ids=name_of)
async def test_a_read_is_not_repeated_when_retry_is_off(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, fault: dict[str, Any], raised: Raised
) -> None:
    box.faults.add(Fault(**fault))
    with pytest.raises(raised):
        await settled(opened(provider, kind, retry=NO_RETRY).incomes.list().to_list())
    assert len(asked(box)) == 1


@pytest.mark.parametrize(("fault", "raised"), LASTING, ids=name_of)
async def test_an_answer_that_would_be_the_same_again_is_not_asked_for_again(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, fault: dict[str, Any], raised: Raised
) -> None:
    box.faults.add(Fault(**fault))
    with pytest.raises(raised) as caught:
        await settled(opened(provider, kind, retry=AT_ONCE).incomes.list().to_list())
    assert type(caught.value) is raised
    assert len(asked(box)) == 1


async def test_a_late_answer_to_a_read_is_asked_for_again(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind, retry=AT_ONCE, timeout=0.4).incomes
    box.faults.add(Fault("latency", seconds=30, times=1))
    assert len(await settled(incomes.list().to_list())) == RECORDS
    assert len(asked(box)) == 2


async def test_answers_that_stay_late_are_a_timeout(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    limits = Timeout(connect=1, read=0.05, write=1, pool=1)
    box.faults.add(Fault("latency", seconds=30))
    with pytest.raises(TimeoutError) as caught:
        await settled(opened(provider, kind, retry=AT_ONCE, timeout=limits).incomes.get("7"))
    assert (caught.value.attempts, len(asked(box))) == (3, 3)


@pytest.mark.parametrize("kind_of_fault", ["reset_before", "reset_after", "truncate", "empty"])
async def test_a_read_over_the_wire_survives_a_broken_connection(
    box: Sandbox, opened: Opened, provider: str, kind: str, kind_of_fault: Any
) -> None:
    assert box.url
    box.faults.add(Fault(kind_of_fault, times=1))
    incomes = opened(provider, kind, transport=None, retry=AT_ONCE).incomes
    assert len(await settled(incomes.list().to_list())) == RECORDS
    assert len(asked(box)) == 2


async def test_the_error_of_a_web_page_shows_its_words_and_not_its_markup(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    box.faults.add(Fault("html"))
    with pytest.raises(UnexpectedResponseError, match="no JSON but") as caught:
        await settled(opened(provider, kind, retry=NO_RETRY).incomes.get("7"))
    assert "Please sign in" in caught.value.message
    assert "<" not in caught.value.message
    assert b"<html>" in caught.value.body


async def test_pauses_grow_and_are_drawn_from_the_policy(
    box: Sandbox, opened: Opened, kind: str, naps: list[float]
) -> None:
    client = opened("daftra", kind)
    client._pipeline._draw = lambda: 1.0
    box.faults.add(Fault("status", status=503, times=3))
    await settled(client.incomes.list().to_list())
    assert naps == [0.5, 1.0, 2.0]
