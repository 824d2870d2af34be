"""What a v2 list is asked for in its query: `filter[...]` and `sort[...]`, read as PHP reads them.

    filter[client_id]=7                    equal
    filter[date][gte]=2026-01-01           an operator; several conditions all hold
    filter[status][in][]=1                 a list, also as [in][0]=1 (observed)
    filter[or][no][like]=0041              one of the conditions below `or` holds
    filter[journal.date][from]=2026-01-01  a member of a relation (observed)
    sort[date]=desc

Brackets may be encoded or not: both reach PHP alike. (One code base found that they had to be
unencoded; why, nobody has shown.)
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

EQUAL = "equal"
_LISTS = ("in", "not_in")
OPERATORS = frozenset(
    {EQUAL, "not_equal", "gt", "gte", "lt", "lte", "from", "to", "like", "is_null", *_LISTS}
)
_NAME = re.compile(r"(filter|sort)((?:\[[^\[\]]*\])+)")
_KEY = re.compile(r"\[([^\[\]]*)\]")
_OR = "or"


@dataclass(frozen=True, slots=True)
class Condition:
    """A member, an operator, and what it compares with: one text, or several in a list."""

    member: str
    operator: str
    operands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The conditions that all hold, those of which one holds, and the order: member, descending."""

    every: tuple[Condition, ...] = ()
    either: tuple[Condition, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()


def read_query(query: str) -> Wanted:
    """Read a query string; what is no filter and no sort, or has no known operator, is ignored."""
    every: dict[tuple[str, str], list[str]] = {}
    either: list[Condition] = []
    order: dict[str, bool] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        found = _NAME.fullmatch(name)
        if found is None:
            continue
        keys = _KEY.findall(found[2])
        if found[1] == "sort":
            if len(keys) == 1 and value.lower() in ("asc", "desc"):
                order[keys[0]] = value.lower() == "desc"
        elif keys[0] == _OR:
            _add_alternative(either, keys[1:], value)
        elif (place := _place(keys)) is not None:
            # Of a scalar that is repeated the last counts, as in PHP.
            old = every.get(place, []) if place[1] in _LISTS else []
            every[place] = [*old, value]
    return Wanted(_conditions(every), tuple(either), tuple(order.items()))


def plain_conditions(options: Mapping[str, str | float]) -> Wanted:
    """Read the plain map of a list among several reads: member to value (published)."""
    return Wanted(
        every=tuple(
            Condition(name, EQUAL, (str(int(value) if isinstance(value, bool) else value),))
            for name, value in options.items()
        )
    )


def _place(keys: list[str]) -> tuple[str, str] | None:
    """Give member and operator; None where there is no known operator."""
    if len(keys) == 1:
        return keys[0], EQUAL
    scalar = len(keys) == 2  # noqa: PLR2004 - [member][operator]
    listed = len(keys) == 3 and keys[1] in _LISTS  # noqa: PLR2004 - [member][in][]
    if keys and (scalar or listed) and keys[1] in OPERATORS:
        return keys[0], keys[1]
    return None


def _add_alternative(either: list[Condition], keys: list[str], value: str) -> None:
    """Add a condition below `or`: there a repeated one is one more (published)."""
    place = _place(keys)
    if place is None:
        return
    member, operator = place
    if operator in _LISTS:
        for index, old in enumerate(either):
            if (old.member, old.operator) == place:
                either[index] = Condition(member, operator, (*old.operands, value))
                return
    either.append(Condition(member, operator, (value,)))


def _conditions(every: Mapping[tuple[str, str], Iterable[str]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(member, operator, tuple(values)) for (member, operator), values in every.items()
    )
