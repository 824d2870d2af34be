"""Read the filters and the order that records of an entity are listed by, and write the query.

    {"status": 1}                              filter[status]=1
    {"date": {"gte": day, "lt": other}}        filter[date][gte]=2026-01-01 and so on: all hold
    {"id": {"in": [1, 2]}}                     filter[id][in][]=1 …
    {"deleted_at": {"is_null": True}}          filter[deleted_at][is_null]=1
    {"or": {"no": "7", "po_number": "7"}}      filter[or][no]=7 …: one of them holds

The operators are the documented ones, and `equal` (observation 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from ledgerspan.errors import ConfigurationError

LISTS = ("in", "not_in")
OPERATORS = (
    "equal", "not_equal", "gt", "gte", "lt", "lte", "from", "to", "like", "is_null", *LISTS
)  # fmt: skip
# Longer lists make addresses that servers refuse (observation 5).
MOST_VALUES = 10
_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
_OR = "or"


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Compare one member: `wanted` is a value, a tuple of values for "in" and "not_in"."""

    member: str
    operator: str
    wanted: Any

    @property
    def label(self) -> str:
        """The name of the condition in reports, such as "date[gte]"."""
        return self.member if self.operator == "equal" else f"{self.member}[{self.operator}]"

    def query(self) -> dict[str, Any]:
        """Return the condition as a nested mapping, its values as they are sent."""
        if self.operator in LISTS:
            return {self.member: {self.operator: [_sent(each) for each in self.wanted]}}
        if self.operator == "equal":
            return {self.member: _sent(self.wanted)}
        return {self.member: {self.operator: _sent(self.wanted)}}


def conditions_of(filters: Mapping[str, Any]) -> tuple[list[Condition], list[Condition]]:
    """Return the conditions that all hold, and those of which one holds.

    Raises ConfigurationError for what cannot be sent, naming what can.
    """
    if not isinstance(filters, Mapping):
        raise ConfigurationError(f'filters are a mapping such as {{"status": 1}}, not {filters!r}')
    every: list[Condition] = []
    either: list[Condition] = []
    for member, given in filters.items():
        if member != _OR:
            every.extend(_conditions(member, given))
            continue
        either.extend(_alternatives(given))
    return every, either


def _alternatives(given: Any) -> Iterator[Condition]:
    """Read what stands below "or": a mapping, or a list of such where a member comes twice."""
    groups = (given,) if isinstance(given, Mapping) else given
    if isinstance(groups, str) or not isinstance(groups, Sequence) or not groups:
        raise ConfigurationError(
            f'"or" takes a mapping of conditions, or a list of such: not {given!r}'
        )
    for group in groups:
        if not isinstance(group, Mapping) or not group or _OR in group:
            raise ConfigurationError('"or" takes mappings of conditions, and no "or" inside')
        alternatives = [list(_conditions(name, inner)) for name, inner in group.items()]
        # A list of mappings looks like "this and that, or ..."; the API has nothing of the kind.
        if any(len(each) > 1 for each in alternatives) or (groups is given and len(group) > 1):
            raise ConfigurationError(
                f'each condition below "or" is an alternative of its own, so give one: {group}'
            )
        for each in alternatives:
            yield from each


def order_of(sort: Mapping[str, str]) -> dict[str, str]:
    """Return what records are sorted by; raises ConfigurationError for another word."""
    if not isinstance(sort, Mapping):
        raise ConfigurationError(f'sort is a mapping such as {{"date": "desc"}}, not {sort!r}')
    for member, direction in sort.items():
        _check_name(member)
        if direction not in ("asc", "desc"):
            raise ConfigurationError(f'sort[{member}] is "asc" or "desc", not {direction!r}')
    return dict(sort)


def _conditions(member: str, given: Any) -> Iterator[Condition]:
    _check_name(member)
    if not isinstance(given, Mapping):
        yield Condition(member=member, operator="equal", wanted=_checked(member, given))
        return
    if not given:
        raise ConfigurationError(f"{member}: name an operator, one of {', '.join(OPERATORS)}")
    for operator, wanted in given.items():
        if operator not in OPERATORS:
            raise ConfigurationError(
                f"{member}: there is no operator {operator!r}; there are: {', '.join(OPERATORS)}"
            )
        if operator == "is_null" and wanted is not True:
            raise ConfigurationError(f"{member}: is_null takes True only, not {wanted!r}")
        yield Condition(
            member=member,
            operator=operator,
            wanted=_values(member, operator, wanted)
            if operator in LISTS
            else _checked(f"{member}[{operator}]", wanted),
        )


def _values(member: str, operator: str, wanted: Any) -> tuple[Any, ...]:
    if isinstance(wanted, str) or not isinstance(wanted, Sequence | set | frozenset) or not wanted:
        raise ConfigurationError(f"{member}[{operator}] takes a list of values, not {wanted!r}")
    return tuple(dict.fromkeys(_checked(f"{member}[{operator}]", each) for each in wanted))


def _checked(label: str, value: Any) -> Any:
    if isinstance(value, Decimal) and not value.is_finite():
        raise ConfigurationError(f"{label}: {value} is no amount")
    if isinstance(value, datetime) and value.tzinfo is not None:
        raise ConfigurationError(
            f"{label}: moments are in the site's own time, without a zone: {value} has one"
        )
    if value is None:
        raise ConfigurationError(f'{label}: use {{"is_null": True}} for what is not there')
    if not isinstance(value, str | int | Decimal | date):
        raise ConfigurationError(
            f"{label}: a text, int, Decimal, bool or date is needed, not {value!r}"
        )
    return value


def _sent(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _check_name(member: object) -> None:
    if not isinstance(member, str) or not _NAME.fullmatch(member):
        raise ConfigurationError(f"{member!r} is no name of a member, as in status or journal.date")
