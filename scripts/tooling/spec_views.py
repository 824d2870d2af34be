"""The views of a published document: what a generator and a fuzzer need instead of the whole truth.

* `published`: the document itself.
* `generator`: a lax value becomes what it means, at each point of use; `allOf` merged; the first
  request media type and the JSON of a response alone; conditions between members dropped.
* `fuzz-observed`: `allOf` merged; objects of answers closed, so that an undocumented member is
  found, and their `x-always-sent` members required.
* `fuzz-documented`: the same, without anything marked `x-dialect: observed`.
"""

import copy
from collections.abc import Collection
from typing import Any

from tooling.openapi import METHODS, Node, at, nodes, operations, pointer_to, reachable

KINDS = ("published", "generator", "fuzz-observed", "fuzz-documented")

MEANINGS: dict[str, Node] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string"},
    "date-time": {"type": "string"},
    "string": {"type": "string"},
    "code": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
    "text-list": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]},
    "json": {},
    "nothing": {"type": "null"},
}
NULL: Node = {"type": "null"}
REF: Node = {"$ref": ""}
# A component with one of these becomes a class, and references to it stay.
HAS_A_CLASS = {"properties", "enum", "allOf"}
CONDITIONS = ("propertyNames", "not", "anyOf", "oneOf", "allOf", "if", "then", "else")
SCHEMAS = "#/components/schemas/"


def view(document: Node, kind: str) -> Node:
    """Return the view `kind` (one of KINDS) of a published document, which stays as it is."""
    if kind == "published":
        return copy.deepcopy(document)
    shown = merged(document)
    match kind:
        case "generator":
            return _used_only(_for_generator(shown))
        case "fuzz-observed":
            return _closed(shown)
        case "fuzz-documented":
            return _used_only(_closed(_without_observed(shown)))
    raise ValueError(f"no view {kind!r}; take one of {', '.join(KINDS)}")


def meaning(lax: Node) -> Node:
    """Return the plain schema a lax one stands for, null included where the lax one takes it.

    A lax enum means its first branch, the list of the values that are known.
    """
    if lax["x-lax"] == "enum":
        plain = {"anyOf": [copy.deepcopy(lax["anyOf"][0])]}
    else:
        plain = copy.deepcopy(MEANINGS[lax["x-lax"]])
    return _nullable(plain) if NULL in lax.get("anyOf", []) else plain


def merged(document: Node) -> Node:
    """Return the document with every component that is an `allOf` of objects as one object.

    Envelopes share their members that way; a closed object cannot be said in parts.
    """
    shown = copy.deepcopy(document)
    schemas = shown["components"]["schemas"]
    for name in schemas:
        schemas[name] = _merged(shown, schemas[name])
    return shown


def _merged(document: Node, schema: Node) -> Node:
    if "allOf" not in schema:
        return schema
    whole = {key: value for key, value in schema.items() if key != "allOf"} | {"type": "object"}
    for each in schema["allOf"]:
        part = _merged(document, at(document, each["$ref"][1:]) if "$ref" in each else each)
        for key in ("required", "x-always-sent"):
            if key in part:
                whole[key] = [*whole.get(key, []), *part[key]]
        whole["properties"] = {**whole.get("properties", {}), **part.get("properties", {})}
    return whole


def _nullable(schema: Node) -> Node:
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], NULL]}
    if schema != NULL and "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return schema


def _for_generator(document: Node) -> Node:
    for operation in operations(document):
        body = operation.node.get("requestBody")
        if body:
            body["content"] = dict(list(body["content"].items())[:1])
    for _, response in _responses(document):
        content = response.get("content", {})
        if "application/json" in content:
            response["content"] = {"application/json": content["application/json"]}
    for _, node in list(nodes(document)):
        # The generator describes an argument by its schema.
        if "in" in node and "description" in node and "$ref" not in node.get("schema", REF):
            node["schema"].setdefault("description", node["description"])
    schemas = {SCHEMAS + name: schema for name, schema in document["components"]["schemas"].items()}
    plain = {
        target: meaning(schema) if "x-lax" in schema else schema
        for target, schema in schemas.items()
        if "x-lax" in schema or not schema.keys() & HAS_A_CLASS
    }
    collapsed: Node = _collapsed(document, plain)
    for schema in collapsed["components"]["schemas"].values():
        if "properties" in schema:
            for condition in CONDITIONS:
                schema.pop(condition, None)
    return collapsed


def _collapsed(node: Any, plain: dict[str, Node]) -> Any:
    """Replace each reference to a schema without a class, keeping description and null.

    The generator would drop what stands beside the reference.
    """
    if isinstance(node, list):
        return [_collapsed(item, plain) for item in node]
    if not isinstance(node, dict):
        return node
    match node:
        case {"$ref": str(target)} if target in plain:
            return {**_collapsed(plain[target], plain), **_without(node, "$ref")}
        case {"anyOf": [{"$ref": str(target)}, {"type": "null"}]} if target in plain:
            inner = _collapsed(plain[target], plain)
            return {**_nullable(inner), **_without(node, "anyOf")}
        case {"$ref": str(target), "description": str(text)}:
            return {"allOf": [{"$ref": target}], "description": text}
    return {key: _collapsed(value, plain) for key, value in node.items()}


def _without(node: Node, key: str) -> Node:
    return {name: value for name, value in node.items() if name != key}


def _without_observed(node: Any) -> Any:
    """Drop every member and item that only observation knows."""
    if isinstance(node, list):
        return [_without_observed(item) for item in node if not _is_observed(item)]
    if isinstance(node, dict):
        return {
            key: _without_observed(each) for key, each in node.items() if not _is_observed(each)
        }
    return node


def _is_observed(node: Any) -> bool:
    return isinstance(node, dict) and node.get("x-dialect") == "observed"


def _closed(document: Node) -> Node:
    """Close the objects of answers and require of them what every answer carries."""
    answered: set[str] = set()
    for _, response in _responses(document):
        answered |= reachable(document, response)
    for pointer in answered:
        schema = at(document, pointer)
        if schema.get("type") == "object" and "properties" in schema:
            # What a spec opens on purpose (members named by the account) stays open.
            schema.setdefault("additionalProperties", False)
            required = dict.fromkeys(
                [*schema.get("required", []), *schema.get("x-always-sent", [])]
            )
            if required:
                schema["required"] = list(required)
    return document


def _responses(document: Node) -> list[tuple[str, Node]]:
    """Return every response that is written out, in operations and in components."""
    components = document["components"].get("responses", {})
    found = [
        (pointer_to("components", "responses", name), each) for name, each in components.items()
    ]
    for operation in operations(document):
        for status, response in operation.node["responses"].items():
            if "$ref" not in response:
                found.append((operation.pointer + pointer_to("responses", status), response))
    return found


def only(document: Node, names: Collection[str]) -> Node:
    """Return a document with the operations of some operationIds, and what they refer to."""
    shown = copy.deepcopy(document)
    for operation in operations(document):
        if operation.id not in names:
            del shown["paths"][operation.path][operation.method]
    shown["paths"] = {
        path: item for path, item in shown["paths"].items() if item.keys() & set(METHODS)
    }
    for _, response in _responses(shown):
        links = response.get("links", {})
        for name in [name for name, link in links.items() if link["operationId"] not in names]:
            del links[name]
    return _used_only(shown)


def _used_only(document: Node) -> Node:
    """Drop the components that nothing refers to."""
    used = reachable(document, document["paths"])
    components = document["components"]
    for section, members in list(components.items()):
        if section != "securitySchemes":
            kept = {
                n: m for n, m in members.items() if pointer_to("components", section, n) in used
            }
            components[section] = kept
            if not kept:
                del components[section]
    return document
