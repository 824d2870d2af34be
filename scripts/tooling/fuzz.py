"""Fuzz the specs against the sandbox, or against live accounts named by the environment.

    specs ──> view of the dialect ──> Schemathesis ──> sandbox, fresh for each shard
                                           │
                                           └─> stock checks, own checks ──> failures, reports

Run as `scripts/fuzz`. With LEDGERSPAN_FUZZ_DAFTRA_URL and LEDGERSPAN_FUZZ_DAFTRA_API_KEY, or
LEDGERSPAN_FUZZ_NUVIO_URL and LEDGERSPAN_FUZZ_NUVIO_TOKEN, that account is fuzzed in place of the
sandbox: slowly, and only read unless `--writes` is given, which creates records, changes and
deletes these alone, and deletes them in the end. Exits 1 when anything failed.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from tooling import spec_mutants_gate
from tooling.fuzz_coverage import PAGE, coverage_lines, coverages, page, read_reasons
from tooling.fuzz_har import Tape
from tooling.fuzz_outcome import Outcome, complete_phases
from tooling.fuzz_proofs import UnknownMutantError, prove_kills, prove_silence, seeds_of
from tooling.fuzz_report import failure_lines, progress_line, table, write_report
from tooling.fuzz_run import run
from tooling.fuzz_sandbox import RECORDS, TODAY, sandboxed
from tooling.fuzz_second_opinion import opinion_lines
from tooling.fuzz_settings import Budget
from tooling.fuzz_shards import merged, run_all, shards
from tooling.fuzz_target import Api, Dialect, Target, TargetError, live_target

__all__ = ["PROFILES", "RECORDS", "TODAY", "main", "sandboxed"]

_KILL_EXAMPLES = 10
PROFILES = {
    "quick": Budget(max_examples=3, boundaries=8, weather=True),
    "deep": Budget(max_examples=100, shrink=True, weather=True),
    "live": Budget(max_examples=2, boundaries=4),
}

SILENCE = Budget(max_examples=1, boundaries=2)
"""How far a false alarm is looked for at each of twenty seeds; the quick profile looks further."""


def main(argv: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Run what the arguments ask for; give the exit status."""
    options = _parser().parse_args(argv)
    if options.spec_mutants:
        return spec_mutants_gate.gate(options.sample, options.seed, max(2, options.jobs))
    if options.mutants or options.false_alarms:
        return _prove(options)
    outcomes: list[Outcome] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        try:
            for outcome in _outcomes(options, environment, folder):
                outcomes.append(outcome)
                print(progress_line(outcome), file=sys.stderr, flush=True)
        except TargetError as error:
            print(f"scripts/fuzz: {error}", file=sys.stderr)
            return 2
        outcomes = merged(outcomes)
        for outcome in outcomes:
            complete_phases(outcome, _budget(options))
            for line in failure_lines(outcome):
                print(line)
        print(table(outcomes))
        _report(options, outcomes, sorted(folder.glob("*.har")))
    return 1 if any(outcome.failures for outcome in outcomes) else 0


def _report(
    options: argparse.Namespace, outcomes: Sequence[Outcome], archives: Sequence[Path]
) -> None:
    if options.report is not None:
        print(f"report: {write_report(outcomes, archives, options.report)}")
    if options.coverage:
        reached = coverages(archives)
        print("\n".join(coverage_lines(reached)))
        if options.coverage == "write":
            PAGE.write_text(page(reached, read_reasons()), encoding="utf-8")
    if options.second_opinion:
        print("\n".join(opinion_lines(archives)))


def _prove(options: argparse.Namespace) -> int:
    if options.false_alarms:
        examples = options.max_examples or SILENCE.max_examples
        budget = replace(SILENCE, max_examples=examples)
        return prove_silence(options.seeds or seeds_of("1..20"), budget, options.jobs)
    examples = options.max_examples or _KILL_EXAMPLES
    seeds = options.seeds or seeds_of("1,2,3")
    try:
        return prove_kills(seeds, examples, options.jobs, options.only)
    except UnknownMutantError as unknown:
        print(f"scripts/fuzz: {unknown}", file=sys.stderr)
        return 2


def _outcomes(
    options: argparse.Namespace, environment: Mapping[str, str], folder: Path
) -> Iterator[Outcome]:
    apis: Sequence[Api] = get_args(Api) if options.api == "both" else (options.api,)
    dialects: Sequence[Dialect] = (
        get_args(Dialect) if options.dialect == "both" else (options.dialect,)
    )
    live = {api: live_target(api, environment, writes=options.writes) for api in apis}
    targets = [target for target in live.values() if target is not None]
    if options.profile == "live" and not targets:
        raise TargetError("--profile live needs an account in the environment; see --help")
    budget = _budget(options)
    for target in targets:
        yield _run_live(target, budget, folder)
    if options.profile != "live":
        boxed = [api for api, target in live.items() if target is None]
        yield from run_all(shards(boxed, dialects, budget, folder), options.jobs)


def _run_live(target: Target, budget: Budget, folder: Path) -> Outcome:
    with Tape(folder / f"{target.api}.live.har", target.secrets) as tape:
        return run(target, budget, listener=tape.write)


def _budget(options: argparse.Namespace) -> Budget:
    profile = PROFILES[options.profile]
    return replace(
        profile, seed=options.seed, max_examples=options.max_examples or profile.max_examples
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--api", choices=(*get_args(Api), "both"), default="both")
    parser.add_argument("--dialect", choices=(*get_args(Dialect), "both"), default="both")
    parser.add_argument("--seed", type=int, default=0, help="same seed, same requests (0)")
    parser.add_argument("--max-examples", type=int, help="generated cases an operation")
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        default="quick",
        help="quick: 3 examples and 8 boundaries an operation; deep: 100 and all of them, with"
        " failing cases made small; live: 2 and 4, of live accounts alone",
    )
    parser.add_argument("--jobs", type=int, default=1, help="processes (1); finds the same")
    parser.add_argument(
        "--report", type=Path, metavar="DIR", help="write fuzz.json, fuzz.har and junit.xml there"
    )
    parser.add_argument(
        "--coverage",
        nargs="?",
        choices=("print", "write"),
        const="print",
        help="say what of the specs was reached; write: into tests/contract/COVERAGE.md too",
    )
    parser.add_argument(
        "--second-opinion", action="store_true", help="let Redocly count the same (needs Node)"
    )
    mutants = parser.add_argument_group("spec mutants", "wrong specs, which must be noticed")
    mutants.add_argument(
        "--spec-mutants",
        action="store_true",
        help="try a sample, print its kill table and write tests/contract/SPEC_KILLS.md",
    )
    mutants.add_argument("--sample", type=int, default=220, help="how many to draw (220)")
    parser.add_argument("--writes", action="store_true", help="create and change on live accounts")
    proofs = parser.add_argument_group("proofs of the fuzzer itself, against the sandbox")
    kinds = proofs.add_mutually_exclusive_group()
    kinds.add_argument(
        "--mutants",
        action="store_true",
        help="try deliberate faults, 10 examples an operation; writes tests/contract/KILLS.md",
    )
    kinds.add_argument(
        "--false-alarms",
        action="store_true",
        help="look for failures where nothing is wrong, 1 example and 2 boundaries an operation;"
        " writes tests/contract/FALSE_ALARMS.md, and goes on where it was stopped",
    )
    proofs.add_argument(
        "--seeds",
        type=seeds_of,
        help="1,2,3 or 1..20 (those of the faults are 1,2,3, of false alarms 1..20)",
    )
    proofs.add_argument(
        "--only", nargs="+", default=(), metavar="MUTANT", help="these faults alone"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
