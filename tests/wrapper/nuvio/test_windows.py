"""`window="month"`: a range of days is asked for month by month, each day exactly once."""

import asyncio
import datetime
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgerspan import ConfigurationError
from ledgerspan.call import Call
from ledgerspan.filters import DocumentFilters, Filters
from ledgerspan.models import Income, Provider
from ledgerspan.nuvio.kind import Kind
from ledgerspan.nuvio.listing import NuvioListing
from ledgerspan.pager import AsyncPager, Pager
from ledgerspan.sandbox import Sandbox
from ledgerspan.walk import Walk

from tests.wrapper.fakes import AsyncFakeSession, FakeAnswer, FakeSession

DAY = datetime.timedelta(days=1)
days = st.dates(min_value=datetime.date(2019, 1, 1), max_value=datetime.date(2026, 12, 31))


class InventedPosts:
    """Stand for a generated operation: a POST whose body is the range that is asked for."""

    @staticmethod
    def get_kwargs(**sent: Any) -> dict[str, Any]:
        return {"method": "post", "url": "/v1/list", "content": json.dumps(sent).encode()}


class InventedKind(Kind[Income, Any]):
    """Speak to an invented resource: its bodies are texts such as `7 2026-01-31`."""

    name, one, path, list_path, model = "incomes", "income", "/v1/one", "/v1/list", "Income"

    def __init__(self) -> None:
        self.verbs = {"list": "list"}
        self.fields: dict[str, Any] = {}

    def operation(self, verb: str) -> Any:
        del verb
        return InventedPosts

    def normalize(self, records: Any, origin: Any) -> list[Income]:
        del origin
        return [
            Income(
                id=identity, provider=Provider.NUVIO, date=day and datetime.date.fromisoformat(day)
            )
            for identity, day in records
        ]

    def body_of(self, draft: Any) -> Any:
        raise NotImplementedError

    def changed_body(self, known: Any, changes: Any) -> Any:
        raise NotImplementedError

    def list_sent(self, filters: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
        return {"since": str(filters.since), "until": str(filters.until)}, ("since", "until")


class Rows:
    """Read an invented body as the generated reader would."""

    def read(self, content: bytes, report: Any = None) -> Any:
        del report
        return type("Body", (), {"data": json.loads(content)})


KIND = InventedKind()
KIND.__dict__["pages"] = Rows()


def listed(since: datetime.date, until: datetime.date) -> NuvioListing[Income]:
    filters = DocumentFilters(since=since, until=until)
    return NuvioListing(KIND, filters, None, "month")


def windows(
    since: datetime.date, until: datetime.date
) -> list[tuple[datetime.date, datetime.date]]:
    """Return the ranges that are asked for, in order."""
    listing = listed(since, until)
    asked = [
        json.loads(listing.call(page + 1).content or b"") for page in range(len(listing._asked))
    ]
    return [
        (datetime.date.fromisoformat(each["since"]), datetime.date.fromisoformat(each["until"]))
        for each in asked
    ]


@given(days, days)
def test_windows_cover_the_range_exactly_once_and_none_leaves_its_month(
    one: datetime.date, other: datetime.date
) -> None:
    since, until = min(one, other), max(one, other)
    found = windows(since, until)
    covered = [
        first + DAY * step for first, last in found for step in range((last - first).days + 1)
    ]
    assert covered == [since + DAY * step for step in range((until - since).days + 1)]
    assert all((first.year, first.month) == (last.year, last.month) for first, last in found)


def test_the_last_month_that_a_date_can_name_is_a_window_too() -> None:
    first = datetime.date(9999, 11, 15)
    assert windows(first, datetime.date.max) == [
        (first, datetime.date(9999, 11, 30)),
        (datetime.date(9999, 12, 1), datetime.date.max),
    ]


Books = dict[str, datetime.date | None]


def server(books: Books, *, ignores: bool) -> Any:
    """Answer a window: with the days in it and one on each side, or with all there is."""

    def answer(call: Call) -> FakeAnswer:
        asked = json.loads(call.content or b"{}")
        since, until = (datetime.date.fromisoformat(asked[name]) for name in ("since", "until"))
        rows = [
            (identity, day and day.isoformat())
            for identity, day in books.items()
            if ignores or (day is not None and since - DAY <= day <= until + DAY)
        ]
        return FakeAnswer(json.dumps(rows).encode())

    return answer


def read_all(listing: NuvioListing[Income], answer: Any) -> tuple[list[Income], Walk[Income]]:
    walk: Walk[Income] = Walk([listing])
    records: list[Income] = []
    while walk.page is not None:
        records.extend(walk.take(answer(listing.call(walk.page))).items)
    return records, walk


books = st.dictionaries(
    st.integers(0, 99).map(str),
    st.none() | st.dates(datetime.date(2025, 10, 1), datetime.date(2026, 6, 30)),
    max_size=25,
)


@given(stored=books, ignores=st.booleans())
def test_each_record_of_the_range_comes_exactly_once_even_where_dates_are_ignored(
    *, stored: Books, ignores: bool
) -> None:
    since, until = datetime.date(2025, 12, 15), datetime.date(2026, 4, 2)
    records, walk = read_all(listed(since, until), server(stored, ignores=ignores))
    wanted = {name for name, day in stored.items() if day is not None and since <= day <= until}
    assert sorted(record.id for record in records) == sorted(wanted)
    assert walk.report.stopped == "the last window"
    if ignores:
        # All that came is accounted for: given out, or refused by name.
        assert len(wanted) + sum(walk.report.filtered.values()) == len(stored)


def test_months_without_a_record_do_not_end_the_range() -> None:
    day = datetime.date(2030, 12, 31)
    listing = listed(datetime.date(2024, 1, 1), day)
    records, walk = read_all(listing, server({"1": day}, ignores=False))
    assert [record.id for record in records] == ["1"]
    assert walk.report.pages == 7 * 12


@settings(max_examples=20)
@given(books, st.integers(0, 16))
def test_windows_that_are_fetched_ahead_give_the_same(stored: Books, prefetch: int) -> None:
    listing = listed(datetime.date(2025, 10, 1), datetime.date(2026, 6, 30))
    answer = server(stored, ignores=False)
    expected, _ = read_all(listing, answer)
    threads: Any = FakeSession(lambda _: FakeAnswer())
    tasks: Any = AsyncFakeSession(lambda _: FakeAnswer())
    threads._answer = tasks._answer = answer
    assert Pager([listing], threads, prefetch=prefetch).to_list() == expected
    found = asyncio.run(AsyncPager([listing], tasks, prefetch=prefetch).to_list())
    assert found == expected


NEW_YEAR = datetime.date(2026, 1, 1)


@pytest.mark.parametrize(
    "filters",
    [DocumentFilters(), DocumentFilters(since=NEW_YEAR), DocumentFilters(until=NEW_YEAR)],
)
def test_a_window_without_both_ends_is_refused(filters: DocumentFilters) -> None:
    with pytest.raises(ConfigurationError, match="window needs since and until"):
        NuvioListing(KIND, filters, None, "month")


def test_a_kind_without_days_has_no_windows() -> None:
    with pytest.raises(ConfigurationError, match="window needs since and until"):
        NuvioListing(KIND, Filters(), None, "month")


def test_no_span_but_a_month_is_taken() -> None:
    week: Any = "week"
    with Sandbox(seed=7, records=1) as box, box.nuvio() as nuvio:
        with pytest.raises(ConfigurationError, match="window is"):
            nuvio.incomes.list(since=datetime.date.min, until=datetime.date.max, window=week)
        assert list(box.requests) == []


def test_daftra_has_pages_and_refuses_a_window() -> None:
    with Sandbox(seed=7, records=1) as box, box.daftra() as daftra:
        with pytest.raises(ConfigurationError, match="a window is for Nuvio"):
            daftra.incomes.list(since=datetime.date(2026, 1, 1), window="month")
        assert list(box.requests) == []


def test_the_sandbox_gives_the_same_by_windows_as_at_once() -> None:
    with Sandbox(seed=7, records=60) as box, box.nuvio() as nuvio:
        every = nuvio.incomes.list().to_list()
        dates = [income.date for income in every if income.date]
        since, until = min(dates), max(dates)
        whole = nuvio.incomes.list(since=since, until=until).to_list()
        box.requests.clear()
        for prefetch in (0, 8):
            found = nuvio.incomes.list(
                since=since, until=until, window="month", prefetch=prefetch
            ).to_list()
            assert sorted(income.id for income in found) == sorted(income.id for income in whole)
        months = (until.year - since.year) * 12 + until.month - since.month + 1
        assert len(list(box.requests)) == 2 * months
