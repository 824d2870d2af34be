"""Try a sample of the spec mutants in a few processes, and say what came of it.

sample ─> by view, in small parts ─> processes, each with its laboratories ─> table, record
"""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from tooling import spec_mutants_record as record
from tooling.spec_mutants import VIEWS, Placed, View, sampled
from tooling.spec_mutants_record import Kills
from tooling.spec_mutants_run import Laboratory, Verdict

_PART = 6
"""Mutants that a process takes at a time: few, so that none waits for the other at the end."""


def gate(sample: int, seed: int, jobs: int) -> int:
    """Sample, try, print and record; return 1 for a low score or a survivor without an excuse."""
    laboratories = [laboratory(shown) for shown in VIEWS]
    everything = [
        Placed(each.view, mutant) for each in laboratories for mutant in each.mutants.values()
    ]
    drawn = sampled(everything, sample, seed)
    print(f"{len(drawn)} of {len(everything)} spec mutants, {jobs} at a time", file=sys.stderr)
    kills = Kills(
        source=record.source(),
        seed=seed,
        served={each.view: len(each.reach.operations) for each in laboratories},
        verdicts=tuple(verdicts(drawn, jobs)),
    )
    told = record.excuses()
    record.KILLS.write_text(record.as_text(kills, told), encoding="utf-8")
    print(record.table(kills.verdicts, told))
    wrong = record.faults(kills.verdicts, told)
    for each in wrong:
        print(f"scripts/fuzz: {each}", file=sys.stderr)
    print(f"{record.score(kills.verdicts, told):.1f} % killed of those that are not equivalent")
    return 1 if wrong else 0


def verdicts(drawn: Sequence[Placed], jobs: int) -> Iterator[Verdict]:
    """Try mutants in `jobs` processes; verdicts come in the order of the sample."""
    parts = [
        (view, names[start : start + _PART])
        for view in VIEWS
        if (names := [each.mutant.name for each in drawn if each.view == view])
        for start in range(0, len(names), _PART)
    ]
    # A sandbox has a thread of its own, so a process is started afresh and not forked.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as processes:
        for done in processes.map(judged, parts):
            for verdict in done:
                print(_mark(verdict), end="", file=sys.stderr, flush=True)
                yield verdict
    print(file=sys.stderr)


def _mark(verdict: Verdict) -> str:
    return "." if verdict.killed_by else "u" if verdict.unseen else "S"


def judged(part: tuple[View, Sequence[str]]) -> list[Verdict]:
    """Try a few mutants of one view, given by name."""
    view, names = part
    there = laboratory(view)
    return [there.judge(there.mutants[name]) for name in names]


@cache
def laboratory(shown: View) -> Laboratory:
    """Set a laboratory up, once a process."""
    return Laboratory.of(shown)
