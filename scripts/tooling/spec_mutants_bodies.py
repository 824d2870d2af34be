"""Wrong statements about bodies: what the service takes is refused, or the other way round.

Not made, because no request of the fuzzer can tell: stricter members of the elements of a list (the
engine sends no wrong values there), other forms and bounds of references (what is no id refers to
nothing, and that may be refused), and texts that may be empty (the engine sends none where any
length will do).
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from tooling.fuzz_references import target_of
from tooling.fuzz_settings import Phase
from tooling.openapi import Node, at, resolved
from tooling.spec_mutant import (
    INVENTED,
    Operator,
    SpecMutant,
    members,
    operator,
    other_form,
    title,
    types_of,
    without_null,
    wrong_type,
)
from tooling.spec_mutant_changes import (
    Apply,
    member_optional,
    member_renamed,
    member_required,
    replaced,
)
from tooling.spec_mutants_reach import Reach, Use, cheapest

_REFUSED = "positive_data_acceptance"
_TAKEN = "negative_data_rejection"
TYPE = operator("body-type-changed", f"{_REFUSED},{_TAKEN}")
OPTIONAL = operator("body-required-dropped", _REFUSED)
REQUIRED = operator("body-member-required", _TAKEN)
RENAMED = operator("body-member-renamed", f"{_REFUSED},written_is_read")
NULL_ADDED = operator("body-null-added", _REFUSED)
NULL_DROPPED = operator("body-null-dropped", _TAKEN)
ENUM = operator("body-enum-widened", _REFUSED)
PATTERN = operator("body-pattern-changed", f"{_REFUSED},{_TAKEN}")
LOOSE = operator("body-bound-widened", _REFUSED)
TIGHT = operator("body-bound-tightened", _TAKEN)
OPERATORS = (
    *(TYPE, OPTIONAL, REQUIRED, RENAMED, NULL_ADDED, NULL_DROPPED),
    *(ENUM, PATTERN, LOOSE, TIGHT),
)

Rebuild = Callable[[Any], Node]

_PHASES: tuple[Phase, ...] = ("examples", "coverage", "fuzzing")
_UPPER = ("maxLength", "maximum", "exclusiveMaximum", "maxItems")
_LOWER = ("minLength", "minimum", "exclusiveMinimum", "minItems")


class Member(NamedTuple):
    """A member of an object that bodies show; `name` stands in the component at `pointer`."""

    pointer: str
    name: str
    place: str
    schema: Node
    uses: list[Use]


def body_mutants(reach: Reach) -> Iterator[SpecMutant]:
    """Yield the mutants of every schema that bodies show."""
    outside = reach.outside_lists()
    for pointer, uses in reach.sent():
        required = at(reach.document, pointer).get("required", [])
        for name, place, schema in members(reach.document, pointer):
            member = Member(pointer, name, place, schema, uses)
            stricter = () if pointer in outside else (NULL_DROPPED, TIGHT, REQUIRED)
            unseen = (*stricter, LOOSE, TIGHT, PATTERN) if _refers(name) else stricter
            for mutant in (
                *_of_need(member, is_required=name in required),
                *_of_value(reach.document, member),
            ):
                if mutant.operator not in unseen:
                    yield mutant


def _refers(name: str) -> bool:
    """Tell whether a member names a record, its own or another."""
    names_one = name == "id" or name.endswith("_id")
    return names_one or any(target_of(api, name) for api in ("daftra", "nuvio"))


def _of_need(member: Member, *, is_required: bool) -> Iterator[SpecMutant]:
    pointer, name = member.pointer, member.name
    if is_required:
        yield _mutant(OPTIONAL, member, member_optional(pointer, name))
        # Members that they do not know are ignored by both services.
        yield _mutant(RENAMED, member, member_renamed(pointer, name, name + INVENTED))
    else:
        yield _mutant(REQUIRED, member, member_required(pointer, name))


def _of_value(document: Node, member: Member) -> Iterator[SpecMutant]:
    schema = member.schema
    if (wrong := wrong_type(document, schema)) is not None:
        yield _mutant(TYPE, member, replaced(member.place, wrong))
    if (plain := without_null(document, schema)) is not None:
        yield _mutant(NULL_DROPPED, member, replaced(member.place, plain))
    elif "null" not in types_of(document, schema):
        either: Node = {"anyOf": [{"type": "null"}, schema]}
        yield _mutant(NULL_ADDED, member, replaced(member.place, either))
    for keyword, told, rebuilt in constraints(document, schema):
        for kind, other in _others(keyword, told):
            if other is not None:
                apply = replaced(member.place, rebuilt(other))
                yield _mutant(kind, member, apply, detail=f" {keyword}")


def _others(keyword: str, told: Any) -> Iterator[tuple[Operator, Any]]:
    """Yield what else a keyword could say, None where there is nothing."""
    if keyword in ("pattern", "format"):
        yield PATTERN, other_form(keyword, told)
    elif keyword == "enum":
        yield ENUM, [*told, _beyond(told)]
    else:
        loose, tight = _moved(keyword, told)
        yield LOOSE, loose
        yield TIGHT, tight


def constraints(document: Node, schema: Node) -> Iterator[tuple[str, Any, Rebuild]]:
    """Yield what a schema asks of a value: keyword, what it says, and a way to say otherwise.

    Only where no other branch takes the value anyway.
    """
    schema = resolved(document, schema)
    for keyword in (*_UPPER, *_LOWER, "pattern", "format", "enum"):
        if keyword in schema:
            yield keyword, schema[keyword], partial(_saying, schema, keyword)
    branches = schema.get("anyOf", [])
    for place, branch in enumerate(branches):
        others = (types_of(document, each) for each in (*branches[:place], *branches[place + 1 :]))
        if not types_of(document, branch) & frozenset[str]().union(*others):
            for keyword, told, rebuilt in constraints(document, branch):
                yield keyword, told, partial(_with_branch, schema, place, rebuilt)


def _saying(schema: Node, keyword: str, value: Any) -> Node:
    return {**schema, keyword: value}


def _with_branch(schema: Node, place: int, rebuilt: Rebuild, value: Any) -> Node:
    branches = list(schema["anyOf"])
    branches[place] = rebuilt(value)
    return {**schema, "anyOf": branches}


def _moved(keyword: str, bound: Any) -> tuple[Any, Any]:
    """Give a bound further out and one further in; None where there is none."""
    if keyword in _UPPER:
        return bound * 2, bound // 2
    if keyword in ("minimum", "exclusiveMinimum"):
        return bound - 1, bound + 2
    return (bound - 1 if bound > 1 else None), bound + 2


def _beyond(values: list[Any]) -> Any:
    numbers = [value for value in values if isinstance(value, int)]
    return max(numbers) + 71 if numbers else INVENTED


def _mutant(kind: Operator, member: Member, apply: Apply, detail: str = "") -> SpecMutant:
    where = f"{title(member.pointer)}.{member.name}{detail}"
    chosen = cheapest(member.uses, f"{kind.name} {where}", most=1)
    return SpecMutant(
        operator=kind,
        where=where,
        pointer=member.pointer,
        operations=tuple(use.operation.id for use in chosen),
        phases=_PHASES,
        focus=(member.name, member.name + INVENTED),
        apply=apply,
    )
