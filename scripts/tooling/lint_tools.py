"""Lint the bundles with the linters that everybody knows: Redocly and Spectral.

    specs/dist/<api>.json ─┬─ redocly lint, recommended-strict and more ─┐
                           └─ spectral lint, spectral:oas ───────────────┼─> findings
                                    scripts/node/ignored.toml, reasoned ─┘

Neither sees everything: of 24 seeded defects Redocly found 18, Spectral 18, both 21. The rest is
what our own rules are for.
"""

import json
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from tooling.finding import Finding
from tooling.node_tools import FOLDER, run
from tooling.openapi import pointer_to

IGNORED = FOLDER / "ignored.toml"
# Both tools exit with 1 when they found something; that is an answer.
FOUND = (0, 1)


class Ignored(NamedTuple):
    """A finding that stays, told by rule, API and pointer (`*` stands for anything), and why."""

    rule: str
    api: str
    pointer: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether this entry speaks of a finding."""
        return (
            self.rule == finding.rule
            and self.api == finding.source
            and fnmatchcase(finding.place, self.pointer)
        )


def tool_findings(api: str, bundle: Path) -> Iterator[Finding]:
    """Yield what both linters find in a bundle; raises NodeMissingError without Node."""
    yield from _redocly(api, bundle)
    yield from _spectral(api, bundle)


def ignored(file: Path = IGNORED) -> list[Ignored]:
    """Return the findings that stay, each with its reason."""
    entries: list[dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8")).get(
        "ignore", []
    )
    return [Ignored(**entry) for entry in entries]


def remaining(findings: list[Finding], entries: list[Ignored]) -> list[str]:
    """Return the findings that no entry covers, and the entries that cover nothing."""
    open_ones = [str(each) for each in findings if not any(e.covers(each) for e in entries)]
    needless = [
        f"{IGNORED.name}: {entry.rule} at {entry.api} {entry.pointer} covers nothing; remove it"
        for entry in entries
        if not any(entry.covers(each) for each in findings)
    ]
    return [*open_ones, *needless]


def _redocly(api: str, bundle: Path) -> Iterator[Finding]:
    config = str(FOLDER / "redocly.yaml")
    options = ["--config", config, "--format", "json", "--max-problems", "10000"]
    report = json.loads(run("redocly", ["lint", str(bundle), *options], allowed=FOUND))
    for each in report["problems"]:
        pointer = each["location"][0]["pointer"].removeprefix("#")
        yield Finding(api, pointer, f"redocly {each['ruleId']}", each["message"])


def _spectral(api: str, bundle: Path) -> Iterator[Finding]:
    options = ["--ruleset", str(FOLDER / "spectral.yaml"), "--format", "json", "--quiet"]
    report: list[dict[str, Any]] = json.loads(
        run("spectral", ["lint", str(bundle), *options, "--fail-severity", "hint"], allowed=FOUND)
    )
    for each in report:
        pointer = pointer_to(*map(str, each["path"]))
        yield Finding(api, pointer, f"spectral {each['code']}", each["message"])
