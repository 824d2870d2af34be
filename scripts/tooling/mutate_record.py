"""Keep what mutation has shown: the scores, and the excuses for what survives."""

import datetime
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tooling.mutate_run import MODULES, ROOT, Survivor, one_line

FOLDER = ROOT / "tests" / "mutation"
EXCUSES = FOLDER / "survivors.toml"
SCORES = FOLDER / "SCORES.md"
TARGET = 85

_HEAD = f"""# Mutation scores

Written by `scripts/mutate`; never by hand. A mutant is a small change of a function; it is killed
when a test that was written for its module fails or does not end. At least {TARGET} % of each
module's are; the others are excused one by one in `survivors.toml`, which does not raise the score.
`source` is the state that was measured: `scripts/mutate --changed` measures what has changed since.

| module | mutants | killed | score | source | measured |
| --- | --- | --- | --- | --- | --- |
"""


class Score(NamedTuple):
    """Hold what one module reached: `source` is its digest, `measured` the day."""

    mutants: int
    killed: int
    source: str
    measured: datetime.date

    @property
    def percent(self) -> float:
        """Return the share of killed mutants."""
        return 100 * self.killed / self.mutants


class Excuse(NamedTuple):
    """Say why a survivor may live."""

    survivor: Survivor
    because: str


Scores = Mapping[str, Score]


def excuses(path: Path = EXCUSES) -> tuple[Excuse, ...]:
    """Read survivors.toml: a table for each survivor, in the order of the file."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))["survivor"]
    return tuple(
        Excuse(
            Survivor(
                each["module"],
                each["function"],
                one_line(each["was"]),
                one_line(each["becomes"]),
            ),
            each["because"],
        )
        for each in told
    )


def scores(path: Path = SCORES) -> dict[str, Score]:
    """Read SCORES.md; empty when it is not there yet."""
    if not path.exists():
        return {}
    found = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        # The modules stand in code; the head of the table does not.
        if not row.startswith("| `"):
            continue
        module, mutants, killed, _, source, measured = row.strip("| ").split(" | ")
        day = datetime.date.fromisoformat(measured)
        found[module.strip("`")] = Score(int(mutants), int(killed), source, day)
    return found


def as_text(found: Scores) -> str:
    """Return SCORES.md: a row for each module that was measured, in the order of MODULES."""
    return _HEAD + "".join(
        f"| `{module}` | {score.mutants} | {score.killed} | {score.percent:.1f} % "
        f"| {score.source} | {score.measured} |\n"
        for module in MODULES
        if (score := found.get(module))
    )


def write(found: Scores, path: Path = SCORES) -> None:
    """Write SCORES.md."""
    path.write_text(as_text(found), encoding="utf-8")
