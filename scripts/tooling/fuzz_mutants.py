"""Try deliberate faults: each must be noticed by its own checks, and the control by none.

    mutant ──> patch the sandbox ──> fuzz where it can show ──> checks that failed
    control ─> wrap, change nothing ──> the same budget ──────> none of them

A mutant is killed when every check that it names fails, and none of them fails on the control
under the same setting and seed: a check that fails anyway has seen no fault.
"""

import multiprocessing
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import configuration
from ledgerspan.sandbox.database import forget_images

from tooling.bundle import bundle, view
from tooling.fuzz_mutant import CONTROL, Setting, control, mutants
from tooling.fuzz_outcome import Outcome
from tooling.fuzz_run import run
from tooling.fuzz_sandbox import sandboxed
from tooling.fuzz_settings import place_of_phase
from tooling.fuzz_target import Api, Dialect
from tooling.openapi import Node


@dataclass(frozen=True, slots=True)
class Sight:
    """What a run of one mutant or of the control saw: checks that failed, by their first phase."""

    name: str
    setting: Setting
    seed: int
    failed: dict[str, str]
    seconds: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a mutant was killed, by which phase, and what kept it alive otherwise."""

    name: str
    seed: int
    phase: str
    seconds: float
    missed: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    """Killers that fail on the control, too."""

    @property
    def killed(self) -> bool:
        """Whether all named checks failed, for this fault alone."""
        return not self.missed and not self.blind


def look(name: str, seed: int, max_examples: int) -> Sight:
    """Fuzz the sandbox with one fault in it."""
    mutant = mutants()[name]
    with pytest.MonkeyPatch.context() as patch:
        mutant.break_it(patch)
        return _sight(name, mutant.setting, seed, max_examples)


def look_at_control(setting: Setting, seed: int, max_examples: int) -> Sight:
    """Fuzz the sandbox with no fault in it, though everything is wrapped."""
    with pytest.MonkeyPatch.context() as patch:
        control()(patch)
        return _sight(CONTROL, setting, seed, max_examples)


def judge(sight: Sight, unbroken: Sight) -> Verdict:
    """Say whether a mutant was killed."""
    killers = sorted(mutants()[sight.name].killers)
    phases = [sight.failed[check] for check in killers if check in sight.failed]
    return Verdict(
        name=sight.name,
        seed=sight.seed,
        phase=min(phases, key=place_of_phase, default=""),
        seconds=sight.seconds,
        missed=tuple(check for check in killers if check not in sight.failed),
        blind=tuple(check for check in killers if check in unbroken.failed),
    )


def verdicts(
    names: Sequence[str], seeds: Sequence[int], max_examples: int, jobs: int
) -> Iterator[Verdict]:
    """Try mutants in `jobs` processes, each run in a sandbox of its own; give what comes first.

    A control is run once for each setting and seed.
    """
    listed = mutants()
    settings = dict.fromkeys(listed[name].setting for name in names)
    with ProcessPoolExecutor(
        # The sandbox has threads: what is forked could wait for ever.
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_keep_the_tree_clean,
    ) as pool:
        for seed in seeds:
            controls = {
                setting: pool.submit(look_at_control, setting, seed, max_examples)
                for setting in settings
            }
            tried = [pool.submit(look, name, seed, max_examples) for name in names]
            for done in as_completed(tried):
                sight = done.result()
                yield judge(sight, controls[sight.setting].result())


def _sight(name: str, setting: Setting, seed: int, max_examples: int) -> Sight:
    # A fault in what seeds use would be kept, or one made before it be missed.
    forget_images()
    started = time.monotonic()
    try:
        with sandboxed(setting.api, setting.dialect, seed) as target:
            document = _document(setting.api, setting.dialect)
            outcome = run(target, setting.budget(seed, max_examples), document)
    finally:
        forget_images()
    return Sight(name, setting, seed, _first_phases(outcome), time.monotonic() - started)


@cache
def _document(api: Api, dialect: Dialect) -> Node:
    """Bundle a spec once: that takes longer than most runs do."""
    return view(bundle(api), f"fuzz-{dialect}")


def _first_phases(outcome: Outcome) -> dict[str, str]:
    """Give the first phase in which each check failed."""
    failed: dict[str, str] = {}
    for found in outcome.failures:
        earlier = failed.get(found.check, found.phase)
        failed[found.check] = min(earlier, found.phase, key=place_of_phase)
    return failed


def _keep_the_tree_clean() -> None:
    configuration.set_hypothesis_home_dir(tempfile.mkdtemp())
