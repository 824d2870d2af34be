"""Time candidates against each other on a machine that others use too.

    for each round: shuffle ─> for each candidate: collect garbage ─> repeat ─> seconds a run

Within a round all candidates meet the same machine, so ratios are taken round by round and their
median is the result; seconds alone say little.
"""

import gc
import math
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

Candidates = Mapping[str, Callable[[], object]]
Samples = dict[str, list[float]]

LEAST_SAMPLE = 0.005


@contextmanager
def frozen_heap() -> Iterator[None]:
    """Keep what is imported so far out of the garbage collector, which stays on."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def interleaved(
    candidates: Candidates,
    *,
    rounds: int,
    clock: Callable[[], float] = time.process_time,
    least: float = LEAST_SAMPLE,
    seed: int = 0,
) -> Samples:
    """Return the seconds of one run of each candidate, one figure a round.

    `clock` is CPU time of this process by default: right for everything that does not wait.
    Samples shorter than `least` seconds are made of several runs; with 0 each is one cold run.
    """
    order = random.Random(seed)  # noqa: S311  # shuffles, guards nothing
    repeats = {name: _repeats(run, clock, least) for name, run in candidates.items()}
    samples: Samples = {name: [] for name in candidates}
    with frozen_heap():
        for _ in range(rounds):
            for name in order.sample(list(candidates), len(candidates)):
                gc.collect()
                samples[name].append(_timed(candidates[name], repeats[name], clock))
    return samples


def ratios(samples: Samples, base: str) -> dict[str, float]:
    """Return the median over the rounds of each candidate's time divided by that of `base`."""
    return {
        name: statistics.median(
            mine / theirs for mine, theirs in zip(found, samples[base], strict=True)
        )
        for name, found in samples.items()
    }


def _repeats(run: Callable[[], object], clock: Callable[[], float], least: float) -> int:
    if not least:
        return 1
    run()  # builds what is built once: decoders, connections
    return max(1, math.ceil(least / max(_timed(run, 1, clock), 1e-6)))


def _timed(run: Callable[[], object], repeats: int, clock: Callable[[], float]) -> float:
    started = clock()
    for _ in range(repeats):
        run()
    return (clock() - started) / repeats
