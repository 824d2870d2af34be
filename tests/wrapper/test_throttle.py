"""How a rate is kept: by waiting, in the order of asking."""

import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.throttle import Bucket, RateLimit, Throttle, reserve, throttle_of


class Clock:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_without_a_limit_nobody_waits() -> None:
    throttle = Throttle(None)
    assert [throttle.reserve() for _ in range(100)] == [0.0] * 100


def test_a_burst_up_to_the_limit_does_not_wait() -> None:
    throttle = Throttle(RateLimit(calls=3, seconds=1.0), Clock())
    assert [throttle.reserve() for _ in range(3)] == [0.0, 0.0, 0.0]


def test_whoever_comes_after_a_burst_waits_in_line() -> None:
    throttle = Throttle(RateLimit(calls=2, seconds=1.0), Clock())
    assert [throttle.reserve() for _ in range(5)] == [0.0, 0.0, 0.5, 1.0, 1.5]


def test_a_call_that_has_its_place_in_line_waits_once() -> None:
    throttle = throttle_of(RateLimit(calls=1, seconds=1.0))
    assert list(throttle.waits()) == []
    (wait,) = throttle.waits()
    assert 0 < wait <= 1


def test_what_keeps_a_pace_itself_is_asked_itself() -> None:
    throttle = Throttle(None)
    assert throttle_of(throttle) is throttle


def test_time_that_passes_refills_the_bucket() -> None:
    clock = Clock()
    throttle = Throttle(RateLimit(calls=2, seconds=1.0), clock)
    throttle.reserve()
    throttle.reserve()
    clock.now += 0.5
    assert [throttle.reserve(), throttle.reserve()] == [0.0, 0.5]


def test_a_long_pause_allows_no_more_than_one_burst() -> None:
    clock = Clock()
    throttle = Throttle(RateLimit(calls=2, seconds=1.0), clock)
    clock.now += 3600
    assert [throttle.reserve() for _ in range(3)] == [0.0, 0.0, 0.5]


def test_a_clock_that_runs_backwards_gives_nothing_away() -> None:
    limit = RateLimit(calls=1, seconds=1.0)
    wait, bucket = reserve(Bucket(0.0, at=10.0), limit, now=5.0)
    assert (wait, bucket) == (1.0, Bucket(-1.0, 10.0))


@pytest.mark.parametrize("figures", [(0, 1.0), (-1, 1.0), (1, 0.0), (1, -1.0), (1, float("nan"))])
def test_figures_that_make_no_rate_are_refused(figures: tuple[int, float]) -> None:
    calls, seconds = figures
    with pytest.raises(ValueError, match="a rate needs calls >= 1 and seconds > 0"):
        RateLimit(calls=calls, seconds=seconds)


steps = st.lists(st.floats(0, 3, allow_nan=False), min_size=1, max_size=60)


@given(calls=st.integers(1, 7), seconds=st.floats(0.1, 10), pauses=steps)
def test_no_window_ever_sees_more_than_a_burst_and_its_refill(
    calls: int, seconds: float, pauses: list[float]
) -> None:
    starts = starts_of(calls, seconds, pauses)
    for place, opened in enumerate(starts):
        # A rounding error of the clock must not count as a call too many.
        inside = [start for start in starts[place:] if start < opened + seconds * (1 - 1e-9)]
        assert len(inside) <= calls + calls


@given(calls=st.integers(1, 7), seconds=st.floats(0.1, 10), pauses=steps)
def test_over_any_stretch_the_rate_is_kept(calls: int, seconds: float, pauses: list[float]) -> None:
    starts = starts_of(calls, seconds, pauses)
    for place, opened in enumerate(starts):
        for count, start in enumerate(starts[place:], start=1):
            assert count <= calls + (start - opened) * calls / seconds + 1 + 1e-6


@given(calls=st.integers(1, 7), seconds=st.floats(0.1, 10), pauses=steps)
def test_calls_start_in_the_order_in_which_they_asked(
    calls: int, seconds: float, pauses: list[float]
) -> None:
    starts = starts_of(calls, seconds, pauses)
    assert all(one <= other + 1e-9 for one, other in pairwise(starts))


def test_threads_share_one_bucket() -> None:
    throttle = Throttle(RateLimit(calls=1, seconds=1.0), Clock())
    waits: list[float] = []
    threads = [
        threading.Thread(target=lambda: waits.extend(throttle.reserve() for _ in range(25)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == [float(place) for place in range(100)]


def starts_of(calls: int, seconds: float, pauses: list[float]) -> list[float]:
    """Return when each call starts if the n-th asks `pauses[n]` seconds after the one before."""
    clock = Clock()
    throttle = Throttle(RateLimit(calls=calls, seconds=seconds), clock)
    starts = []
    for pause in pauses:
        clock.now += pause
        starts.append(clock.now + throttle.reserve())
    return starts
