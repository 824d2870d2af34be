"""Filters of a listing: what the server ignores is still held against every record here."""

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import msgspec
import pytest
from ledgerspan import Income, Nuvio, PaymentStatus
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, settled

pytestmark = pytest.mark.anyio

SINCE, UNTIL = date(2025, 9, 1), date(2026, 2, 28)
STATUSES = [
    PaymentStatus.UNPAID,
    PaymentStatus.PARTIALLY_PAID,
    PaymentStatus.PAID,
    PaymentStatus.OVERPAID,
]

Matches = Callable[[Income], bool]


def dated(test: Callable[[date], bool]) -> Matches:
    return lambda income: income.date is not None and test(income.date)


DAYS: list[tuple[dict[str, Any], Matches]] = [
    ({"since": SINCE}, dated(lambda day: day >= SINCE)),
    ({"until": UNTIL}, dated(lambda day: day <= UNTIL)),
    ({"since": SINCE, "until": UNTIL}, dated(lambda day: SINCE <= day <= UNTIL)),
]


@pytest.mark.parametrize(("filters", "matches"), DAYS, ids=["since", "until", "both"])
async def test_a_range_of_days_gives_exactly_the_incomes_within_it(
    opened: Opened, provider: str, kind: str, filters: dict[str, Any], matches: Matches
) -> None:
    incomes = opened(provider, kind).incomes
    expected = [income for income in await settled(incomes.list().to_list()) if matches(income)]
    assert 0 < len(expected) < 40
    assert expected == await settled(incomes.list(**filters).to_list())


async def test_both_ends_of_a_range_are_included(opened: Opened, provider: str, kind: str) -> None:
    incomes = opened(provider, kind).incomes
    newest = await settled(incomes.list().first())
    found = await settled(incomes.list(since=newest.date, until=newest.date).to_list())
    assert newest in found
    assert {income.date for income in found} == {newest.date}


async def test_a_contact_gives_exactly_its_incomes(
    opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    incomes = opened(provider, kind).incomes
    everything = await settled(incomes.list().to_list())
    contact = next(i.contact.id for i in everything if i.contact and i.contact.id)
    expected = [income for income in everything if income.contact and income.contact.id == contact]
    assert expected == await settled(incomes.list(contact=contact).to_list()), dialect


async def test_a_daftra_contact_may_be_a_whole_number(opened: Opened, kind: str) -> None:
    incomes = opened("daftra", kind).incomes
    assert await settled(incomes.list(contact="10").to_list()) == await settled(
        incomes.list(contact=10).to_list()
    )


async def test_zeros_before_a_daftra_contact_are_none_of_its_id(opened: Opened, kind: str) -> None:
    incomes = opened("daftra", kind).incomes
    expected = await settled(incomes.list(contact="10").to_list())
    assert expected
    assert expected == await settled(incomes.list(contact="0010").to_list())


@pytest.mark.parametrize("status", STATUSES)
async def test_a_payment_status_gives_exactly_its_incomes(
    opened: Opened, kind: str, status: PaymentStatus
) -> None:
    incomes = opened("nuvio", kind).incomes
    everything = await settled(incomes.list().to_list())
    expected = [income for income in everything if income.payment_status == status]
    assert 0 < len(expected) < 40
    assert expected == await settled(incomes.list(payment_status=status).to_list())


async def test_a_number_gives_its_one_income(opened: Opened, kind: str) -> None:
    incomes = opened("nuvio", kind).incomes
    expected = await settled(incomes.list().first())
    assert [expected] == await settled(incomes.list(number=expected.number).to_list())


async def test_what_daftra_never_says_matches_no_filter(opened: Opened, kind: str) -> None:
    pager = opened("daftra", kind).incomes.list(payment_status=PaymentStatus.PAID)
    assert await settled(pager.to_list()) == []
    assert pager.report.filtered == {"payment_status": 40}


async def test_the_report_says_who_applied_which_filter(opened: Opened) -> None:
    nuvio = opened("nuvio", "sync").incomes.list(since=SINCE, number="INV-1")
    daftra = opened("daftra", "sync").incomes.list(since=SINCE, contact="10")
    assert nuvio.report.filters == {"since": "server, verified here", "number": "here"}
    assert daftra.report.filters == {"since": "here", "contact": "here"}


async def test_records_left_out_are_counted_and_not_missing(opened: Opened, kind: str) -> None:
    pager = opened("daftra", kind).incomes.list(since=SINCE, page_size=7)
    found = await settled(pager.to_list())
    report = pager.report
    assert (report.records, report.filtered) == (len(found), {"since": 40 - len(found)})
    assert (report.pages, report.missing) == (6, 0)


async def test_daftra_is_asked_for_no_filter_since_it_ignores_them(
    box: Sandbox, opened: Opened
) -> None:
    opened("daftra", "sync").incomes.list(since=SINCE, until=UNTIL, contact="10").to_list()
    assert [request.query for request in asked(box)] == ["page=1&limit=100"]


async def test_nuvio_is_asked_for_a_day_more_on_each_side(box: Sandbox, opened: Opened) -> None:
    opened("nuvio", "sync").incomes.list(since=SINCE, until=UNTIL).to_list()
    assert [msgspec.json.decode(request.body) for request in asked(box)] == [
        {"startDate": "2025-08-31", "endDate": "2026-03-01"}
    ]


@pytest.mark.parametrize("day", [date.min, date.max])
async def test_the_first_and_last_day_of_time_can_be_asked_for(
    opened: Opened, provider: str, kind: str, day: date
) -> None:
    pager = opened(provider, kind).incomes.list(since=day, until=day)
    assert await settled(pager.to_list()) == []


def test_a_server_that_ignores_its_filters_does_not_widen_the_result(box: Sandbox) -> None:
    class Deaf(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            request = httpx.Request(request.method, request.url, headers=request.headers)
            return box.transport.handle_request(request)

    with box.nuvio() as heard, box.nuvio(transport=Deaf()) as ignored:
        expected = heard.incomes.list(since=SINCE, until=UNTIL).to_list()
        pager = ignored.incomes.list(since=SINCE, until=UNTIL)
        assert isinstance(ignored, Nuvio)
        assert expected == pager.to_list()
        assert sum(pager.report.filtered.values()) == 40 - len(expected)
