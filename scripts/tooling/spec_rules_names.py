"""Rules about names: every name has to survive as a Python class, module or argument."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tooling.openapi import Node, operations, pointer_to, schema_roots, subschemas

Problems = Iterator[tuple[str, str]]

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
CLASS_NAMES = frozenset(
    {"client", "authenticatedclient", "response", "file", "unset", "any", "httpstatus"}
)
PROPERTY_NAMES = frozenset(
    {
        "d",
        "cls",
        "to_dict",
        "from_dict",
        "additional_properties",
        "additional_keys",
        "field_dict",
        "src_dict",
    }
)
PARAMETER_NAMES = frozenset({"params", "headers", "cookies", "response", "body", "client", "url"})


def operation_ids_are_unique(document: Node) -> Problems:
    """Refuse two equal operationIds: they share a generated module, and the last silently wins."""
    found = [(each.id, each.pointer) for each in operations(document)]
    yield from _collisions(found, "operationId")


def operation_ids_are_snake_case(document: Node) -> Problems:
    """Ask for snake_case: an operationId is the name of a module that people import."""
    for each in operations(document):
        if not SNAKE_CASE.fullmatch(each.id):
            yield each.pointer, f"operationId {each.id!r} is not verb_noun in snake_case"


def class_names_are_free(document: Node) -> Problems:
    """Refuse names of the generator's own classes: they are shadowed in every endpoint module."""
    for name in _schemas(document):
        if _squeezed(name) in CLASS_NAMES:
            yield pointer_to("components", "schemas", name), f"{name!r} is a class of the generator"


def class_names_are_unique(document: Node) -> Problems:
    """Refuse names that differ by case or delimiters only: they share a class, and one is lost."""
    found = [(name, pointer_to("components", "schemas", name)) for name in _schemas(document)]
    yield from _collisions(found, "class name")


def components_have_no_title(document: Node) -> Problems:
    """Refuse titles of components: they rename the class that is generated."""
    for name, schema in _schemas(document).items():
        if "title" in schema:
            yield pointer_to("components", "schemas", name), "a title renames the class; remove it"


def property_names_are_free(document: Node) -> Problems:
    """Refuse properties that overwrite methods or local variables of a generated class."""
    for root, schema in schema_roots(document):
        for pointer, each in subschemas(schema, root):
            for name in sorted(PROPERTY_NAMES & each.get("properties", {}).keys()):
                yield pointer, f"property {name!r} breaks the generated class"


def parameter_names_are_free(document: Node) -> Problems:
    """Refuse parameters that overwrite variables of a generated function, or nearly equal ones."""
    for operation in operations(document):
        names = [parameter["name"] for parameter in operation.parameters(document)]
        for name in names:
            if name in PARAMETER_NAMES:
                yield operation.pointer, f"parameter {name!r} breaks the generated function"
        yield from _collisions([(name, operation.pointer) for name in names], "parameter")


def _schemas(document: Node) -> dict[str, Node]:
    schemas: dict[str, Node] = document.get("components", {}).get("schemas", {})
    return schemas


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _collisions(found: Iterable[tuple[str, str]], kind: str) -> Problems:
    """Yield each name that equals an earlier one but for case and delimiters."""
    seen: dict[str, list[str]] = defaultdict(list)
    for name, pointer in found:
        earlier = seen[_squeezed(name)]
        if earlier:
            yield pointer, f"{kind} {name!r} collides with {earlier[0]!r}"
        earlier.append(name)
