"""Say what the runs found: each failure with the lines that repeat it, then one table.

Reports are a folder: fuzz.json, fuzz.har and junit.xml. Secrets are masked everywhere.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tooling.fuzz_har import joined
from tooling.fuzz_junit import junit
from tooling.fuzz_outcome import Outcome

_COLUMNS = ("api", "dialect", "operations", "cases", "excused", "failures", "seconds")


def progress_line(outcome: Outcome) -> str:
    """Say that a part of a run is done."""
    told = _row(outcome)
    counts = ", ".join(f"{told[name]} {name}" for name in ("operations", "cases", "failures"))
    return f"scripts/fuzz: {told['api']} {told['dialect']}: {counts}, {told['seconds']} s"


def failure_lines(outcome: Outcome) -> list[str]:
    """Write the failures of one run, the message of each indented under its check."""
    target = outcome.target
    lines: list[str] = []
    for found in outcome.failures:
        times = outcome.repeats[found.operation, found.check]
        lines.append(
            f"FAIL {target.api} {target.dialect}: {found.operation}: {found.check} ({times} times)"
        )
        lines.extend(f"    {line}" for line in found.message.splitlines())
        lines.extend(f"    {line}" for line in (found.curl, found.python) if line)
    lines.extend(f"LEFT {target.api}: {record}" for record in outcome.left)
    return lines


def table(outcomes: Sequence[Outcome]) -> str:
    """Draw one row a run."""
    rows = [_COLUMNS, *(tuple(map(str, _row(outcome).values())) for outcome in outcomes)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def write_report(outcomes: Sequence[Outcome], archives: Sequence[Path], folder: Path) -> Path:
    """Write everything that was found, sent and judged; `archives` become one."""
    folder.mkdir(parents=True, exist_ok=True)
    joined(archives, folder / "fuzz.har")
    (folder / "junit.xml").write_text(junit(outcomes), encoding="utf-8")
    report = [
        {
            **_row(outcome),
            "cases": dict(outcome.cases),
            "excused": dict(outcome.excused),
            "left": outcome.left,
            "failures": [
                {
                    "operation": found.operation,
                    "check": found.check,
                    "times": outcome.repeats[found.operation, found.check],
                    "message": found.message,
                    "curl": found.curl,
                    "python": found.python,
                }
                for found in outcome.failures
            ],
        }
        for outcome in outcomes
    ]
    path = folder / "fuzz.json"
    path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return folder


def _row(outcome: Outcome) -> dict[str, Any]:
    target = outcome.target
    values = (
        target.api,
        "live" if target.live else target.dialect,
        len(outcome.operations),
        sum(outcome.cases.values()),
        sum(outcome.excused.values()),
        len(outcome.failures),
        round(outcome.seconds, 1),
    )
    return dict(zip(_COLUMNS, values, strict=True))
