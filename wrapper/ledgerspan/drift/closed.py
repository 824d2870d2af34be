"""Close a published description, so that what it does not know of shows.

It is open and lax where users want it to be: unknown members pass, and a code list takes any code.
The closed copy is for judging alone. It is what `spec_views` calls `fuzz-observed`, with the code
lists closed as well, and made here anew since those views are tools and not in the wheel.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledgerspan.specs.bundle import Node, resolved

Schemas = Mapping[str, Node]


def closed_schemas(document: Node) -> dict[str, Node]:
    """Return the schemas of a description, each closed; the description stays as it is."""
    schemas: Schemas = document["components"]["schemas"]
    return {name: _closed(document, schema) for name, schema in schemas.items()}


def _closed(document: Node, schema: Node) -> Node:
    if schema.get("x-lax") == "enum":
        return _listed(document, schema)
    whole = _merged(document, schema)
    if whole.get("type") == "object" and "properties" in whole:
        required = dict.fromkeys([*whole.get("required", ()), *whole.get("x-always-sent", ())])
        # What is open on purpose, such as members that the account names, stays open.
        whole = {"additionalProperties": False, **whole, "required": list(required)}
    return whole


def _listed(document: Node, schema: Node) -> Node:
    """Return the list of a code list that takes every code, in every spelling of its codes.

    Which spellings those are is said by the branches beside the list: digits as text, nothing.
    """
    listed, *branches = schema["anyOf"]
    codes: list[Any] = [code for code in resolved(document, listed)["enum"] if code is not None]
    types = {branch.get("type") for branch in branches}
    # A list of codes in figures comes as text from servers written in PHP, and the other way round.
    if "string" in types:
        codes += [str(code) for code in codes if isinstance(code, int)] + [""]
    if "integer" in types:
        codes += [int(code) for code in codes if isinstance(code, str) and code.isdecimal()]
    if "null" in types:
        codes.append(None)
    # The same code in both spellings, told apart: 1 and "1" are two, and so are 1 and True.
    unique = {(type(code), code): code for code in codes}
    kept = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**kept, "enum": list(unique.values())}


def _merged(document: Node, schema: Node) -> Node:
    """Return a schema in one piece: parts that are closed each would exclude each other."""
    if "allOf" not in schema:
        return schema
    whole: Node = {key: value for key, value in schema.items() if key != "allOf"}
    whole["type"] = "object"
    for each in schema["allOf"]:
        part = _merged(document, resolved(document, each))
        for key in ("required", "x-always-sent"):
            if key in part:
                whole[key] = [*whole.get(key, ()), *part[key]]
        whole["properties"] = {**whole.get("properties", {}), **part.get("properties", {})}
    return whole
