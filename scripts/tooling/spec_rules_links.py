"""Rules about links: no known linter follows them, and a fuzzer skips broken ones in silence."""

from collections.abc import Iterator

from tooling.openapi import Node, Operation, operations, resolved

Problems = Iterator[tuple[str, str]]

JSON = "application/json"


def link_targets_exist(document: Node) -> Problems:
    """Refuse a link to an operation or a parameter that does not exist; nobody else looks."""
    by_id = {each.id: each for each in operations(document)}
    for pointer, _, _, link in _links(document):
        target = by_id.get(link.get("operationId", ""))
        if target is None:
            yield pointer, f"operation {link.get('operationId')!r} does not exist"
            continue
        names = {parameter["name"] for parameter in target.parameters(document)}
        for name in link.get("parameters", {}):
            if name not in names:
                yield pointer, f"operation {target.id!r} has no parameter {name!r}"


def link_expressions_resolve(document: Node) -> Problems:
    """Refuse expressions that point at nothing declared: a fuzzer skips the link in silence."""
    for pointer, operation, response, link in _links(document):
        for expression in link.get("parameters", {}).values():
            is_expression = isinstance(expression, str) and expression.startswith("$")
            if is_expression and not _resolves(document, operation, response, expression):
                yield pointer, f"{expression} points at nothing that is declared"


def _links(document: Node) -> Iterator[tuple[str, Operation, Node, Node]]:
    for operation in operations(document):
        for status, response in operation.responses(document):
            for name, link in response.get("links", {}).items():
                pointer = f"{operation.pointer}/responses/{status}/links/{name}"
                yield pointer, operation, response, resolved(document, link)


def _resolves(document: Node, operation: Operation, response: Node, expression: str) -> bool:
    source, _, pointer = expression.partition("#")
    if source == "$response.body":
        return _body_has(document, response, pointer)
    if source == "$request.body":
        body = resolved(document, operation.node.get("requestBody", {}))
        return _body_has(document, body, pointer)
    for place in ("path", "query", "header"):
        prefix = f"$request.{place}."
        if expression.startswith(prefix):
            declared = [(each["in"], each["name"]) for each in operation.parameters(document)]
            return (place, expression.removeprefix(prefix)) in declared
    return False


def _body_has(document: Node, holder: Node, pointer: str) -> bool:
    schema = holder.get("content", {}).get(JSON, {}).get("schema")
    return schema is not None and _has(document, schema, pointer.split("/")[1:])


def _has(document: Node, schema: Node, tokens: list[str]) -> bool:
    """Whether a value of the schema can have what the tokens of a JSON pointer lead to."""
    schema = resolved(document, schema)
    if not tokens:
        return True
    parts = [*schema.get("anyOf", []), *schema.get("allOf", [])]
    if any(_has(document, each, tokens) for each in parts):
        return True
    head, *rest = tokens
    if head.isdigit() and "items" in schema:
        return _has(document, schema["items"], rest)
    member = schema.get("properties", {}).get(head)
    return member is not None and _has(document, member, rest)
