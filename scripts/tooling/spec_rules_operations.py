"""Rules about operations: tags, statuses, bodies, parameters."""

from collections.abc import Iterator

from tooling.openapi import Node, nodes, operations, resolved

Problems = Iterator[tuple[str, str]]

JSON = "application/json"


def operations_have_one_tag(document: Node) -> Problems:
    """Ask for one declared tag: it is the package of the generated function."""
    declared = {tag["name"] for tag in document.get("tags", [])}
    for each in operations(document):
        tags = each.node.get("tags", [])
        if len(tags) != 1:
            yield each.pointer, f"has {len(tags)} tags, not one"
        for tag in tags:
            if tag not in declared:
                yield each.pointer, f"tag {tag!r} is not declared"


def operations_can_succeed(document: Node) -> Problems:
    """Ask for a 2xx answer: without one a caller has nothing to read."""
    for each in operations(document):
        if not any(status.startswith("2") for status in each.node.get("responses", {})):
            yield each.pointer, "has no 2xx answer"


def guarded_operations_answer_401(document: Node) -> Problems:
    """Ask for a 401 answer wherever credentials are due; `security: []` says that none are."""
    for each in operations(document):
        security = each.node.get("security", document.get("security", []))
        if security and "401" not in each.node.get("responses", {}):
            yield each.pointer, "needs credentials and has no 401 answer"


def request_bodies_start_with_json(document: Node) -> Problems:
    """Ask for JSON first: the generator breaks on two media types, so it gets the first alone."""
    for each in operations(document):
        if "requestBody" not in each.node:
            continue
        media = list(resolved(document, each.node["requestBody"]).get("content", {}))
        if media[:1] != [JSON]:
            yield each.pointer, f"the first media type of the body is not {JSON}"
        if sum("json" in name for name in media) > 1:
            yield each.pointer, "the body has more than one JSON media type"


def parameters_have_no_default(document: Node) -> Problems:
    """Refuse defaults of parameters: the generator would send them on every call."""
    for pointer, node in nodes(document):
        schema = node.get("schema")
        if "in" in node and isinstance(schema, dict) and "default" in resolved(document, schema):
            yield pointer, f"parameter {node.get('name')!r} has a default"
