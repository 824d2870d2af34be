"""Cut a run into shards, each with a sandbox of its own, and run them in several processes.

    Daftra ── tags in four parts of like size ──┐
    Nuvio ── one part ──────────────────────────┴─ x dialect ──> processes ──> outcomes, archives

The cut does not depend on how many processes there are, so neither does what is found.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tooling.bundle import bundle, view
from tooling.fuzz_har import Tape
from tooling.fuzz_outcome import Outcome
from tooling.fuzz_run import run
from tooling.fuzz_sandbox import sandboxed
from tooling.fuzz_settings import Budget
from tooling.fuzz_target import Api, Dialect
from tooling.openapi import operations

_PARTS: dict[Api, int] = {"daftra": 4, "nuvio": 1}


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the operations of one API in one dialect; `archive` is where its requests go."""

    api: Api
    dialect: Dialect
    budget: Budget
    archive: Path


def shards(
    apis: Sequence[Api], dialects: Sequence[Dialect], budget: Budget, folder: Path
) -> list[Shard]:
    """Cut runs of some APIs in some dialects."""
    found: list[Shard] = []
    for api in apis:
        for dialect in dialects:
            for number, names in enumerate(_parts(api, dialect, budget)):
                archive = folder / f"{api}.{dialect}.{number}.har"
                part = replace(budget, operations=names)
                found.append(Shard(api, dialect, part, archive))
    return found


def run_all(work: Sequence[Shard], jobs: int) -> Iterator[Outcome]:
    """Run shards, `jobs` at a time; outcomes come in the order of the shards."""
    if jobs == 1 or len(work) == 1:
        yield from map(run_shard, work)
        return
    # A forked process would inherit the locks of a sandbox's thread, but not the thread.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        yield from pool.map(run_shard, work)


def run_shard(shard: Shard) -> Outcome:
    """Run one shard against a fresh sandbox."""
    with (
        sandboxed(shard.api, shard.dialect, shard.budget.seed) as target,
        Tape(shard.archive, target.secrets) as tape,
    ):
        return run(target, shard.budget, listener=tape.write)


def merged(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Add up the outcomes of the shards of one API and dialect."""
    whole: dict[tuple[str, str], Outcome] = {}
    for each in outcomes:
        found = whole.setdefault((each.target.api, each.target.dialect), Outcome(each.target))
        for phase, labels in each.called.items():
            found.called[phase] |= labels
        found.cases += each.cases
        found.judged += each.judged
        found.excused += each.excused
        found.repeats += each.repeats
        found.failures += each.failures
        found.left += each.left
        found.seconds += each.seconds
    return list(whole.values())


def _parts(api: Api, dialect: Dialect, budget: Budget) -> list[tuple[str, ...]]:
    """Share the tags out: each goes to the part that has least."""
    by_tag: dict[str, list[str]] = {}
    for operation in operations(view(bundle(api), f"fuzz-{dialect}")):
        if budget.allows(operation.id):
            by_tag.setdefault(str(operation.node["tags"][0]), []).append(operation.id)
    parts: list[list[str]] = [[] for _ in range(_PARTS[api])]
    for tag in sorted(by_tag, key=lambda name: (-len(by_tag[name]), name)):
        min(parts, key=len).extend(by_tag[tag])
    return [tuple(part) for part in parts if part]
