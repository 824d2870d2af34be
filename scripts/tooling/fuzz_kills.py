"""The kill table: what killed each mutant, in which phase, in how many seconds.

Printed by `scripts/fuzz --mutants`, and kept in tests/contract/KILLS.md when all were tried.
"""

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tooling import fuzz_digest
from tooling.fuzz_mutant import ROOT, Mutant, mutants
from tooling.fuzz_mutants import Verdict
from tooling.fuzz_settings import place_of_phase

KILLS = ROOT / "tests" / "contract" / "KILLS.md"
_HEAD = """# The kill table

Written by `scripts/fuzz --mutants`; never by hand. Each row is a fault that a test patches into the
sandbox. All checks it names must fail, and none of them may fail on the control, which wraps the
same functions and changes nothing. `phase` is the first that showed it and `seconds` how long a run
took, the median, at {max_examples} examples for the seeds {seeds}.

`source` is the fault that was measured. It was measured with the fuzzer of state {fuzzer}. A change
of the sandbox or of the specs makes no row stale: the tests try every mutant on them, at a seed of
their own.

| mutant | what is wrong | api | resource | killed by | phase | seconds | source |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""
_COLUMNS = ("mutant", "api", "resource", "seed", "killed by", "phase", "seconds")
_ROW = re.compile(
    r"^\| `(\w+)` \| (.+?) \| (\w+) \| (.+?) \| (.+?) \| .*\| (\w+) \|$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Row:
    """What KILLS.md says of a mutant, but for how it was killed."""

    name: str
    sentence: str
    api: str
    resource: str
    killers: frozenset[str]
    source: str


def row_of(mutant: Mutant) -> Row:
    """Give the row that a mutant must have."""
    return Row(
        mutant.name,
        mutant.sentence,
        mutant.setting.api,
        mutant.resource,
        mutant.killers,
        fuzz_digest.of_mutant(mutant),
    )


def rows(text: str) -> list[Row]:
    """Read the rows of KILLS.md."""
    return [
        Row(name, sentence, api, resource, frozenset(re.findall(r"`(\w+)`", killers)), source)
        for name, sentence, api, resource, killers, source in _ROW.findall(text)
    ]


def fuzzer_of(text: str) -> str:
    """Read which fuzzer KILLS.md was measured with."""
    found = re.search(r"fuzzer of state (\w+)", text)
    return "" if found is None else found[1]


def line(verdict: Verdict) -> str:
    """Say on one line what came of one mutant at one seed."""
    mutant = mutants()[verdict.name]
    told = f"{mutant.setting.api} {mutant.resource}: {verdict.name}, seed {verdict.seed}"
    if verdict.killed:
        return f"killed    {told}: {verdict.phase}, {verdict.seconds:.1f} s"
    reasons = [f"{check} did not fail" for check in verdict.missed]
    reasons += [f"{check} fails on the control" for check in verdict.blind]
    return f"SURVIVES  {told}: {', '.join(reasons)}"


def table(found: Iterable[Verdict]) -> str:
    """Draw the kill table for a terminal, a row a run."""
    listed = [_COLUMNS, *(_cells(verdict) for verdict in sorted(found, key=_order))]
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in listed
    )


def as_text(found: Iterable[Verdict], seeds: Sequence[int], max_examples: int) -> str:
    """Write KILLS.md: a row for each mutant, in the order they are listed in."""
    verdicts = list(found)
    head = _HEAD.format(
        max_examples=max_examples,
        seeds=", ".join(map(str, seeds)),
        fuzzer=fuzz_digest.of_fuzzer(),
    )
    return head + "".join(
        _written(mutant, [each for each in verdicts if each.name == mutant.name])
        for mutant in mutants().values()
    )


def write(text: str, path: Path = KILLS) -> None:
    """Write KILLS.md."""
    path.write_text(text, encoding="utf-8")


def _cells(verdict: Verdict) -> tuple[str, ...]:
    mutant = mutants()[verdict.name]
    killers = " ".join(sorted(mutant.killers)) if verdict.killed else "SURVIVES"
    return (
        verdict.name,
        mutant.setting.api,
        mutant.resource,
        str(verdict.seed),
        killers,
        verdict.phase,
        f"{verdict.seconds:.1f}",
    )


def _order(verdict: Verdict) -> tuple[int, int]:
    return [*mutants()].index(verdict.name), verdict.seed


def _written(mutant: Mutant, verdicts: Sequence[Verdict]) -> str:
    row = row_of(mutant)
    phases = sorted({each.phase for each in verdicts}, key=place_of_phase)
    killers = " ".join(f"`{check}`" for check in sorted(row.killers))
    seconds = statistics.median(each.seconds for each in verdicts)
    return (
        f"| `{row.name}` | {row.sentence} | {row.api} | {row.resource} | {killers}"
        f" | {', '.join(phases)} | {seconds:.1f} | {row.source} |\n"
    )
