"""Which properties of the schemas of a document a body shows, each by its pointer.

A property of a component is one thing wherever the component is referred to.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tooling.openapi import Node, at, pointer_to, resolved

_BRANCHES = ("allOf", "anyOf", "oneOf")
Root = tuple[str, Node]
"""A name for what is described, and the request body or response that describes it."""


class Properties:
    """The properties of one document."""

    def __init__(self, document: Node) -> None:
        self._document = document
        self._of_components: dict[str, Node] = {}

    def of(self, roots: Iterable[Root]) -> set[str]:
        """Give every property that some bodies may have."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [schema for root in roots for schema in self._schemas(root)]
        while waiting:
            pointer, schema = self._followed(*waiting.pop())
            if pointer in seen:
                continue
            seen.add(pointer)
            for name, inner in schema.get("properties", {}).items():
                found.add(pointer + pointer_to("properties", name))
                waiting.append((pointer + pointer_to("properties", name), inner))
            waiting += _parts(pointer, schema)
        return found

    def within(self, root: Root, value: Any) -> set[str]:
        """Give the properties that one body shows."""
        found: set[str] = set()
        for pointer, schema in self._schemas(root):
            self._walk(pointer, schema, value, found)
        return found

    def _schemas(self, root: Root) -> Iterator[tuple[str, Node]]:
        name, node = root
        content = resolved(self._document, node).get("content", {})
        for media_type, media in content.items():
            if "schema" in media:
                yield f"{name} {media_type}", media["schema"]

    def _walk(self, pointer: str, schema: Node, value: Any, found: set[str]) -> None:
        pointer, schema = self._followed(pointer, schema)
        for part_pointer, part in _parts(pointer, schema):
            if not part_pointer.endswith("/items"):
                self._walk(part_pointer, part, value, found)
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            for each in value:
                self._walk(f"{pointer}/items", schema["items"], each, found)
        elif isinstance(value, dict):
            described = schema.get("properties", {})
            for name in value.keys() & described.keys():
                below = pointer + pointer_to("properties", name)
                found.add(below)
                self._walk(below, described[name], value[name], found)

    def _followed(self, pointer: str, schema: Node) -> tuple[str, Node]:
        while "$ref" in schema:
            pointer = schema["$ref"].removeprefix("#")
            if pointer not in self._of_components:
                self._of_components[pointer] = at(self._document, pointer)
            schema = self._of_components[pointer]
        return pointer, schema


def _parts(pointer: str, schema: Node) -> Iterator[tuple[str, Node]]:
    """Give the schemas that describe the same value, and that of the items of a list."""
    for keyword in _BRANCHES:
        for place, branch in enumerate(schema.get(keyword, [])):
            yield f"{pointer}/{keyword}/{place}", branch
    if isinstance(schema.get("items"), dict):
        yield f"{pointer}/items", schema["items"]
