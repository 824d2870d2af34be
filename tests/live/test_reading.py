"""List and get: both providers, sync and async, in both dialects, in-process and over the wire."""

from datetime import date
from math import ceil
from typing import Any

import pytest
from ledgerspan import Income, NotFoundError
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, gathered, make, settled

pytestmark = pytest.mark.anyio

PAGE_SIZES = [1, 7, 39, 40, 41, 1000]


def everything(box: Sandbox, provider: str) -> list[Income]:
    """List all incomes in the plainest way."""
    with make(box, provider, "sync") as client:
        found: list[Income] = client.incomes.list().to_list()
    box.requests.clear()
    return found


async def test_a_list_gives_every_income_once_newest_first(
    opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    incomes = await settled(opened(provider, kind).incomes.list().to_list())
    days = [income.date or date.min for income in incomes]
    assert len({income.id for income in incomes}) == len(incomes) == 40, dialect
    assert sorted(days, reverse=True) == days


async def test_iterating_gives_what_to_list_gives(opened: Opened, provider: str, kind: str) -> None:
    pager = opened(provider, kind).incomes.list()
    assert await settled(pager.to_list()) == await gathered(pager)


async def test_a_single_read_is_equal_to_the_listed_income(
    opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    client = opened(provider, kind)
    listed = await settled(client.incomes.list().to_list())
    read = [await settled(client.incomes.get(income.id)) for income in listed]
    assert listed == read, dialect


@pytest.mark.parametrize("name", ["daftra", "nuvio"])
def test_both_dialects_mean_the_same_incomes(name: str) -> None:
    with (
        Sandbox(seed=7, records=40, dialect="observed") as observed,
        Sandbox(seed=7, records=40, dialect="documented") as documented,
    ):
        for company in (0, 1):
            with (
                make(observed, name, "sync", company) as ours,
                make(documented, name, "sync", company) as theirs,
            ):
                assert theirs.incomes.list().to_list() == ours.incomes.list().to_list()


async def test_a_listing_over_the_wire_is_the_same(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    expected = everything(box, provider)
    assert box.url.startswith("http://127.0.0.1:")
    assert expected == await settled(
        opened(provider, kind, transport=None).incomes.list().to_list()
    )


async def test_a_single_read_over_the_wire_is_the_same(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    expected = everything(box, provider)[3]
    assert box.url
    assert expected == await settled(
        opened(provider, kind, transport=None).incomes.get(expected.id)
    )


@pytest.mark.parametrize("page_size", PAGE_SIZES)
async def test_any_page_size_gives_the_same_incomes(
    box: Sandbox, opened: Opened, kind: str, page_size: int
) -> None:
    expected = everything(box, "daftra")
    pager = opened("daftra", kind).incomes.list(page_size=page_size)
    assert expected == await settled(pager.to_list())
    assert len(asked(box)) == ceil(40 / page_size)


async def test_the_clients_page_size_is_used_unless_a_listing_names_its_own(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, page_size=20)
    await settled(client.incomes.list().to_list())
    await settled(client.incomes.list(page_size=40).to_list())
    assert [request.query for request in asked(box)] == [
        "page=1&limit=20",
        "page=2&limit=20",
        "page=1&limit=40",
    ]


async def test_pages_tell_their_number_the_count_and_whether_more_follow(
    opened: Opened, kind: str
) -> None:
    pages = await gathered(opened("daftra", kind).incomes.list(page_size=15).pages())
    assert [(p.number, len(p.items), p.page_count, p.total, p.has_more) for p in pages] == [
        (1, 15, 3, 40, True),
        (2, 15, 3, 40, True),
        (3, 10, 3, 40, False),
    ]


async def test_nuvio_gives_everything_on_one_page(opened: Opened, kind: str) -> None:
    pages = await gathered(opened("nuvio", kind).incomes.list().pages())
    assert [(p.number, len(p.items), p.has_more) for p in pages] == [(1, 40, False)]


async def test_first_asks_for_one_page_only(box: Sandbox, opened: Opened, kind: str) -> None:
    expected = everything(box, "daftra")[0]
    first = await settled(opened("daftra", kind).incomes.list(page_size=5).first())
    assert expected == first
    assert len(asked(box)) == 1


async def test_first_of_nothing_is_none(opened: Opened, provider: str, kind: str) -> None:
    pager = opened(provider, kind).incomes.list(since=date(2100, 1, 1))
    assert await settled(pager.first()) is None


async def test_nothing_is_sent_before_the_first_income_is_asked_for(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    opened(provider, kind).incomes.list().pages()
    assert asked(box) == []


async def test_a_pager_starts_anew_each_time(opened: Opened, provider: str, kind: str) -> None:
    pager = opened(provider, kind).incomes.list()
    once = await settled(pager.to_list())
    assert once == await settled(pager.to_list())
    assert pager.report.records == 40


async def test_the_report_says_how_a_listing_went(opened: Opened, kind: str) -> None:
    pager = opened("daftra", kind).incomes.list(page_size=15)
    assert pager.report.stopped is None
    await settled(pager.to_list())
    report: Any = pager.report
    assert (report.records, report.pages, report.duplicates) == (40, 3, 0)
    assert (report.claimed_total, report.missing, report.stopped) == (40, 0, "the last page")


async def test_an_empty_company_has_an_empty_list(provider: str, kind: str) -> None:
    with Sandbox(seed=7, records=0) as empty:
        client = make(empty, provider, kind)
        assert await settled(client.incomes.list().to_list()) == []
        await settled(client.close())


async def test_a_record_that_is_not_there_is_not_found(
    opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        await settled(opened(provider, kind).incomes.get("4711"))
    assert (caught.value.method, caught.value.status) == ("GET", 404), dialect
    assert str(caught.value).startswith("GET http://sandbox.invalid/")


async def test_nuvio_reads_by_invoice_number_too(opened: Opened, kind: str) -> None:
    client = opened("nuvio", kind)
    income = await settled(client.incomes.list().first())
    assert income == await settled(client.incomes.get(income.number))


async def test_daftra_takes_a_whole_number_for_an_id(opened: Opened, kind: str) -> None:
    client = opened("daftra", kind)
    assert await settled(client.incomes.get("7")) == await settled(client.incomes.get(7))
