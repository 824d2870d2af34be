"""The members of a Daftra record: what each holds, and what a write may send for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal

from ledgerspan.sandbox.clock import moment_of

Stored = str | int | None
View = Literal["list", "detail"]
Kind = Literal[
    "amount", "currency", "text", "date", "moment", "email", "id", "ids", "digits", "flag", "links"
]
"""What a member holds. `digits` is an id that the docs type as text; `ids` is one id or a list of
them, stored as JSON; `moment` has a time of day and no zone; `links` is a list of texts, stored as
JSON."""
Access = Literal["both", "read", "write", "seen", "hidden"]


class Start(Enum):
    """A start that is not the same for all: the account's currency, today, or now."""

    CURRENCY = "currency"
    TODAY = "today"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Column:
    """A member and its column.

    `longest` counts characters; `empty` is how the real service writes that there is no value
    (observation 6): null, "", "0" or "0000-00-00". With "0" a 0 that is sent means none, too.
    `access` "read" is the server's own and refused as extra data, "write" never comes back,
    "seen" is known from observed answers alone and ignored in writes, "hidden" never shows.
    `refers` is the path of the table whose id it holds: an unknown one is refused, unless the
    reference is `loose`, and a record that is referred to is not deleted. `start` is what stands
    in a create that leaves the member out, and in an observed update. `taken` makes the value
    unique in its account: it is the reason that the second one is given. `native_in` names the
    views that write a number where the others write its digits (observation 6).
    """

    name: str
    kind: Kind
    longest: int | None = None
    takes_null: bool = True
    empty: str | None = None
    access: Access = "both"
    refers: str | None = None
    loose: bool = False
    choices: tuple[str | int, ...] = ()
    start: Stored | Start = None
    taken: str | None = None
    native_in: tuple[View, ...] = ()


def text(name: str, longest: int | None = None, **more: Any) -> Column:
    """Describe a text; none is written as ""."""
    members: dict[str, Any] = {"longest": longest, "empty": "", **more}
    return Column(name, "text", **members)


def flag(name: str, start: int | None = 0, **more: Any) -> Column:
    """Describe a yes or no."""
    return Column(name, "flag", start=start, **more)


def code(name: str, *choices: int, **more: Any) -> Column:
    """Describe a whole number that is one of `choices`."""
    return Column(name, "id", choices=choices, **more)


def amount(name: str, **more: Any) -> Column:
    """Describe money, a rate or a quantity."""
    return Column(name, "amount", **more)


def reference(name: str, refers: str | None = None, **more: Any) -> Column:
    """Describe the id of another record; none is written as "0"."""
    members: dict[str, Any] = {"empty": "0", "refers": refers, **more}
    return Column(name, "id", **members)


def digits(name: str, *choices: int, **more: Any) -> Column:
    """Describe an id, or a code of `choices`, that the docs type as text."""
    return Column(name, "digits", choices=choices, **more)


def moment(name: str, **more: Any) -> Column:
    """Describe a day with a time; none is written as "0000-00-00 00:00:00"."""
    members: dict[str, Any] = {"empty": "0000-00-00 00:00:00", **more}
    return Column(name, "moment", **members)


def day(name: str, **more: Any) -> Column:
    """Describe a day; none is written as "0000-00-00"."""
    members: dict[str, Any] = {"empty": "0000-00-00", **more}
    return Column(name, "date", **members)


def currency(name: str, **more: Any) -> Column:
    """Describe the ISO 4217 code of a currency; none is written as ""."""
    members: dict[str, Any] = {"empty": "", **more}
    return Column(name, "currency", **members)


def stamps() -> tuple[Column, Column]:
    """Give the moments that the server keeps of nearly every record."""
    return (
        moment("created", access="read", start=Start.NOW),
        moment("modified", access="read", start=Start.NOW),
    )


def started(columns: Iterable[Column], currency: str, moment: date) -> dict[str, Stored]:
    """Give every column what a create that names none of them puts there, at a moment or noon."""
    starts = {
        Start.CURRENCY: currency,
        Start.TODAY: moment_of(moment).date().isoformat(),
        Start.NOW: now(moment),
    }
    return {
        column.name: starts[column.start] if isinstance(column.start, Start) else column.start
        for column in columns
    }


def now(moment: date) -> str:
    """Write a moment as the service does; that of a day is its noon."""
    return moment_of(moment).isoformat(" ", "seconds")
