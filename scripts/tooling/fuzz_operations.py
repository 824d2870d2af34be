"""What an operation of a spec does to which kind of record, read from its path and method."""

import re
from collections.abc import Iterator

from tooling.fuzz_place import Aim, Place, aim_of
from tooling.openapi import Node, Operation, operations


def aim_verb(operation: Operation) -> str | None:
    """Say what an operation does to a record."""
    aim = _aim(operation)
    return None if aim is None else aim.verb


def _aim(operation: Operation) -> Aim | None:
    # Any id will do to read the path: none is what tells the kind of record.
    return aim_of(re.sub(r"\{[^}]*}", "1", operation.path), operation.method.upper())


def place_of(operation: Operation) -> Place | None:
    """Give the kind of record that an operation is about."""
    aim = _aim(operation)
    return None if aim is None else aim.place


def listed_places(document: Node) -> set[Place]:
    """Give the kinds of record that have a list of their own."""
    described = operations(document)
    aims = (_aim(operation) for operation in described if "{entity}" not in operation.path)
    return {aim.place for aim in aims if aim is not None and aim.verb == "list"}


def label_of(operation: Operation) -> str:
    """Name an operation like the engine: "GET /v1/income/{id}"."""
    return f"{operation.method.upper()} {operation.path}"


def linked_ids(operation: Operation) -> Iterator[str]:
    """Yield the operations that the answers of one link to."""
    for response in operation.node.get("responses", {}).values():
        for link in response.get("links", {}).values():
            yield link["operationId"]
