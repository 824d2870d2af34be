"""Plant small faults in the wrapper's pure modules and tell which of them no test notices.

    copy a module ─> mutmut changes one thing at a time ─> the tests of that module run on each

A change that no test notices is a survivor. Each is either killed by a new test or excused in
tests/mutation/survivors.toml with a reason; tests/mutation/SCORES.md keeps the scores. Excuses do
not raise a score. Functions and plain methods are changed; module constants and properties are
not, since mutmut cannot. All modules take some twenty minutes on one core.
"""

import argparse
import datetime
import sys
from collections.abc import Sequence

from tooling import mutate_record, mutate_run
from tooling.mutate_record import TARGET, Excuse, Score, Scores
from tooling.mutate_run import MODULES, MutationError, Result


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and record; return 1 for a low score or a survivor without an excuse."""
    options = _parser().parse_args(argv)
    scores, excuses = mutate_record.scores(), mutate_record.excuses()
    modules = options.modules or [*MODULES]
    if options.changed:
        modules = [name for name in modules if _is_stale(name, scores)]
    if not modules:
        print("nothing has changed since it was measured")
        return 0
    wrong: list[str] = []
    for module in modules:
        try:
            result = mutate_run.run(module, jobs=options.jobs)
        except MutationError as fault:
            print(f"scripts/mutate: {module}: {fault}", file=sys.stderr)
            return 2
        _print(result, excuses)
        wrong += faults_of(result, excuses)
        if not options.check:
            # After each module, so that a run that is stopped has not been for nothing.
            scores[module] = _score(result)
            mutate_record.write(scores)
    for each in wrong:
        print(f"scripts/mutate: {each}", file=sys.stderr)
    return 1 if wrong else 0


def faults_of(result: Result, excuses: Sequence[Excuse]) -> list[str]:
    """Return what a result and the excuses for its module do not agree on, and a low score."""
    faults = []
    if result.score < TARGET:
        faults.append(f"{result.module}: {result.score:.1f} % are killed, not {TARGET} %")
    excused = [each.survivor for each in excuses if each.survivor.module == result.module]
    faults += [
        f"{each}: neither killed nor excused in {mutate_record.EXCUSES.name}"
        for each in result.survivors
        if each not in excused
    ]
    faults += [
        f"{each}: excused, but there is no such survivor: remove the excuse"
        for each in excused
        if each not in result.survivors
    ]
    return faults


def _print(result: Result, excuses: Sequence[Excuse]) -> None:
    told = f"{result.killed} of {result.mutants} killed, {result.score:.1f} %"
    print(f"\n{result.module}: {told}", flush=True)
    reasons = {each.survivor: each.because for each in excuses}
    for survivor in result.survivors:
        print(f"  {survivor.function}")
        print(f"    - {survivor.was}")
        print(f"    + {survivor.becomes}")
        print(f"    {reasons.get(survivor, 'NOT EXCUSED')}")


def _is_stale(module: str, scores: Scores) -> bool:
    return module not in scores or scores[module].source != mutate_run.digest(module)


def _score(result: Result) -> Score:
    return Score(
        mutants=result.mutants,
        killed=result.killed,
        source=mutate_run.digest(result.module),
        measured=datetime.datetime.now(tz=datetime.UTC).date(),
    )


def _module(name: str) -> str:
    if name not in MODULES:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(MODULES)}")
    return name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/mutate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "modules", nargs="*", type=_module, metavar="module", help=f"all of: {', '.join(MODULES)}"
    )
    parser.add_argument(
        "--check", action="store_true", help="do not write tests/mutation/SCORES.md"
    )
    parser.add_argument(
        "--changed", action="store_true", help="only what has changed since it was measured"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="faults tried at a time")
    return parser


if __name__ == "__main__":
    sys.exit(main())
