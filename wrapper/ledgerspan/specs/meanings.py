"""Follow a description down a body: what it says of each member on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import msgspec

from .bundle import Api, Node, bundle, resolved

_CHOICES = ("anyOf", "oneOf", "allOf")
# Lax schemas that stand for one value; a lax `json` may have members that are described.
_STRUCTURAL = ("json", None)


class Meaning(msgspec.Struct, frozen=True):
    """Hold what a description says of a value: kinds (none: it says nothing), and listed codes."""

    kinds: frozenset[str] = frozenset()
    codes: frozenset[Any] = frozenset()


class Descriptions:
    """Hold all that a description says of one place of a body; nothing where it says nothing.

    What is said of a member is found once, however many records have it.
    """

    def __init__(self, api: Api, nodes: Iterable[Node] = ()) -> None:
        self._api = api
        self._nodes = tuple(nodes)
        self._members: dict[str, Descriptions] = {}

    @classmethod
    def of(cls, api: Api, schema: Node | None) -> Descriptions:
        """Return what a schema says of a body."""
        return cls(api, () if schema is None else _alternatives(bundle(api), schema))

    def member(self, name: str) -> Descriptions:
        """Return what is said of a member of an object."""
        if not self._nodes:
            return self
        if name not in self._members:
            self._members[name] = self._inner(_member(node, name) for node in self._nodes)
        return self._members[name]

    @cached_property
    def item(self) -> Descriptions:
        """What is said of the items of a list."""
        return self._inner(node.get("items") for node in self._nodes)

    @cached_property
    def meaning(self) -> Meaning:
        """What is said of the value itself."""
        kinds = {kind for node in self._nodes for kind in _kinds(node)} - {"null"}
        document = bundle(self._api)
        codes = {code for node in self._nodes for code in _codes(document, node)}
        return Meaning(frozenset(kinds), frozenset(codes))

    def _inner(self, schemas: Iterable[Any]) -> Descriptions:
        document = bundle(self._api)
        found = (
            node
            for schema in schemas
            if isinstance(schema, dict)
            for node in _alternatives(document, schema)
        )
        return Descriptions(self._api, found)


def _alternatives(document: Node, schema: Node) -> Iterator[Node]:
    """Yield the schemas of which a value may have the form, references and choices opened."""
    node = resolved(document, schema)
    if node.get("x-lax") not in _STRUCTURAL:
        yield node
        return
    choices = [each for key in _CHOICES for each in node.get(key, ())]
    for each in choices:
        yield from _alternatives(document, each)
    if "properties" in node or not choices:
        yield node


def _member(node: Node, name: str) -> Any:
    if name in node.get("properties", {}):
        return node["properties"][name]
    for pattern, schema in node.get("patternProperties", {}).items():
        if re.search(pattern, name):
            return schema
    return node.get("additionalProperties")


def _kinds(node: Node) -> Iterator[str]:
    if "x-lax" in node:
        yield node["x-lax"]
    elif "enum" in node or "const" in node:
        yield "enum"
    elif node.get("type") == "string" and "format" in node:
        yield node["format"]
    else:
        types = node.get("type", ())
        yield from (types,) if isinstance(types, str) else types


def _codes(document: Node, node: Node) -> Iterator[Any]:
    if node.get("x-lax") == "enum":
        node = resolved(document, node["anyOf"][0])
    yield from node.get("enum", ())
    if "const" in node:
        yield node["const"]
