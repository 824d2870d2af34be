"""Ways to change a document in place: what a spec mutant does to the copy that it is given."""

import copy
from collections.abc import Callable
from typing import Any

from tooling.openapi import Node, at, operations

Apply = Callable[[Node], None]


def replaced(pointer: str, value: Any) -> Apply:
    """Put `value` in the place of what a pointer points at."""
    parent, key = _split(pointer)

    def apply(document: Node) -> None:
        node = at(document, parent)
        node[int(key) if isinstance(node, list) else key] = copy.deepcopy(value)

    return apply


def removed(pointer: str) -> Apply:
    """Take away what a pointer points at."""
    parent, key = _split(pointer)

    def apply(document: Node) -> None:
        del at(document, parent)[key]

    return apply


def moved(pointer: str, key: str, other: str) -> Apply:
    """Give what stands under `key` of a mapping another key."""

    def apply(document: Node) -> None:
        node = at(document, pointer)
        node[other] = node.pop(key)

    return apply


def member_required(pointer: str, name: str, invented: Node | None = None) -> Apply:
    """Require a member of an object, with a schema for one that is invented."""

    def apply(document: Node) -> None:
        schema = at(document, pointer)
        schema["required"] = [*schema.get("required", []), name]
        if invented is not None:
            schema["properties"] = {**schema["properties"], name: invented}

    return apply


def member_optional(pointer: str, name: str) -> Apply:
    """Stop requiring a member of an object."""

    def apply(document: Node) -> None:
        _forget_required(at(document, pointer), name)

    return apply


def member_dropped(pointer: str, name: str) -> Apply:
    """Take a member away from an object."""

    def apply(document: Node) -> None:
        schema = at(document, pointer)
        del schema["properties"][name]
        _forget_required(schema, name)

    return apply


def member_renamed(pointer: str, name: str, other: str) -> Apply:
    """Call a member of an object by another name, in its place."""

    def apply(document: Node) -> None:
        schema = at(document, pointer)
        schema["properties"] = {
            other if each == name else each: inner for each, inner in schema["properties"].items()
        }
        if name in schema.get("required", []):
            schema["required"] = [other if each == name else each for each in schema["required"]]

    return apply


def operation_dropped(pointer: str, operation: str) -> Apply:
    """Take an operation away, and the links to it."""

    def apply(document: Node) -> None:
        removed(pointer)(document)
        for each in operations(document):
            for response in each.node["responses"].values():
                links = response.get("links", {})
                for name in [n for n, link in links.items() if link["operationId"] == operation]:
                    del links[name]

    return apply


def _forget_required(schema: Node, name: str) -> None:
    if name in schema.get("required", []):
        schema["required"] = [each for each in schema["required"] if each != name]
        if not schema["required"]:
            del schema["required"]


def _split(pointer: str) -> tuple[str, str]:
    parent, _, last = pointer.rpartition("/")
    return parent, last.replace("~1", "/").replace("~0", "~")
