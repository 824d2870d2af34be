"""Look for false alarms: the unbroken sandbox, both APIs, both dialects, one seed after another.

tests/contract/FALSE_ALARMS.md keeps what was found, a row a run. A run that is there with the same
fuzzer, sandbox, specs and budget is not done again, so that a search can be stopped and taken up.
"""

import multiprocessing
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from hypothesis import configuration

from tooling import fuzz_digest
from tooling.fuzz_mutant import ROOT
from tooling.fuzz_report import failure_lines
from tooling.fuzz_run import run
from tooling.fuzz_sandbox import sandboxed
from tooling.fuzz_settings import Budget
from tooling.fuzz_target import Api, Dialect

FALSE_ALARMS = ROOT / "tests" / "contract" / "FALSE_ALARMS.md"
_HEAD = """# False alarms

Written by `scripts/fuzz --false-alarms`; never by hand. Each row is a run of the fuzzer against the
sandbox as it is: a failure would be a false alarm, or a fault of the sandbox. `excused` counts what
was refused or taken for a reason that no schema can say (`scripts/tooling/fuzz_excuses.py`).
`fuzzer` and `service` are the states that were measured; the service is the sandbox and the specs.

| seed | api | dialect | examples | boundaries | cases | excused | failures | s | fuzzer | service |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """One run: what decides it."""

    seed: int
    api: Api
    dialect: Dialect
    examples: int
    boundaries: int | None


@dataclass(frozen=True, slots=True, order=True)
class Silence:
    """One run that is done: `failures` should be 0. `lines` tell what they were."""

    question: Question
    cases: int
    excused: int
    failures: int
    seconds: int
    fuzzer: str
    service: str
    lines: tuple[str, ...] = ()


def questions(seeds: Sequence[int], budget: Budget) -> list[Question]:
    """Give every run for some seeds."""
    return [
        Question(seed, api, dialect, budget.max_examples, budget.boundaries)
        for seed in seeds
        for api in get_args(Api)
        for dialect in get_args(Dialect)
    ]


def ask(question: Question) -> Silence:
    """Fuzz the sandbox as it is."""
    budget = Budget(question.seed, max_examples=question.examples, boundaries=question.boundaries)
    with sandboxed(question.api, question.dialect, question.seed) as target:
        outcome = run(target, budget)
    return Silence(
        question,
        cases=sum(outcome.cases.values()),
        excused=sum(outcome.excused.values()),
        failures=len(outcome.failures),
        seconds=round(outcome.seconds),
        fuzzer=fuzz_digest.of_fuzzer(),
        service=fuzz_digest.of_service(),
        lines=tuple(failure_lines(outcome)),
    )


def still_true(silences: Iterable[Silence]) -> list[Silence]:
    """Keep the runs of the fuzzer, the sandbox and the specs that there are now."""
    now = (fuzz_digest.of_fuzzer(), fuzz_digest.of_service())
    return [each for each in silences if (each.fuzzer, each.service) == now]


def answers(asked: Sequence[Question], jobs: int) -> Iterator[Silence]:
    """Run in `jobs` processes; give what comes first."""
    with ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_keep_the_tree_clean,
    ) as pool:
        for done in as_completed([pool.submit(ask, question) for question in asked]):
            yield done.result()


def line(silence: Silence) -> str:
    """Say on one line what came of a run."""
    asked = silence.question
    return (
        f"seed {asked.seed} {asked.api} {asked.dialect}: {silence.cases} cases,"
        f" {silence.excused} excused, {silence.failures} failures, {silence.seconds} s"
    )


def read(path: Path = FALSE_ALARMS) -> list[Silence]:
    """Read FALSE_ALARMS.md; empty when it is not there yet."""
    if not path.exists():
        return []
    found = re.findall(r"^\| (\d+) \| (.+) \|$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [_silence(int(seed), rest.split(" | ")) for seed, rest in found]


def as_text(silences: Iterable[Silence]) -> str:
    """Write FALSE_ALARMS.md, by seed."""
    return _HEAD + "".join(
        f"| {each.question.seed} | {each.question.api} | {each.question.dialect}"
        f" | {each.question.examples} | {_boundaries(each.question)} | {each.cases}"
        f" | {each.excused} | {each.failures} | {each.seconds} | {each.fuzzer} | {each.service} |\n"
        for each in sorted(silences)
    )


def write(silences: Iterable[Silence], path: Path = FALSE_ALARMS) -> None:
    """Write FALSE_ALARMS.md."""
    path.write_text(as_text(silences), encoding="utf-8")


def _silence(seed: int, cells: Sequence[str]) -> Silence:
    api, dialect, examples, boundaries, *counts, fuzzer, service = cells
    # The words come out of this module: a row with others is not one of its rows.
    apis: dict[str, Api] = {"daftra": "daftra", "nuvio": "nuvio"}
    dialects: dict[str, Dialect] = {"observed": "observed", "documented": "documented"}
    most = None if boundaries == "all" else int(boundaries)
    question = Question(seed, apis[api], dialects[dialect], int(examples), most)
    cases, excused, failures, seconds = map(int, counts)
    return Silence(question, cases, excused, failures, seconds, fuzzer, service)


def _boundaries(question: Question) -> str:
    return "all" if question.boundaries is None else str(question.boundaries)


def _keep_the_tree_clean() -> None:
    configuration.set_hypothesis_home_dir(tempfile.mkdtemp())
