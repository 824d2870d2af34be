"""Find the operation that a request called: the most literal template that fits its path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

import msgspec

from .bundle import Api, Node, bundle, resolved

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_PARAMETER = re.compile(r"\{[^}]+\}")


class Operation(msgspec.Struct, frozen=True, eq=False):
    """Hold one operation of a description; `path` is its template."""

    api: Api
    id: str
    method: str
    path: str
    node: Node

    def response(self, status: int) -> Node | None:
        """Return what is said of answers with a status: exactly, by its class, or by default."""
        responses = self.node["responses"]
        for name in (str(status), f"{status // 100}XX", "default"):
            if name in responses:
                return resolved(bundle(self.api), responses[name])
        return None

    def parameters(self) -> Mapping[str, Node]:
        """Return the schemas of the query parameters by name."""
        document = bundle(self.api)
        given = [resolved(document, each) for each in self.node.get("parameters", ())]
        return {each["name"]: each.get("schema", {}) for each in given if each["in"] == "query"}

    def request_schema(self) -> Node | None:
        """Return the schema of a JSON body that is sent."""
        body = resolved(bundle(self.api), self.node.get("requestBody", {}))
        return json_schema(body)


class _Template(msgspec.Struct, frozen=True, eq=False):
    shape: re.Pattern[str]
    literal: tuple[int, ...]
    operations: Mapping[str, Operation]


def json_schema(body: Node) -> Node | None:
    """Return the schema of the JSON among the media types of a body."""
    for media_type, content in body.get("content", {}).items():
        if is_json(media_type):
            schema: Node = content.get("schema", {})
            return schema
    return None


def is_json(media_type: str) -> bool:
    """Tell whether a media type, its parameters left out, is JSON."""
    plain = media_type.partition(";")[0].strip().lower()
    return plain == "application/json" or plain.endswith("+json")


def find(api: Api, method: str, path: str) -> Operation | None:
    """Return the operation of a path that begins at the API's root; None if none is described.

    `/api2/invoices`, `/api2/invoices/` and `/api2/invoices.json` are one path, and the level that
    ends the reads of v2 may be left out (both by observation).
    """
    for spelling in _spellings(method.lower(), path.rstrip("/")):
        for template in _templates(api):
            found = template.operations.get(method.lower())
            if found is not None and template.shape.fullmatch(unquote(spelling)):
                return found
    return None


def _spellings(method: str, path: str) -> Iterator[str]:
    yield path
    if path.startswith("/api2/"):
        yield path.removesuffix(".json")
    elif path.startswith("/v2/api/entity/") and method == "get":
        yield f"{path}/1"


def operations(api: Api) -> list[Operation]:
    """Return every operation of an API in the order of its description."""
    return [
        Operation(api, node["operationId"], method, path, _with_shared(item, node))
        for path, item in bundle(api)["paths"].items()
        for method, node in item.items()
        if method in METHODS
    ]


@cache
def _templates(api: Api) -> tuple[_Template, ...]:
    """Return the templates of an API, the most literal first."""
    by_path: dict[str, dict[str, Operation]] = {}
    for operation in operations(api):
        by_path.setdefault(operation.path, {})[operation.method] = operation
    found = [_template(path, methods) for path, methods in by_path.items()]
    return tuple(sorted(found, key=_literalness, reverse=True))


def _template(path: str, methods: Mapping[str, Operation]) -> _Template:
    literal = tuple(map(_rank, path.split("/")))
    shape = "".join(
        "[^/]+" if _PARAMETER.fullmatch(piece) else re.escape(piece)
        for piece in re.split(r"(\{[^}]+\})", path)
    )
    return _Template(re.compile(shape), literal, methods)


def _literalness(template: _Template) -> Any:
    return sum(template.literal), template.literal


def _rank(part: str) -> int:
    if _PARAMETER.fullmatch(part):
        return 0
    return 1 if "{" in part else 2


def _with_shared(item: Node, node: Node) -> Node:
    """Return an operation with the parameters that its path has for all methods."""
    shared = item.get("parameters", ())
    return {**node, "parameters": [*shared, *node.get("parameters", ())]} if shared else node
