"""Tell what was found: one value, written as a table or as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from .findings import Finding

VERSION = 1
_HEAD = ("operation", "status", "kind", "pointer", "seen", "expected", "count", "first", "example")
_WIDEST = 60


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the findings and what they were looked for in.

    `operations` counts the exchanges of each operation that were examined, `undescribed` those of
    operations that no description has, `passed_over` those of neither API, `failed` those that
    could not be examined; `untold` counts sightings that were too many to be kept apart.
    """

    findings: tuple[Finding, ...]
    operations: Mapping[str, int]
    exchanges: int
    undescribed: int = 0
    passed_over: int = 0
    failed: int = 0
    untold: int = 0

    @property
    def drifted(self) -> bool:
        """Tell whether anything was found."""
        return bool(self.findings or self.untold)

    @property
    def examined(self) -> int:
        """Count the exchanges that were held against a description."""
        return sum(self.operations.values()) + self.undescribed

    def json(self) -> bytes:
        """Return one JSON document, with a line break at its end."""
        told = {"drift": VERSION, "drifted": self.drifted, **msgspec.structs.asdict(self)}
        return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"

    def table(self) -> str:
        """Return a table for people; what is cut off there stands whole in the JSON."""
        lines = [self.summary()]
        for api in dict.fromkeys(finding.api for finding in self.findings):
            rows = [_row(finding) for finding in self.findings if finding.api == api]
            lines += ["", api or "told by clients", *_aligned([_HEAD, *rows])]
        if self.untold:
            lines.append(f"and {self.untold} more, too many different ones to be kept apart")
        return "\n".join(lines)

    def summary(self) -> str:
        """Return one line: how much was found in how much."""
        text = (
            f"{_counted(len(self.findings), 'finding') if self.drifted else 'no drift'} in "
            f"{_counted(self.examined, 'exchange')} of "
            f"{_counted(len(self.operations), 'operation')}"
        )
        beside = (
            (self.undescribed, "of operations that are not described"),
            (self.passed_over, "of neither API, passed over"),
            (self.failed, "could not be examined"),
        )
        return "; ".join([text, *(f"{count} {what}" for count, what in beside if count)])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _row(finding: Finding) -> tuple[str, ...]:
    status = "" if finding.status is None else str(finding.status)
    cells: Sequence[Any] = (
        finding.operation,
        status,
        finding.kind,
        finding.pointer,
        finding.seen,
        finding.expected,
        finding.count,
        f"#{finding.first}",
        finding.example,
    )
    return tuple(_cut(str(cell)) for cell in cells)


def _cut(text: str) -> str:
    # What comes from a server may hold line breaks and control characters.
    shown = "".join(letter if letter.isprintable() else "·" for letter in text)
    return shown if len(shown) <= _WIDEST else shown[: _WIDEST - 1] + "…"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
