"""Keep what the spec mutants have shown: the kill table, the excuses, and what they hold for."""

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tooling import fuzz_digest
from tooling.bundle import ROOT
from tooling.spec_mutants import VIEWS, View, document_of
from tooling.spec_mutants_run import Verdict

FOLDER = ROOT / "tests" / "contract"
EXCUSES = FOLDER / "spec_survivors.toml"
KILLS = FOLDER / "SPEC_KILLS.md"
TARGET = 95
"""Percent of the mutants that are not equivalent which must be killed."""
_COLUMNS = 5
_SOURCES = ("spec_mutant*.py", "spec_views.py")
_PROSE = frozenset({"description", "summary", "externalDocs", "x-provenance", "x-provenance-note"})


class Excuse(NamedTuple):
    """Say why a survivor may live: the service allows what it says, or the fuzzer is blind."""

    mutant: str
    equivalent: bool
    because: str


class Kills(NamedTuple):
    """Hold the kill table: what was sampled and how, and what came of it."""

    source: str
    seed: int
    served: Mapping[View, int]
    verdicts: tuple[Verdict, ...]


def source() -> str:
    """Return what tells one state of specs, operators and fuzzer from another, prose left out."""
    digest = hashlib.sha256()
    for shown in VIEWS:
        document = _without_prose(document_of(shown))
        digest.update(json.dumps(document, sort_keys=True).encode())
    folder = Path(__file__).parent
    digest.update(fuzz_digest.of_fuzzer().encode())
    for path in sorted(path for pattern in _SOURCES for path in folder.glob(pattern)):
        digest.update(path.name.encode() + fuzz_digest.code_of(path))
    return digest.hexdigest()[:12]


def score(verdicts: Sequence[Verdict], excuses: Iterable[Excuse]) -> float:
    """Return the share in percent of those that are not equivalent which are killed."""
    equivalent = {each.mutant for each in excuses if each.equivalent}
    counted = [each for each in verdicts if not each.unseen and each.name not in equivalent]
    return 100 * sum(1 for each in counted if each.killed_by) / max(len(counted), 1)


def excuses(path: Path = EXCUSES) -> tuple[Excuse, ...]:
    """Read spec_survivors.toml: a table for each survivor, in the order of the file."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Excuse(each["mutant"], kind == "equivalent", each["because"])
        for kind in ("equivalent", "blind")
        for each in told.get(kind, [])
    )


def faults(verdicts: Sequence[Verdict], told: Sequence[Excuse]) -> list[str]:
    """Return what a table and the excuses do not agree on, and a low score."""
    excused = {each.mutant for each in told}
    survivors = {each.name for each in verdicts if not each.killed_by and not each.unseen}
    toml = EXCUSES.name
    found = [f"{name}: neither killed nor in {toml}" for name in sorted(survivors - excused)]
    found += [f"{name}: in {toml}, but not alive" for name in sorted(excused - survivors)]
    if score(verdicts, told) < TARGET:
        found.append(f"{score(verdicts, told):.1f} % are killed, not {TARGET} %")
    return found


def table(verdicts: Sequence[Verdict], told: Sequence[Excuse]) -> str:
    """Write the score of each operator, and then every mutant."""
    alive = {each.mutant: "equivalent" if each.equivalent else "blind" for each in told}
    lines = ["| operator | mutants | killed |", "| --- | --- | --- |"]
    mutants = Counter(each.operator for each in verdicts)
    killed = Counter(each.operator for each in verdicts if each.killed_by)
    lines += [f"| {name} | {count} | {killed[name]} |" for name, count in sorted(mutants.items())]
    lines += ["", "| view | operator | mutant | killed by | seconds |", "| --- " * 5 + "|"]
    for each in verdicts:
        why = "unseen" if each.unseen else alive.get(each.name, "NOT EXCUSED")
        by = ", ".join(each.killed_by) or f"- ({why})"
        row = (str(each.view), each.operator, f"`{each.where}`", by, f"{each.seconds:.1f}")
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def as_text(kills: Kills, told: Sequence[Excuse]) -> str:
    """Return SPEC_KILLS.md."""
    verdicts = kills.verdicts
    killed = sum(1 for each in verdicts if each.killed_by)
    equivalent = sum(1 for each in told if each.equivalent)
    unseen = sum(1 for each in verdicts if each.unseen)
    percent = score(verdicts, told)
    served = ", ".join(f"{view} {count}" for view, count in kills.served.items())
    return f"""# Spec mutants

Written by `scripts/fuzz --spec-mutants`; never by hand. A spec mutant is one small wrong statement
in a fuzz view of the bundle; it is killed when a check fails that is named for its operator and
passes without it. At least {TARGET} % of those are killed that are not equivalent. A survivor is
unseen when nothing that the sandbox has to read breaks it, though everything was looked at; the
others are told in `spec_survivors.toml`, as equivalent or as what the fuzzer is blind to. What
operators leave out, and why, stands in their modules (`scripts/tooling/spec_mutants_*.py`).

* killed: {killed} of {len(verdicts)}, {unseen} unseen, {equivalent} equivalent: {percent:.1f} %
* sampling seed: {kills.seed}
* operations served: {served}
* source: {kills.source}

{table(verdicts, told)}"""


def read(path: Path = KILLS) -> Kills:
    """Read SPEC_KILLS.md."""
    facts: dict[str, str] = {}
    verdicts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("* "):
            name, _, value = line[2:].partition(": ")
            facts[name] = value
        cells = line.strip("| ").split(" | ")
        if len(cells) == _COLUMNS and cells[2].startswith("`"):
            view, operator, where, by, seconds = cells
            killed_by = () if by.startswith("- (") else tuple(by.split(", "))
            unseen = by == "- (unseen)"
            where = where.strip("`")
            verdict = Verdict(_view(view), operator, where, killed_by, float(seconds), unseen)
            verdicts.append(verdict)
    served = (each.rpartition(" ") for each in facts["operations served"].split(", "))
    return Kills(
        source=facts["source"],
        seed=int(facts["sampling seed"]),
        served={_view(view): int(count) for view, _, count in served},
        verdicts=tuple(verdicts),
    )


def _view(text: str) -> View:
    return next(view for view in VIEWS if str(view) == text)


def _without_prose(node: Any) -> Any:
    """Leave out what is for people; a property may be called `description` all the same."""
    if isinstance(node, list):
        return [_without_prose(each) for each in node]
    if isinstance(node, dict):
        return {
            name: _without_prose(each)
            for name, each in node.items()
            if name not in _PROSE or not isinstance(each, str)
        }
    return node
