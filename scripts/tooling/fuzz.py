"""Fuzz the specs against the sandbox, or against live accounts named by the environment.

    specs ──> view of the dialect ──> Schemathesis ──> sandbox, fresh for each run
                                           │
                                           └─> stock checks, own checks ──> failures, table

Run as `scripts/fuzz`. With LEDGERSPAN_FUZZ_DAFTRA_URL and LEDGERSPAN_FUZZ_DAFTRA_API_KEY, or
LEDGERSPAN_FUZZ_NUVIO_URL and LEDGERSPAN_FUZZ_NUVIO_TOKEN, that account is fuzzed in place of the
sandbox: slowly, and only read unless `--writes` is given. Exits 1 when anything failed.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import get_args

from ledgerspan.sandbox import Sandbox

from tooling.fuzz_report import failure_lines, table, write_report
from tooling.fuzz_run import Outcome, run
from tooling.fuzz_settings import Budget
from tooling.fuzz_target import Api, Dialect, Target, TargetError, live_target, sandbox_target

TODAY = date(2026, 7, 1)
"""The day it is in a sandbox that is fuzzed."""
RECORDS = 45
"""Incomes of each company of a sandbox: three pages."""
_PROFILES = {
    "quick": Budget(max_examples=3, boundaries=8),
    "deep": Budget(max_examples=100, shrink=True),
}


def main(argv: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Run what the arguments ask for; give the exit status."""
    options = _parser().parse_args(argv)
    if options.spec_mutants:
        # It starts its sandboxes with this module, so it is found late.
        gate = import_module("tooling.spec_mutants_gate").gate
        return int(gate(options.sample, options.seed, options.jobs))
    profile = _PROFILES[options.profile]
    budget = replace(
        profile, seed=options.seed, max_examples=options.max_examples or profile.max_examples
    )
    outcomes: list[Outcome] = []
    try:
        for target in _targets(options, environment):
            outcomes.append(run(target, budget))
            for line in failure_lines(outcomes[-1]):
                print(line)
    except TargetError as error:
        print(f"scripts/fuzz: {error}", file=sys.stderr)
        return 2
    print(table(outcomes))
    if options.report is not None:
        print(f"report: {write_report(outcomes, options.report)}")
    return 1 if any(outcome.failures for outcome in outcomes) else 0


@contextmanager
def sandboxed(api: Api, dialect: Dialect, seed: int) -> Iterator[Target]:
    """Start a sandbox and aim at it."""
    with Sandbox(seed=seed, records=RECORDS, dialect=dialect, clock=TODAY) as box:
        yield sandbox_target(box, api, dialect, TODAY.isoformat())


def _targets(options: argparse.Namespace, environment: Mapping[str, str]) -> Iterator[Target]:
    apis: Sequence[Api] = get_args(Api) if options.api == "both" else (options.api,)
    dialects: Sequence[Dialect] = (
        get_args(Dialect) if options.dialect == "both" else (options.dialect,)
    )
    for api in apis:
        live = live_target(api, environment, writes=options.writes)
        if live is not None:
            yield live
            continue
        for dialect in dialects:
            with sandboxed(api, dialect, options.seed) as target:
                yield target


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
        choices=tuple(_PROFILES),
        default="quick",
        help="quick: 3 examples and 8 boundaries an operation; deep: 100 and all of them, with"
        " failing cases made small",
    )
    parser.add_argument("--report", type=Path, metavar="DIR", help="write DIR/fuzz.json")
    mutants = parser.add_argument_group("spec mutants", "wrong specs, which must be noticed")
    mutants.add_argument(
        "--spec-mutants",
        action="store_true",
        help="try a sample, print its kill table and write tests/contract/SPEC_KILLS.md",
    )
    mutants.add_argument("--sample", type=int, default=220, help="how many to draw (220)")
    mutants.add_argument("--jobs", type=int, default=2, help="processes at a time (2)")
    parser.add_argument("--writes", action="store_true", help="create and change on live accounts")
    return parser


if __name__ == "__main__":
    sys.exit(main())
