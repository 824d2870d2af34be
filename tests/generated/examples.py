"""The examples of the bundles, each with the Python type that the client reads it as."""

import importlib
import typing
from collections.abc import Iterator
from typing import Any

from tooling.openapi import operations


def answered_examples(api: str, document: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield `operation status case`, the value and the type, of every JSON answer with examples."""
    for operation in operations(document):
        for status, response in operation.responses(document):
            media = response.get("content", {}).get("application/json", {})
            for case, example in media.get("examples", {}).items():
                name = f"{operation.id} {status} {case}"
                yield name, example["value"], python_type(api, media["schema"], document)


def sent_examples(api: str, document: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield `operation case`, the value and the type, of every JSON request body."""
    for operation in operations(document):
        media = operation.node.get("requestBody", {}).get("content", {}).get("application/json", {})
        for case, example in media.get("examples", {}).items():
            name = f"{operation.id} {case}"
            yield name, example["value"], python_type(api, media["schema"], document)


def python_type(api: str, schema: dict[str, Any], document: dict[str, Any]) -> Any:
    """Return the class, or list of a class, that a schema became."""
    models = importlib.import_module(f"{api}_client.models")
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        described = document["components"]["schemas"][name]
        if "x-lax" in described:
            return Any
        if described.get("type") == "array":
            return python_type(api, described, document)
        return getattr(models, name)
    if schema.get("type") == "array":
        return list[python_type(api, schema["items"], document)]  # type: ignore[misc]
    assert schema == {} or typing.cast("bool", schema.get("type")), schema
    return Any
