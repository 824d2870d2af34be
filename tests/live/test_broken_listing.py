"""A listing that breaks: what came stays good, and `resume()` gives exactly the rest."""

from typing import Any

import pytest
from ledgerspan import (
    NO_RETRY,
    Income,
    IncompleteListingError,
    ServerError,
    UnexpectedResponseError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import Opened, asked, make, settled

pytestmark = pytest.mark.anyio


@pytest.fixture
def expected(box: Sandbox) -> list[Income]:
    """Return the whole listing."""
    with make(box, "daftra", "sync") as client:
        found: list[Income] = client.incomes.list().to_list()
    box.requests.clear()
    return found


async def broken(pager: Any) -> tuple[list[Income], IncompleteListingError]:
    """Return what a listing gave before it broke, and the error."""
    given: list[Income] = []
    with pytest.raises(IncompleteListingError) as caught:
        await kept(pager, given)
    return given, caught.value


async def kept(pager: Any, given: list[Income]) -> None:
    """Add each income to `given` as it comes, since the listing ends with an error."""
    if hasattr(pager, "__aiter__"):
        async for income in pager:
            given.append(income)  # noqa: PERF401  # a comprehension would lose them
    else:
        given.extend(pager)


@pytest.mark.parametrize("fault", ["status", "html", "truncate", "empty", "reset_after", "refuse"])
async def test_resuming_gives_exactly_the_rest(
    box: Sandbox, opened: Opened, expected: list[Income], kind: str, fault: Any
) -> None:
    pager = opened("daftra", kind, retry=NO_RETRY).incomes.list(page_size=10)
    box.faults.add(Fault(fault, after=2))
    given, error = await broken(pager)
    assert (error.page, error.records) == (3, 20)
    assert expected[:20] == given
    box.faults.clear()
    assert expected[20:] == await settled(error.resume().to_list())
    assert [request.query for request in asked(box)] == [
        *[f"page={page}&limit=10" for page in (1, 2, 3)],
        *[f"page={page}&limit=10" for page in (3, 4)],
    ]


@pytest.mark.parametrize("ahead", [1, 4, 16])
async def test_resuming_gives_exactly_the_rest_when_pages_were_fetched_ahead(
    box: Sandbox, opened: Opened, expected: list[Income], kind: str, ahead: int
) -> None:
    pager = opened("daftra", kind, retry=NO_RETRY).incomes.list(page_size=4, prefetch=ahead)
    box.faults.add(Fault("status", status=500, after=3))
    given, error = await broken(pager)
    box.faults.clear()
    assert expected == given + await settled(error.resume().to_list())


async def test_resuming_may_break_again_and_be_resumed_again(
    box: Sandbox, opened: Opened, expected: list[Income], kind: str
) -> None:
    pager = opened("daftra", kind, retry=NO_RETRY).incomes.list(page_size=10)
    box.faults.add(Fault("status", status=500, after=1, times=1))
    box.faults.add(Fault("status", status=500, after=3, times=1))
    first, error = await broken(pager)
    second, error = await broken(error.resume())
    assert expected == [*first, *second, *await settled(error.resume().to_list())]


async def test_incomes_that_moved_to_a_later_page_meanwhile_are_not_given_twice(
    box: Sandbox, opened: Opened, expected: list[Income], kind: str
) -> None:
    client = opened("daftra", kind, retry=NO_RETRY)
    box.faults.add(Fault("status", status=500, path="/incomes", method="GET", after=2, times=1))
    given, error = await broken(client.incomes.list(page_size=10))
    box.faults.clear()
    newest = expected[0]
    await settled(client.incomes.update(newest.id, date=expected[-2].date))
    rest = await settled(error.resume().to_list())
    assert newest not in rest
    assert len({income.id for income in given + rest}) == len(given + rest)


async def test_the_error_of_the_first_page_is_raised_as_it_is(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    box.faults.add(Fault("status", status=500))
    with pytest.raises(ServerError) as caught:
        await settled(opened(provider, kind, retry=NO_RETRY).incomes.list().to_list())
    assert caught.value.__cause__ is None


async def test_the_error_says_where_it_broke_and_why(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    box.faults.add(Fault("truncate", after=1))
    pager = opened("daftra", kind, retry=NO_RETRY).incomes.list(page_size=10)
    _, error = await broken(pager)
    assert "broke at page 2, after 10 records" in str(error)
    assert isinstance(error.cause, UnexpectedResponseError)
    assert error.__cause__ is error.cause
    assert pager.report.stopped is None
