"""Fetching ahead with threads: in order, bounded, and an error where it belongs."""

import threading
from collections.abc import Callable

import pytest
from ledgerspan.ahead import ThreadsAhead

PATIENCE = 10.0


class Gauge:
    """Count how many fetches are under way at once, and which pages were fetched."""

    def __init__(self) -> None:
        self.most = 0
        self.pages: list[int] = []
        self._now = 0
        self._lock = threading.Lock()

    def __call__(self, page: int) -> str:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            self.pages.append(page)
        try:
            return f"page {page}"
        finally:
            with self._lock:
                self._now -= 1


def read(ahead: ThreadsAhead[str], pages: int, limit: int) -> list[str]:
    """Read pages as a walk does: no further than `limit` behind the page that came last."""
    try:
        return [ahead.get(page, min(pages, page - 1 + limit)) for page in range(1, pages + 1)]
    finally:
        ahead.close()


@pytest.mark.parametrize("limit", [0, 1, 3, 8])
def test_pages_come_in_order(limit: int) -> None:
    found = read(ThreadsAhead(lambda page: f"page {page}", limit), 20, limit)
    assert found == [f"page {page}" for page in range(1, 21)]


@pytest.mark.parametrize("limit", [0, 1, 3, 8])
def test_each_page_is_fetched_once(limit: int) -> None:
    gauge = Gauge()
    read(ThreadsAhead(gauge, limit), 20, limit)
    assert sorted(gauge.pages) == list(range(1, 21))


@pytest.mark.parametrize("limit", [1, 3])
def test_no_more_than_the_limit_is_under_way(limit: int) -> None:
    gauge = Gauge()
    read(ThreadsAhead(gauge, limit), 40, limit)
    assert gauge.most <= limit


def test_pages_are_really_fetched_at_the_same_time() -> None:
    met = threading.Barrier(3, timeout=PATIENCE)

    def fetch(page: int) -> str:
        if page > 1:
            met.wait()
        return f"page {page}"

    ahead = ThreadsAhead(fetch, 3)
    ahead.get(1, 1)
    assert ahead.get(2, 4) == "page 2"
    ahead.close()


def test_without_a_limit_no_thread_is_started() -> None:
    before = threading.active_count()
    ahead = ThreadsAhead(lambda _: threading.current_thread().name, 0)
    assert ahead.get(1, 9) == threading.current_thread().name
    assert threading.active_count() == before


def test_nothing_behind_the_horizon_is_fetched() -> None:
    gauge = Gauge()
    ahead = ThreadsAhead(gauge, 8)
    ahead.get(1, 3)
    ahead.get(2, 3)
    ahead.get(3, 3)
    ahead.close()
    assert sorted(gauge.pages) == [1, 2, 3]


def test_a_far_horizon_does_not_widen_the_limit() -> None:
    gauge = Gauge()
    ahead = ThreadsAhead(gauge, 3)
    found = [ahead.get(page, 1000) for page in (1, 2, 3, 4)]
    assert found == ["page 1", "page 2", "page 3", "page 4"]
    assert len(ahead._waiting) == 3
    ahead.close()
    assert max(gauge.pages) <= 7


def failing(*broken: int) -> Callable[[int], str]:
    def fetch(page: int) -> str:
        if page in broken:
            raise LookupError(f"page {page} broke")
        return f"page {page}"

    return fetch


def test_an_error_is_raised_where_its_page_is_due() -> None:
    ahead = ThreadsAhead(failing(3), 4)
    assert [ahead.get(1, 4), ahead.get(2, 4)] == ["page 1", "page 2"]
    with pytest.raises(LookupError, match="page 3 broke"):
        ahead.get(3, 4)
    ahead.close()


def test_of_two_errors_the_one_of_the_earlier_page_wins() -> None:
    ahead = ThreadsAhead(failing(2, 3, 4), 4)
    ahead.get(1, 4)
    with pytest.raises(LookupError, match="page 2 broke"):
        ahead.get(2, 4)
    ahead.close()


def test_close_drops_what_has_not_begun_and_lets_the_threads_end() -> None:
    started, go_on = threading.Event(), threading.Event()
    gauge = Gauge()

    def fetch(page: int) -> str:
        if page == 2:
            started.set()
            go_on.wait(PATIENCE)
        return gauge(page)

    ahead = ThreadsAhead(fetch, 1)
    ahead.get(1, 2)
    started.wait(PATIENCE)
    # The only thread is busy with page 2, so page 6 has to wait for it.
    ahead.get(5, 6)
    ahead.close()
    go_on.set()
    for thread in threading.enumerate():
        if thread.name.startswith("ledgerspan-ahead"):
            thread.join(PATIENCE)
    assert sorted(gauge.pages) == [1, 2, 5]
    assert not any(each.name.startswith("ledgerspan-ahead") for each in threading.enumerate())


def test_close_before_the_first_page_does_nothing() -> None:
    ThreadsAhead(failing(), 4).close()
