"""Rules about examples: they feed docs, tests and the fuzzer, so they have to be right."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import jsonschema_rs

from tooling.openapi import Node, at, nodes, operations, reachable, resolved, subschemas
from tooling.spec_views import view

Problems = Iterator[tuple[str, str]]

JSON = "application/json"
ADDRESS = "urn:ledgerspan:spec"


def examples_are_valid(document: Node) -> Problems:
    """Hold each example against its schema: a wrong one teaches the wrong thing."""
    registry = jsonschema_rs.Registry([(ADDRESS, document)])
    for pointer, media in nodes(document):
        if "schema" not in media:
            continue
        for name, example in media.get("examples", {}).items():
            if "value" not in example:
                yield f"{pointer}/examples/{name}", "has no value"
                continue
            validator = _validator(registry, f"{pointer}/schema")
            for error in _errors(validator, example["value"]):
                yield f"{pointer}/examples/{name}", error


def examples_hold_all_that_is_sent(document: Node) -> Problems:
    """Hold each example against the strict view of its dialect: nothing undocumented or missing."""
    wrong_anyway = {pointer for pointer, _ in examples_are_valid(document)}
    for kind in ("fuzz-observed", "fuzz-documented"):
        for pointer, message in examples_are_valid(view(document, kind)):
            if pointer not in wrong_anyway:
                yield pointer, f"{kind}: {message}"


def request_schemas_have_a_unicode_example(document: Node) -> Problems:
    """Ask for text beyond ASCII: a fuzzer meets it by luck of the seed unless an example has it."""
    seen: dict[str, str] = {}
    covered: set[str] = set()
    for operation in operations(document):
        body = resolved(document, operation.node.get("requestBody", {}))
        media = body.get("content", {}).get(JSON)
        if media is None:
            continue
        schema = media.get("schema", {}).get("$ref", operation.pointer)
        if _takes_text(document, media.get("schema", {})):
            seen.setdefault(schema, operation.pointer)
        if not json.dumps(media.get("examples", {}), ensure_ascii=False).isascii():
            covered.add(schema)
    for schema, pointer in seen.items():
        if schema not in covered:
            yield pointer, f"no example of {schema.rsplit('/', 1)[-1]} has text beyond ASCII"


def _takes_text(document: Node, schema: Node) -> bool:
    """Whether a body has a place for free text: none has text beyond ASCII without one."""
    whole = [schema, *(at(document, pointer) for pointer in reachable(document, schema))]
    return any(
        "string" in each.get("type", ())
        and not {"pattern", "enum", "const", "format"} & each.keys()
        for part in whole
        for _, each in subschemas(part)
    )


def schema_errors(document: Node, schema: Node, value: object) -> list[str]:
    """Return why a schema of the document refuses a value; formats are checked."""
    whole = {**schema, "components": document.get("components", {})}
    return _errors(jsonschema_rs.Draft202012Validator(whole, validate_formats=True), value)


def _validator(
    registry: jsonschema_rs.Registry, pointer: str
) -> jsonschema_rs.Draft202012Validator:
    target = {"$ref": f"{ADDRESS}#{quote(pointer)}"}
    return jsonschema_rs.Draft202012Validator(target, registry=registry, validate_formats=True)


def _errors(validator: jsonschema_rs.Draft202012Validator, value: object) -> list[str]:
    return [
        f"{'/'.join(map(str, e.instance_path))}: {e.message}" for e in validator.iter_errors(value)
    ]
