"""Fetching ahead: the same incomes in the same order, never a page that was not claimed."""

import anyio
import anyio.lowlevel
import pytest
from ledgerspan import Income
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, gathered, make, settled

pytestmark = pytest.mark.anyio


@pytest.fixture
def expected(box: Sandbox) -> list[Income]:
    """Return the listing as it is without fetching ahead."""
    with make(box, "daftra", "sync") as client:
        found: list[Income] = client.incomes.list().to_list()
    box.requests.clear()
    return found


@pytest.mark.parametrize("ahead", range(1, 17))
async def test_fetching_ahead_changes_no_sequence(
    box: Sandbox, opened: Opened, expected: list[Income], kind: str, ahead: int
) -> None:
    pager = opened("daftra", kind).incomes.list(page_size=3, prefetch=ahead)
    assert expected == await settled(pager.to_list())
    assert len(asked(box)) == 14
    assert (pager.report.pages, pager.report.stopped) == (14, "the last page")


async def test_fetching_ahead_works_over_the_wire(
    box: Sandbox, opened: Opened, expected: list[Income], kind: str
) -> None:
    assert box.url
    client = opened("daftra", kind, transport=None, prefetch=16)
    assert expected == await settled(client.incomes.list(page_size=3).to_list())


async def test_the_clients_prefetch_is_used_unless_a_listing_names_its_own(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, prefetch=8, page_size=3)
    await settled(client.incomes.list(prefetch=0).first())
    assert len(asked(box)) == 1
    pages = client.incomes.list().pages()
    if kind == "sync":
        next(pages)
        next(pages)
    else:
        await anext(pages)
        await anext(pages)
    # Nobody asks for the third page, and it comes.
    with anyio.fail_after(10):
        while len(asked(box)) <= 3:
            await anyio.lowlevel.checkpoint()
    if kind == "sync":
        pages.close()
    else:
        await pages.aclose()


async def test_fetching_ahead_gives_nuvios_single_page(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    pages = await gathered(opened("nuvio", kind, prefetch=4).incomes.list().pages())
    assert [len(page.items) for page in pages] == [40]
    assert len(asked(box)) == 1


async def test_breaking_off_leaves_a_pager_that_starts_anew(
    opened: Opened, expected: list[Income], kind: str
) -> None:
    pager = opened("daftra", kind).incomes.list(page_size=3, prefetch=4)
    assert expected[0] == await settled(pager.first())
    assert expected == await settled(pager.to_list())
