"""A small API with everything that the real ones have little of: enums, recursion, odd names."""

import copy
from typing import Any

SCHEMAS: dict[str, Any] = {
    "Shelf": {
        "type": "object",
        "required": ["shelfId"],
        "properties": {
            "shelfId": {"type": "integer"},
            "kind": {"$ref": "#/components/schemas/ShelfKind"},
            "level": {"$ref": "#/components/schemas/ShelfLevel"},
            "netWeight": {"type": "number"},
            "madeOn": {"type": ["string", "null"]},
            "from": {"type": ["string", "null"]},
            "parent": {"anyOf": [{"$ref": "#/components/schemas/Shelf"}, {"type": "null"}]},
            "subShelves": {
                "type": ["array", "null"],
                "items": {"$ref": "#/components/schemas/Shelf"},
            },
            "openSince": {"type": "string", "format": "date"},
            "labels": {"type": ["array", "null"], "items": {"type": "string"}},
            "oldKinds": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/ShelfKind"},
            },
        },
    },
    "ShelfKind": {"type": "string", "enum": ["wood", "steel"]},
    "ShelfLevel": {
        "type": "integer",
        "enum": [0, 1],
        "x-enum-varnames": ["LOW", "HIGH"],
    },
    "Bin": {
        "type": "object",
        "properties": {"binName": {"type": "string"}},
    },
}


def operation(name: str, schema: str, *, body: bool = False) -> dict[str, Any]:
    """Describe an operation that answers with a schema (and is sent one)."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    described: dict[str, Any] = {
        "operationId": name,
        "tags": ["shelves"],
        "responses": {"200": {"description": "It.", "content": content}},
    }
    if body:
        described["requestBody"] = {"required": True, "content": content}
    return described


def document() -> dict[str, Any]:
    """Return the whole description of the toy API."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shelves", "version": "1"},
        "paths": {
            "/shelf": {
                "get": operation("get_shelf", "Shelf"),
                "post": operation("create_shelf", "Shelf", body=True),
            },
            "/bin": {"get": operation("get_bin", "Bin")},
        },
        "components": {"schemas": copy.deepcopy(SCHEMAS)},
    }
