"""Compile the closed description of an API, schema by schema, when a schema is first needed."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema_rs
import msgspec

from ledgerspan.specs.bundle import Api, Node, bundle

from .closed import closed_schemas

# What a JSON schema without any opinion is compiled under.
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Validators:
    """Validate values by the schemas of one API; compiling one takes a millisecond, once."""

    def __init__(self, api: Api) -> None:
        self._uri = f"urn:ledgerspan:{api}"
        self._schemas = closed_schemas(bundle(api))
        components = {"$schema": _DIALECT, "components": {"schemas": self._schemas}}
        self._registry = jsonschema_rs.Registry([(self._uri, components)])
        self._compiled: dict[bytes, jsonschema_rs.Draft202012Validator] = {}

    def of(self, schema: Node) -> jsonschema_rs.Draft202012Validator:
        """Return the validator of a schema that stands in the description."""
        key = msgspec.json.encode(schema)
        if key not in self._compiled:
            # Two threads may compile the same; the later one wins, and both are right.
            self._compiled[key] = jsonschema_rs.Draft202012Validator(
                self._absolute(schema), registry=self._registry, mask="a value"
            )
        return self._compiled[key]

    def at(self, location: str | None) -> Node:
        """Return the schema that has the keyword at an absolute location; {} if none is known."""
        if location is None or not location.startswith(f"{self._uri}#/"):
            return {}
        node: Any = {"components": {"schemas": self._schemas}}
        for token in location.partition("#/")[2].split("/")[:-1]:
            name = token.replace("~1", "/").replace("~0", "~")
            node = node[int(name) if isinstance(node, list) else name]
        return node if isinstance(node, dict) else {}

    def _absolute(self, node: Any) -> Any:
        """Return a schema whose references name the whole description."""
        if isinstance(node, list):
            return [self._absolute(item) for item in node]
        if not isinstance(node, dict):
            return node
        return {
            key: self._uri + value if key == "$ref" else self._absolute(value)
            for key, value in node.items()
        }


@cache
def validators(api: Api) -> Validators:
    """Return the validators of an API; all who ask share them."""
    return Validators(api)
