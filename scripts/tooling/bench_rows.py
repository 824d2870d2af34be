"""Hold what was measured beside what was promised, and print it."""

import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, NamedTuple, TextIO

SLACK = 0.3
PACKAGES = ("httpx", "attrs", "msgspec", "pydantic", "openapi-python-client")


class Row(NamedTuple):
    """One figure: `value` in `unit` ("x" is a ratio) of `candidate` in the table `subject`.

    `target` None means that nothing was promised for it; a target is the most that is allowed,
    or with `at_least` the least.
    """

    section: str
    subject: str
    candidate: str
    value: float
    unit: str = "x"
    target: float | None = None
    at_least: bool = False

    def missed(self, slack: float = 0.0) -> bool:
        """Tell whether the target was missed by more than `slack` (0.3 is 30 %)."""
        if self.target is None:
            return False
        if self.at_least:
            return self.value < self.target / (1 + slack)
        return self.value > self.target * (1 + slack)

    def bound(self) -> str:
        """Return the target as people write it."""
        if self.target is None:
            return ""
        return f"{'>=' if self.at_least else '<='} {self.target:g}"


def rows_of(
    section: str,
    subject: str,
    measured: Mapping[str, float],
    targets: Mapping[str, float],
) -> list[Row]:
    """Return a row a candidate, the fastest first."""
    return [
        Row(section, subject, name, value, target=targets.get(name))
        for name, value in sorted(measured.items(), key=lambda item: item[1])
    ]


def print_rows(rows: Iterable[Row], out: TextIO) -> None:
    """Print tables, one a subject; a missed target is marked."""
    heading = ""
    for row in rows:
        title = f"{row.section}: {row.subject}"
        if title != heading:
            print(f"\n{title}", file=out)
            heading = title
        mark = "MISSED" if row.missed() else ""
        line = f"  {row.candidate:44} {row.value:9.2f} {row.unit:3} {row.bound():8} {mark}"
        print(line.rstrip(), file=out)


def as_json(rows: Iterable[Row], *, quick: bool) -> str:
    """Return the rows with the versions they were measured with, to be compared later."""
    kept: dict[str, Any] = {
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "quick": quick,
        "rows": [{**row._asdict(), "missed": row.missed()} for row in rows],
    }
    return json.dumps(kept, indent=1) + "\n"
