"""Read the schemas of a document for people: types in words, members as rows."""

from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
Type = list[tuple[str, str | None]]
"""Pieces of text, each with the schema that it is a link to, or None."""
_LIMITS = {
    "format": "format",
    "pattern": "pattern",
    "minLength": "shortest",
    "maxLength": "longest",
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
    "minItems": "fewest",
    "maxItems": "most",
    "const": "always",
    "default": "if left out",
}


def resolved(document: Node, node: Node) -> Node:
    """Give a node, or the component that it refers to; what stands beside the reference wins."""
    while "$ref" in node:
        target: Any = document
        for token in node["$ref"].removeprefix("#/").split("/"):
            target = target[token.replace("~1", "/").replace("~0", "~")]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def described(node: Node) -> Node:
    """Give what every node may say of itself; "" where it says nothing."""
    return {
        "description": node.get("description", ""),
        "provenance": node.get("x-provenance", ""),
        "note": node.get("x-provenance-note", ""),
        "dialect": node.get("x-dialect", ""),
        "deprecated": node.get("deprecated", False),
    }


def type_of(schema: Node) -> Type:
    """Say what a value is, in words that link to schemas."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [(name, name)]
    for key, joint in (("anyOf", " or "), ("oneOf", " or "), ("allOf", " and ")):
        if key in schema:
            return _joined([type_of(each) for each in schema[key]], joint)
    kinds = schema.get("type", "object" if "properties" in schema else "anything")
    words = [kinds] if isinstance(kinds, str) else list(kinds)
    pieces = _joined([_kind(word, schema) for word in words], " or ")
    if "enum" in schema:
        pieces.append((": " + ", ".join(map(_value, schema["enum"])), None))
    return pieces


def parts_of(schema: Node) -> Iterator[Node]:
    """Yield what a schema is made of: all of these for `allOf`, else itself."""
    for each in schema.get("allOf", ()):
        yield from parts_of(each) if "allOf" in each else iter([_part(each)])
    own = {key: value for key, value in schema.items() if key != "allOf"}
    if "allOf" not in schema or own.keys() & {"properties", "type"}:
        yield _part(own)


def _part(schema: Node) -> Node:
    names = schema.get("x-enum-varnames", [])
    meanings = schema.get("x-enum-descriptions", [])
    values = schema.get("enum", [])
    return {
        "type": type_of(schema),
        "limits": limits_of(schema),
        "rows": list(_rows(schema)),
        "values": [
            {
                "value": _value(value),
                "name": names[place] if place < len(names) else "",
                "meaning": meanings[place] if place < len(meanings) else "",
            }
            for place, value in enumerate(values)
        ],
    }


def _rows(schema: Node, before: str = "") -> Iterator[Node]:
    """Yield the members of an object, and those of objects that are written inside it."""
    required = {*schema.get("required", ())}
    always = {*schema.get("x-always-sent", ())}
    for name, member in schema.get("properties", {}).items():
        yield {
            **described(member),
            "name": before + name,
            "type": type_of(member),
            "limits": limits_of(member),
            "required": name in required,
            "always": name in always,
        }
        yield from _rows(member, f"{before}{name}.")
        yield from _rows(member.get("items", {}), f"{before}{name}[].")
    if "items" in schema and not before:
        yield from _rows(schema["items"], "[].")


def _kind(word: str, schema: Node) -> Type:
    if word == "array":
        return [("list of ", None), *type_of(schema.get("items", {}))]
    if word == "object" and isinstance(schema.get("additionalProperties"), dict):
        return [("map of ", None), *type_of(schema["additionalProperties"])]
    return [(word, None)]


def limits_of(schema: Node) -> str:
    """Say what a value must keep to."""
    return ", ".join(f"{words} {schema[key]}" for key, words in _LIMITS.items() if key in schema)


def _joined(types: list[Type], joint: str) -> Type:
    pieces: Type = []
    for each in types:
        if pieces:
            pieces.append((joint, None))
        pieces += each
    return pieces


def _value(value: Any) -> str:
    return "null" if value is None else f'"{value}"' if isinstance(value, str) else str(value)
