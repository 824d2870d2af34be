"""Give the reference pages their values: operations by tag, and schemas, from a document.

overview_of   the introduction, every tag with a line for each operation, every schema
tag_of        the operations of a tag: parameters, body, answers and examples
schema_of     one schema: its members, or the values or kinds that it can be
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from ledgerspan.sandbox.exactjson import write_json
from ledgerspan.sandbox.pages.schemas import described, limits_of, parts_of, resolved, type_of

Node = dict[str, Any]
_METHODS = ("get", "post", "put", "delete")


def overview_of(document: Node) -> Node:
    """Give the values of the first page."""
    lines = list(_lines(document))
    return {
        "info": document["info"],
        "tags": [
            {**tag, "operations": [line for line in lines if tag["name"] in line["tags"]]}
            for tag in document["tags"]
        ],
        "schemas": sorted(document["components"]["schemas"]),
        "security": document["components"].get("securitySchemes", {}),
    }


def tag_of(document: Node, name: str) -> Node | None:
    """Give the values of the page of a tag; None if there is no such tag."""
    for tag in document["tags"]:
        if tag["name"] == name:
            found = [
                _operation(document, each) for each in _lines(document) if name in each["tags"]
            ]
            return {"info": document["info"], "tag": tag, "operations": found}
    return None


def schema_of(document: Node, name: str) -> Node | None:
    """Give the values of the page of a schema; None if there is no such schema."""
    schema = document["components"]["schemas"].get(name)
    if schema is None:
        return None
    return {
        "info": document["info"],
        "name": name,
        "schema": described(schema),
        "parts": list(parts_of(schema)),
    }


def _lines(document: Node) -> Iterator[Node]:
    """Yield every operation with its path, its method and the parameters of its path."""
    for path, item in document["paths"].items():
        shared = item.get("parameters", [])
        for method in _METHODS:
            if method in item:
                yield {"path": path, "method": method.upper(), "shared": shared, **item[method]}


def _operation(document: Node, line: Node) -> Node:
    parameters = [
        resolved(document, each) for each in (*line["shared"], *line.get("parameters", []))
    ]
    body = resolved(document, line.get("requestBody", {}))
    return {
        **described(line),
        "id": line["operationId"],
        "path": line["path"],
        "method": line["method"],
        "summary": line.get("summary", line["operationId"]),
        "scope": line.get("x-scope"),
        "changes": line.get("x-changes-data", False),
        "parameters": [
            {
                **described(each),
                "name": each["name"],
                "in": each["in"],
                "required": each.get("required", False),
                "type": type_of(each.get("schema", {})),
                "limits": limits_of(each.get("schema", {})),
            }
            for each in parameters
        ],
        "body": {"required": body.get("required", False), "contents": _contents(body)},
        "responses": [
            {"status": status, **described(response), "contents": _contents(response)}
            for status, response in (
                (status, resolved(document, each)) for status, each in line["responses"].items()
            )
        ],
    }


def _contents(holder: Node) -> list[Node]:
    """Give what a body may be: a type and examples for each kind of media."""
    return [
        {
            "media": media,
            "dialect": content.get("x-dialect", ""),
            "type": type_of(content.get("schema", {})),
            "examples": [
                {
                    "summary": example.get("summary", name),
                    "dialect": example.get("x-dialect", ""),
                    "text": _pretty(example["value"]),
                }
                for name, example in content.get("examples", {}).items()
                if "value" in example
            ],
        }
        for media, content in holder.get("content", {}).items()
    ]


def _pretty(value: Any) -> str:
    if isinstance(value, str):
        return value
    return msgspec.json.format(write_json(value), indent=2).decode()
