"""Rules about schemas: what the generator needs, and what keeps a reader from breaking."""

from collections.abc import Iterator
from typing import Any

from tooling.openapi import (
    Node,
    at,
    nodes,
    operations,
    pointer_to,
    reachable,
    references,
    resolved,
    schema_roots,
    subschemas,
)
from tooling.spec_views import merged, view

Problems = Iterator[tuple[str, str]]

PROVENANCES = ("seed", "published", "observed", "inferred")
BOUNDS = (
    ("minimum", "maximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)


def references_resolve(document: Node) -> Problems:
    """Refuse references to nothing: the generator drops the endpoint with a mere warning."""
    for pointer, target in references(document):
        if not _exists(document, target):
            yield pointer, f"{target} does not exist"


def components_are_used(document: Node) -> Problems:
    """Refuse components that nothing refers to: they describe nothing."""
    used = reachable(document, document.get("paths", {}))
    for section, members in document.get("components", {}).items():
        for name in members:
            pointer = pointer_to("components", section, name)
            if section != "securitySchemes" and pointer not in used:
                yield pointer, "nothing refers to it"


def objects_and_enums_are_named(document: Node) -> Problems:
    """Refuse inline objects and enums: the generator names them by place, and places change."""
    for root, schema in schema_roots(view(document, "generator")):
        for pointer, each in subschemas(schema, root):
            is_component = pointer == root and root.startswith("/components/schemas/")
            if not is_component and ("enum" in each or "properties" in each or _is_object(each)):
                yield pointer, "an object or enum has no name; make it a component"


def answers_take_null(document: Node) -> Problems:
    """Ask that members of answers may be null or absent, ids excepted: servers do both."""
    document = merged(document)
    for pointer in sorted(_answered(document)):
        schema = at(document, pointer)
        for name in schema.get("required", []):
            if name != "id":
                yield pointer, f"requires {name!r}; only an id may be required of an answer"
        for name, member in schema.get("properties", {}).items():
            if name != "id" and not _takes_null(document, member):
                yield pointer + pointer_to("properties", name), "does not take null"


def answers_are_open(document: Node) -> Problems:
    """Refuse closed objects in answers: a new field must be neither an error nor lost."""
    for pointer in sorted(_answered(document)):
        for inner, each in subschemas(at(document, pointer), pointer):
            if each.get("additionalProperties") is False:
                yield inner, "is closed; only the fuzz views close objects"


def bounds_are_ordered(document: Node) -> Problems:
    """Refuse a minimum above its maximum: it lets nothing through, and no other linter looks."""
    for pointer, node in nodes(document):
        for low, high in BOUNDS:
            if _is_number(node.get(low)) and _is_number(node.get(high)) and node[low] > node[high]:
                yield pointer, f"{low} {node[low]} is above {high} {node[high]}"


def provenance_is_stated(document: Node) -> Problems:
    """Ask where a fact is from: the docs are incomplete and partly wrong."""
    stated = [(each.pointer, each.node) for each in operations(document)]
    for section in ("schemas", "responses"):
        for name, each in document.get("components", {}).get(section, {}).items():
            stated.append((pointer_to("components", section, name), each))
    for pointer, node in stated:
        if node.get("x-provenance") not in PROVENANCES:
            yield pointer, f"x-provenance is missing or not one of {', '.join(PROVENANCES)}"


def _answered(document: Node) -> set[str]:
    """Return the pointers of the schemas that answers are made of."""
    found: set[str] = set()
    for operation in operations(document):
        found |= reachable(document, operation.node.get("responses", {}))
    return {pointer for pointer in found if pointer.startswith("/components/schemas/")}


def _exists(document: Node, target: str) -> bool:
    try:
        at(document, target.removeprefix("#"))
    except LookupError:
        return False
    return target.startswith("#/")


def _takes_null(document: Node, schema: Node) -> bool:
    schema = resolved(document, schema)
    branches = schema.get("anyOf", schema.get("oneOf"))
    if branches is not None:
        return any(_takes_null(document, each) for each in branches)
    kind = schema.get("type")
    return kind is None or kind == "null" or (isinstance(kind, list) and "null" in kind)


def _is_object(schema: Node) -> bool:
    kind = schema.get("type")
    return kind == "object" or (isinstance(kind, list) and "object" in kind)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
