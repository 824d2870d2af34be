"""Prove the fuzzer: `--mutants` shows that it can fail, `--false-alarms` that it does not cry wolf.

Both try what is asked for in several processes, print each result as it comes, and keep what was
measured in tests/contract. The tests run the same code at one seed.
"""

from collections.abc import Sequence

from tooling import fuzz_false_alarms, fuzz_kills
from tooling.fuzz_mutant import mutants
from tooling.fuzz_mutants import Verdict, verdicts
from tooling.fuzz_settings import Budget


class UnknownMutantError(ValueError):
    """A mutant is asked for that there is not; the text names it."""


def seeds_of(text: str) -> tuple[int, ...]:
    """Read `1,2,3` or `1..20`."""
    first, dots, last = text.partition("..")
    if dots:
        return tuple(range(int(first), int(last) + 1))
    return tuple(int(each) for each in text.split(","))


def prove_kills(
    seeds: Sequence[int], max_examples: int, jobs: int, only: Sequence[str] = ()
) -> int:
    """Try the mutants, print the kill table and keep it; give 1 when one survives.

    It is kept only when all were tried and all were killed.
    """
    names = list(only or mutants())
    if unknown := [name for name in names if name not in mutants()]:
        raise UnknownMutantError(f"no mutant is called {', '.join(unknown)}")
    found: list[Verdict] = []
    for verdict in verdicts(names, seeds, max_examples, jobs):
        found.append(verdict)
        _tell(fuzz_kills.line(verdict))
    print(fuzz_kills.table(found))
    alive = [verdict for verdict in found if not verdict.killed]
    print(f"{len(found) - len(alive)} of {len(found)} killed")
    if not alive and len(names) == len(mutants()):
        fuzz_kills.write(fuzz_kills.as_text(found, seeds, max_examples))
    return 1 if alive else 0


def prove_silence(seeds: Sequence[int], budget: Budget, jobs: int) -> int:
    """Look for false alarms and keep what was found; give 1 when there is one."""
    done = fuzz_false_alarms.still_true(fuzz_false_alarms.read())
    wanted = fuzz_false_alarms.questions(seeds, budget)
    kept = [each for each in done if each.question in wanted]
    known = {each.question for each in kept}
    for silence in fuzz_false_alarms.answers(
        [question for question in wanted if question not in known], jobs
    ):
        kept.append(silence)
        # After each run, so that a search that is stopped has not been for nothing.
        fuzz_false_alarms.write(kept)
        _tell(fuzz_false_alarms.line(silence))
        for line in silence.lines:
            _tell(f"    {line}")
    print(fuzz_false_alarms.as_text(kept))
    return 1 if any(each.failures for each in kept) else 0


def _tell(line: str) -> None:
    """Print progress at once, for whoever waits."""
    print(line, flush=True)
