"""Wrong statements about answers: their members, types, values. The service shows otherwise.

A member that no answer ever holds cannot be stated wrongly in a way that shows.
"""

from collections.abc import Iterator

from tooling.fuzz_settings import Phase
from tooling.openapi import Node, at, references, resolved
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
    member_dropped,
    member_renamed,
    member_required,
    replaced,
)
from tooling.spec_mutants_reach import Reach, Use, cheapest

_BY_SCHEMA = "response_schema_conformance"
TYPE = operator("answer-type-changed", _BY_SCHEMA)
DROPPED = operator("answer-member-dropped", _BY_SCHEMA)
RENAMED = operator("answer-member-renamed", _BY_SCHEMA)
ADDED = operator("answer-member-invented", _BY_SCHEMA)
REQUIRED = operator("answer-member-required", _BY_SCHEMA)
NULL = operator("answer-null-dropped", _BY_SCHEMA)
ENUM = operator("answer-enum-narrowed", _BY_SCHEMA)
PATTERN = operator("answer-pattern-changed", _BY_SCHEMA)
BOUND = operator("answer-bound-tightened", _BY_SCHEMA)
OPERATORS = (TYPE, DROPPED, RENAMED, ADDED, REQUIRED, NULL, ENUM, PATTERN, BOUND)

_TIGHTER = {
    "maxLength": 0,
    "minLength": 5000,
    "maximum": -(10**6),
    "minimum": 10**9,
}
_FIRST: tuple[Phase, ...] = ("examples", "fuzzing")
_ALL: tuple[Phase, ...] = ("examples", "coverage", "fuzzing")


def answer_mutants(reach: Reach) -> Iterator[SpecMutant]:
    """Yield the mutants of every schema that answers show."""
    for pointer, uses in reach.answered():
        yield from _of_object(reach.document, pointer, uses)
    for pointer in sorted(reach.uses.keys() - _open_enums(reach.document)):
        uses = [use for use in reach.uses[pointer] if use.role.startswith("2")]
        if uses and "/schemas/" in pointer:
            yield from _of_values(reach.document, pointer, uses)


def _open_enums(document: Node) -> set[str]:
    """Give the enums of which any other code is let through as well: they bind nothing."""
    lax = (
        each for each in document["components"]["schemas"].values() if each.get("x-lax") == "enum"
    )
    return {target.removeprefix("#") for schema in lax for _, target in references(schema)}


def _of_object(document: Node, pointer: str, uses: list[Use]) -> Iterator[SpecMutant]:
    schema = at(document, pointer)
    required = schema.get("required", [])
    added = member_required(pointer, INVENTED, {"type": "string"})
    yield _mutant(ADDED, pointer, f"{title(pointer)}.{INVENTED}", uses, added)
    for name, place, member in members(document, pointer):
        where = f"{title(pointer)}.{name}"
        if (wrong := wrong_type(document, member)) is not None:
            yield _mutant(TYPE, place, where, uses, replaced(place, wrong))
        if (plain := without_null(document, member)) is not None:
            yield _mutant(NULL, place, where, uses, replaced(place, plain))
        if schema.get("additionalProperties") is False:
            yield _mutant(DROPPED, place, where, uses, member_dropped(pointer, name))
            yield _mutant(
                RENAMED, place, where, uses, member_renamed(pointer, name, name + INVENTED)
            )
        if name not in required:
            yield _mutant(REQUIRED, place, where, uses, member_required(pointer, name))


def _of_values(document: Node, pointer: str, uses: list[Use]) -> Iterator[SpecMutant]:
    """Yield mutants of what values look like, where nothing looser stands beside it."""
    for place, schema in _values(document, pointer):
        where = title(pointer) + place.removeprefix(pointer).replace("/properties/", ".")
        for kept in schema.get("enum", [])[:-1]:
            wrong = [each for each in schema["enum"] if each != kept]
            yield _mutant(ENUM, place, f"{where} {kept!r}", uses, replaced(f"{place}/enum", wrong))
        for keyword in {"pattern", "format"} & schema.keys():
            if (other := other_form(keyword, schema[keyword])) is not None:
                changed = replaced(f"{place}/{keyword}", other)
                yield _mutant(PATTERN, place, where, uses, changed)
        for key in ("maxLength", "minLength", "maximum", "minimum"):
            if schema.get(key, _TIGHTER[key]) != _TIGHTER[key]:
                tight = replaced(f"{place}/{key}", _TIGHTER[key])
                yield _mutant(BOUND, place, f"{where} {key}", uses, tight)


def _values(document: Node, pointer: str) -> Iterator[tuple[str, Node]]:
    """Yield the schemas of values that stand in a component, with their pointers."""
    schema = at(document, pointer)
    if "properties" in schema:
        for _, place, member in members(document, pointer):
            if "$ref" not in member and "anyOf" not in member:
                yield place, member
    elif "anyOf" in schema:
        for index, branch in enumerate(schema["anyOf"]):
            # A branch that is looser takes what this one would refuse.
            others = [each for place, each in enumerate(schema["anyOf"]) if place != index]
            own = types_of(document, branch) - {"null"}
            open_types = frozenset[str]().union(
                *(types_of(document, each) for each in others if not _is_narrow(document, each))
            )
            if own - open_types and "$ref" not in branch:
                yield f"{pointer}/anyOf/{index}", branch
    else:
        yield pointer, schema


def _is_narrow(document: Node, schema: Node) -> bool:
    return bool({"pattern", "enum", "format", "const"} & resolved(document, schema).keys())


def _mutant(kind: Operator, pointer: str, where: str, uses: list[Use], apply: Apply) -> SpecMutant:
    chosen = cheapest(uses, f"{kind.name} {where}")
    refused = any(not use.role.startswith("2") for use in chosen)
    return SpecMutant(
        operator=kind,
        where=where,
        pointer=pointer,
        operations=tuple(use.operation.id for use in chosen),
        phases=_ALL if refused else _FIRST,
        focus=(),
        apply=apply,
    )
