"""How candidates are timed, shown with a clock that is moved by hand."""

import gc
from collections.abc import Callable

import pytest
from tooling.bench_clock import frozen_heap, interleaved, ratios


class HandClock:
    """A clock that only runs when somebody works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float) -> Callable[[], None]:
        """Return a candidate that takes so long."""

        def run() -> None:
            self.now += seconds

        return run


def test_each_candidate_gets_one_sample_a_round() -> None:
    clock = HandClock()
    samples = interleaved({"a": clock.work(2.0), "b": clock.work(3.0)}, rounds=4, clock=clock)
    assert samples == {"a": [2.0] * 4, "b": [3.0] * 4}


def test_a_short_candidate_is_repeated_until_a_sample_is_long_enough() -> None:
    clock, runs = HandClock(), []

    def short() -> None:
        runs.append(1)
        clock.now += 1.0

    samples = interleaved({"short": short}, rounds=1, clock=clock, least=10.0)
    assert samples == {"short": [1.0]}
    # One to warm up, one to see how long it takes, ten for the sample.
    assert len(runs) == 12


def test_without_a_least_time_a_sample_is_one_run_and_nothing_is_warmed_up() -> None:
    clock, runs = HandClock(), []
    interleaved({"long": lambda: runs.append(1)}, rounds=2, clock=clock, least=0.0)
    assert len(runs) == 2


def test_a_ratio_compares_within_the_round_so_a_slow_round_does_not_count() -> None:
    samples = {"base": [1.0, 10.0, 1.0], "ours": [1.5, 15.0, 1.5]}
    assert ratios(samples, "base") == {"base": 1.0, "ours": 1.5}


def test_the_garbage_collector_is_left_as_it_was_found() -> None:
    frozen = gc.get_freeze_count()
    with frozen_heap():
        assert gc.get_freeze_count() > frozen
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_the_heap_is_thawed_even_when_a_candidate_fails() -> None:
    def fails() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interleaved({"fails": fails}, rounds=1, least=0.0)
    assert gc.get_freeze_count() == 0
