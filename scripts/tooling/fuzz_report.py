"""Say what the runs found: each failure with its curl line, then one table; secrets are masked."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tooling.fuzz_run import Outcome

_COLUMNS = ("api", "dialect", "operations", "cases", "excused", "failures", "seconds")


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
        if found.curl:
            lines.append(f"    {found.curl}")
    return lines


def table(outcomes: Sequence[Outcome]) -> str:
    """Draw one row a run."""
    rows = [_COLUMNS, *(tuple(map(str, _row(outcome).values())) for outcome in outcomes)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def write_report(outcomes: Sequence[Outcome], folder: Path) -> Path:
    """Write everything as JSON to `folder`/fuzz.json."""
    folder.mkdir(parents=True, exist_ok=True)
    report = [
        {
            **_row(outcome),
            "cases": dict(outcome.cases),
            "excused": dict(outcome.excused),
            "failures": [
                {
                    "operation": found.operation,
                    "check": found.check,
                    "times": outcome.repeats[found.operation, found.check],
                    "message": found.message,
                    "curl": found.curl,
                }
                for found in outcome.failures
            ],
        }
        for outcome in outcomes
    ]
    path = folder / "fuzz.json"
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


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
