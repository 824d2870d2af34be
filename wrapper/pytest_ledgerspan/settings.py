"""Decide which sandbox a test gets: ini and command line say it for all, marks for some.

ini  <  command line  <  mark of the module  <  of the class  <  of the test
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from ledgerspan.sandbox import Fault

MARKS = (
    "ledgerspan_sandbox(seed=, records=, dialect=, clock=): what a test's sandbox is made from",
    "ledgerspan_faults(*faults): what goes wrong in it, as values of ledgerspan.sandbox.Fault",
)


class MarkError(Exception):
    """Say what is wrong with a mark, and what it takes."""


class Setting(NamedTuple):
    """One keyword of `Sandbox` that a project may choose, of one type, read from text."""

    name: str
    kind: type
    read: Callable[[str], object]
    help: str

    @property
    def option(self) -> str:
        """What it is called on the command line."""
        return f"--ledgerspan-{self.name}"

    @property
    def ini(self) -> str:
        """What it is called in the project's configuration."""
        return f"ledgerspan_{self.name}"


def day(text: str) -> date:
    """Read a date as 2026-07-01."""
    return date.fromisoformat(text)


SETTINGS = (
    Setting("seed", int, int, "seed of the sandbox: decides every record and key"),
    Setting("records", int, int, "incomes of each of its companies"),
    Setting("dialect", str, str, "how it talks: observed or documented"),
    Setting("clock", date, day, "its today, as 2026-07-01"),
)
# Not among them: `database` would outlive a test, and `port` can serve one sandbox only.
_KINDS = {setting.name: setting.kind for setting in SETTINGS}


def defaults(ini: Callable[[str], Any], option: Callable[[str], Any]) -> dict[str, Any]:
    """Return what is chosen for every test; raises ValueError for an ini value of no sense."""
    chosen: dict[str, Any] = {}
    for setting in SETTINGS:
        given = option(setting.option)
        if given is None and (text := ini(setting.ini)):
            try:
                given = setting.read(text)
            except ValueError as wrong:
                raise ValueError(f"{setting.ini} = {text!r}: {wrong}") from None
        if given is not None:
            chosen[setting.name] = given
    return chosen


def marked(marks: Iterable[pytest.Mark]) -> dict[str, Any]:
    """Return what the marks choose; a later one wins. Raises MarkError for what no mark takes."""
    chosen: dict[str, Any] = {}
    for mark in marks:
        if mark.name != "ledgerspan_sandbox":
            continue
        if mark.args or not mark.kwargs.keys() <= _KINDS.keys():
            raise MarkError(f"{_spelled(mark)} takes {', '.join(f'{name}=' for name in _KINDS)}")
        for name, value in mark.kwargs.items():
            if not isinstance(value, _KINDS[name]):
                raise MarkError(f"{_spelled(mark)}: {name} is a value of {_KINDS[name].__name__}")
        chosen |= mark.kwargs
    return chosen


def faults(marks: Iterable[pytest.Mark]) -> list[Fault]:
    """Return the faults of the marks in their order. Raises MarkError for anything else."""
    found: list[Fault] = []
    for mark in marks:
        if mark.name != "ledgerspan_faults":
            continue
        # A fault is one of ledgerspan.sandbox, which is imported when the first test needs it.
        from ledgerspan.sandbox import Fault  # noqa: PLC0415

        if mark.kwargs or not all(isinstance(fault, Fault) for fault in mark.args):
            raise MarkError(
                f"{_spelled(mark)} takes faults: "
                'ledgerspan_faults(Fault("status", status=503, times=1))'
            )
        found += mark.args
    return found


def _spelled(mark: pytest.Mark) -> str:
    given = [*map(repr, mark.args), *(f"{name}={value!r}" for name, value in mark.kwargs.items())]
    return f"{mark.name}({', '.join(given)})"
