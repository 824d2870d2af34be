"""A spec mutant: one small wrong statement in a view of the bundle, and where it can show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tooling.fuzz_settings import Phase
from tooling.openapi import Node, at, pointer_to, resolved
from tooling.spec_mutant_changes import Apply

INVENTED = "_invented_by_a_mutant"
"""What names end in that no spec has."""
TYPES = ("boolean", "string", "integer", "array", "object")
"""The types that a wrong statement names, the first that is not allowed anyway."""
_COMBINED = ("anyOf", "oneOf")
_EVERY_TYPE = frozenset({"null", "boolean", "string", "integer", "number", "array", "object"})


@dataclass(frozen=True, slots=True)
class Operator:
    """A kind of wrong statement, and the checks that may notice it: no other failure counts."""

    name: str
    killers: frozenset[str]


@dataclass(frozen=True, slots=True)
class SpecMutant:
    """One wrong statement about what a few operations send or answer.

    `where` names the place as people do, "ClientRecord.email" or "list_clients.200"; `pointer` is
    where it stands. `operations` are the operationIds that are asked, `focus` are the names
    that it is about. `apply` changes a document that holds those operations in place.
    `strangers` says that paths name records of nobody, so that none is found.
    """

    operator: Operator
    where: str
    pointer: str
    operations: tuple[str, ...]
    phases: tuple[Phase, ...]
    focus: tuple[str, ...]
    apply: Apply
    strangers: bool = False

    @property
    def name(self) -> str:
        """What it is called within its view; no two are alike."""
        return f"{self.operator.name} {self.where}"


def operator(name: str, killers: str) -> Operator:
    """Write an operator; commas part the names of its killers."""
    return Operator(name, frozenset(killers.split(",")))


def types_of(document: Node, schema: Node) -> frozenset[str]:
    """Give the types that a schema lets through; "integer" stands beside "number"."""
    schema = resolved(document, schema)
    for keyword in _COMBINED:
        if keyword in schema:
            branches = (types_of(document, branch) for branch in schema[keyword])
            return frozenset[str]().union(*branches)
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return frozenset(_type_of(value) for value in values)
    told = schema.get("type")
    if told is None:
        return _EVERY_TYPE
    names = frozenset([told] if isinstance(told, str) else told)
    return names | {"integer"} if "number" in names else names


def wrong_type(document: Node, schema: Node) -> Node | None:
    """Write a schema of a type that `schema` does not let through, null as it does; None if all."""
    allowed = types_of(document, schema)
    wrong = next((each for each in TYPES if each not in allowed), None)
    if wrong is None:
        return None
    plain: Node = {"type": wrong, "items": {}} if wrong == "array" else {"type": wrong}
    return {"anyOf": [plain, {"type": "null"}]} if "null" in allowed else plain


def without_null(document: Node, schema: Node) -> Node | None:
    """Write a schema that lets through the same without null; None when null is refused anyway."""
    schema = resolved(document, schema)
    if schema.get("type") == "null" or "null" not in types_of(document, schema):
        return None
    for keyword in _COMBINED:
        if keyword in schema:
            branches = [_kept(document, branch) for branch in schema[keyword]]
            return {**schema, keyword: [branch for branch in branches if branch is not None]}
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [each for each in schema["type"] if each != "null"]}
    return None


def other_form(keyword: str, told: str) -> str | None:
    """Give a pattern or format that no text of the one told has; None where it binds nothing."""
    if keyword == "pattern":
        return re.sub(r"^\^?", "^!", told, count=1)
    return "ipv6" if told in ("date", "date-time", "uuid", "email") else None


def members(document: Node, pointer: str) -> Iterator[tuple[str, str, Node]]:
    """Yield name, pointer and schema of each property of an object."""
    for name, schema in at(document, pointer).get("properties", {}).items():
        yield name, pointer + pointer_to("properties", name), schema


def title(pointer: str) -> str:
    """Give the name of the component that a pointer points at."""
    return pointer.rpartition("/")[2]


def _kept(document: Node, branch: Node) -> Node | None:
    """Give a branch without its null; None when nothing is left of it."""
    if types_of(document, branch) == {"null"}:
        return None
    return without_null(document, branch) or branch


def _type_of(value: Any) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return "null" if value is None else names.get(type(value), "object")
