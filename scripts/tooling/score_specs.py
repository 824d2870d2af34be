"""Keep the scores that Redocly gives the bundles in specs/README.md.

    specs/dist/<api>.json ──redocly score──> a table between two markers of specs/README.md

Run as `scripts/score-specs`; `--check` only compares. The score is Redocly's view of how well a
program can work with a description that it has never seen, from 0 to 100.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from tooling.bundle import APIS, SPECS
from tooling.node_tools import NodeMissingError, run

README = SPECS / "README.md"
BEGIN, END = "<!-- scores: written by scripts/score-specs -->\n", "<!-- end of scores -->"
SUBSCORES = (
    ("documentationQuality", "descriptions"),
    ("exampleCoverage", "examples"),
    ("errorClarity", "errors"),
    ("parameterSimplicity", "parameters"),
    ("constraintClarity", "constraints"),
    ("dependencyClarity", "dependencies"),
    ("identifierClarity", "identifiers"),
    ("schemaSimplicity", "flat schemas"),
    ("polymorphismClarity", "no unions"),
)


def table(reports: dict[str, dict[str, Any]]) -> str:
    """Return the table of scores: one column an API, from Redocly's reports."""
    lines = [
        "| score | " + " | ".join(reports) + " |",
        "|---|" + "---:|" * len(reports),
        _row("agent readiness", [f"{each['agentReadiness']:.1f}" for each in reports.values()]),
        _row("discoverability", [f"{each['discoverability']:.1f}" for each in reports.values()]),
    ]
    lines += [
        _row(name, [f"{100 * each['subscores'][key]:.0f} %" for each in reports.values()])
        for key, name in SUBSCORES
    ]
    return "\n".join(lines) + "\n"


def replaced(text: str, content: str) -> str:
    """Return a text with what stands between the two markers replaced."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{content}{END}{after}"


def score(api: str) -> dict[str, Any]:
    """Return what Redocly reports about a committed bundle; raises NodeMissingError."""
    bundle = SPECS / "dist" / f"{api}.json"
    report: dict[str, Any] = json.loads(run("redocly", ["score", str(bundle), "--format", "json"]))
    return report


def main(argv: Sequence[str] | None = None) -> int:
    """Write the scores, or with --check compare; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="scripts/score-specs", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when stale")
    options = parser.parse_args(argv)
    try:
        content = table({api: score(api) for api in APIS})
    except NodeMissingError as fault:
        print(f"\n*** SKIPPED: the scores were not looked at: {fault} ***\n", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    text = README.read_text(encoding="utf-8")
    fresh = replaced(text, content)
    if options.check and fresh != text:
        print("specs/README.md: the scores are stale; run scripts/score-specs", file=sys.stderr)
        return 1
    if fresh != text:
        README.write_text(fresh, encoding="utf-8")
    return 0


def _row(name: str, values: list[str]) -> str:
    return f"| {name} | " + " | ".join(values) + " |"


if __name__ == "__main__":
    sys.exit(main())
