"""Wrong statements about operations: paths, methods, parameters, statuses, headers, links.

Not made, because no request of the fuzzer can tell: a query parameter that is required (the engine
leaves one out, and accepts that this is accepted), and other names of path parameters (no request
holds them).
"""

import re
from collections.abc import Iterator

from tooling.fuzz_operations import aim_verb
from tooling.fuzz_outcome import LEADS, MATTERS, SUCCEEDS
from tooling.fuzz_settings import Phase
from tooling.openapi import Node, Operation, at, pointer_to, resolved
from tooling.spec_mutant import INVENTED, Operator, SpecMutant, operator, wrong_type
from tooling.spec_mutant_changes import Apply, moved, operation_dropped, removed, replaced
from tooling.spec_mutants_reach import ANSWERED, Reach

_NOT_FOUND = f"status_code_conformance,positive_data_acceptance,{SUCCEEDS}"
STATUS_DROPPED = operator("status-dropped", "status_code_conformance")
STATUS_CHANGED = operator("status-changed", "status_code_conformance")
MEDIA_TYPE = operator("media-type-changed", "content_type_conformance")
HEADER = operator("header-invented", "response_headers_conformance")
METHOD_DROPPED = operator("method-dropped", "unsupported_method,allow_header_conformance")
METHOD_CHANGED = operator("method-changed", _NOT_FOUND)
PATH = operator("path-changed", _NOT_FOUND)
RENAMED = operator("parameter-renamed", MATTERS)
TYPE = operator("parameter-type-changed", f"{_NOT_FOUND},negative_data_rejection,{MATTERS}")
SENT_AS = operator("body-media-type-changed", _NOT_FOUND)
LINK = operator("link-expression-changed", LEADS)
OPERATORS = (
    *(STATUS_DROPPED, STATUS_CHANGED, MEDIA_TYPE, HEADER),
    *(METHOD_DROPPED, METHOD_CHANGED, PATH, RENAMED, TYPE, SENT_AS, LINK),
)

_PHASES: tuple[Phase, ...] = ("examples", "coverage", "fuzzing")
_OTHER_STATUS = {"200": "201", "202": "200", "400": "409", "404": "410"}
_OTHER_METHOD = {"get": "put", "post": "patch", "put": "patch", "delete": "patch"}
_INVENTED = "X-Invented-By-A-Mutant"


def surface_mutants(reach: Reach) -> Iterator[SpecMutant]:
    """Yield the mutants of every operation."""
    for operation in reach.operations:
        yield from _of_answers(reach.document, operation)
        yield from _of_address(reach, operation)
        yield from _of_parameters(reach.document, operation)
        yield from _of_body(reach.document, operation)
        yield from _of_links(reach, operation)


def _of_answers(document: Node, operation: Operation) -> Iterator[SpecMutant]:
    wrong = _first_member(document, operation)
    for status, response in operation.responses(document):
        focus = wrong if status in ("400", "422") else ""
        place = operation.pointer + pointer_to("responses", status)
        if not _can_be_caused(operation, status):
            continue
        yield _mutant(STATUS_DROPPED, operation, status, removed(place), focus=focus)
        if status in _OTHER_STATUS:
            responses = operation.pointer + "/responses"
            changed = moved(responses, status, _OTHER_STATUS[status])
            yield _mutant(STATUS_CHANGED, operation, status, changed, focus=focus)
        if content := response.get("content"):
            text = {**response, "content": {"text/csv": next(iter(content.values()))}}
            yield _mutant(MEDIA_TYPE, operation, status, replaced(place, text), focus=focus)
        headers = response.get("headers", {})
        invented = {_INVENTED: {"required": True, "schema": {"type": "string"}}}
        more = {**response, "headers": {**headers, **invented}}
        yield _mutant(HEADER, operation, status, replaced(place, more), focus=focus)


def _first_member(document: Node, operation: Operation) -> str:
    """Name a member of the body: wrong values of it make sure that something is refused."""
    body = resolved(document, operation.node.get("requestBody", {}))
    media: list[Node] = list(body.get("content", {}).values())
    inner: Node = resolved(document, media[0]["schema"]).get("properties", {}) if media else {}
    if len(inner) > 1 or not inner:
        return next(iter(inner), "")
    # v1 wraps what it takes.
    name, wrapped = next(iter(inner.items()))
    return next(iter(resolved(document, wrapped).get("properties", {})), name)


def _can_be_caused(operation: Operation, status: str) -> bool:
    """Tell whether a request alone brings a status about: no list is missing, no read is wrong."""
    if status == "200" and "202" in operation.node["responses"]:
        return False  # Live services refuse under 200 at times; the sandbox does when it is told.
    if status == "400" and "422" in operation.node["responses"]:
        return False  # It is for what is no JSON at all, and the engine sends none.
    if status in ("400", "422"):
        return "requestBody" in operation.node
    return status in ANSWERED and (status != "404" or "{" in operation.path)


def _of_address(reach: Reach, operation: Operation) -> Iterator[SpecMutant]:
    path, method = operation.path, operation.method
    siblings = [each for each in reach.operations if each.path == path]
    names = tuple(each.id for each in siblings)
    item = pointer_to("paths", path)
    if len(siblings) > 1:
        yield _mutant(
            METHOD_DROPPED,
            operation,
            method,
            operation_dropped(operation.pointer, operation.id),
            focus="method",
            operations=names,
        )
    if (other := _OTHER_METHOD[method]) not in at(reach.document, item):
        changed = moved(item, method, other)
        yield _mutant(METHOD_CHANGED, operation, f"{method} to {other}", changed)
    elsewhere = re.sub(r"/([a-z-]+(?:_[a-z]+)*)(?=(/\{|/?$|\.json))", r"/\1x", path, count=1)
    if elsewhere != path:
        changed = moved("/paths", path, elsewhere)
        yield _mutant(PATH, operation, elsewhere, changed)


def _of_parameters(document: Node, operation: Operation) -> Iterator[SpecMutant]:
    for index, parameter in enumerate(operation.node.get("parameters", [])):
        told = resolved(document, parameter)
        name, place = told["name"], f"{operation.pointer}/parameters/{index}"
        wrong = wrong_type(document, told["schema"])
        # Of seeded records few can be deleted, so that a wrong id is refused like a right one.
        if wrong is not None and aim_verb(operation) != "delete":
            typed = {**told, "schema": wrong}
            yield _mutant(TYPE, operation, name, replaced(place, _plain(typed)), focus=name)
        if told["in"] == "query":
            other = {**told, "name": name + INVENTED}
            yield _mutant(RENAMED, operation, name, replaced(place, other), focus=name)


def _of_body(document: Node, operation: Operation) -> Iterator[SpecMutant]:
    body = resolved(document, operation.node.get("requestBody", {}))
    content = body.get("content", {})
    if list(content) == ["application/json"]:
        sent = {**body, "content": {"text/plain": {"schema": {"type": "string"}}}}
        place = f"{operation.pointer}/requestBody"
        yield _mutant(SENT_AS, operation, "body", replaced(place, sent))


def _of_links(reach: Reach, operation: Operation) -> Iterator[SpecMutant]:
    if aim_verb(operation) == "delete":
        return  # What was deleted answers 404, like any wrong link.
    served = {each.id for each in reach.operations}
    for status, response in operation.node["responses"].items():
        for name, link in response.get("links", {}).items():
            if link["operationId"] not in served:
                continue
            place = operation.pointer + pointer_to("responses", status, "links", name)
            asked = (*_before(reach, operation), operation.id, link["operationId"])
            for argument, expression in link.get("parameters", {}).items():
                yield SpecMutant(
                    operator=LINK,
                    where=f"{operation.id}.{name}",
                    pointer=place,
                    operations=tuple(dict.fromkeys(asked)),
                    phases=("stateful",),
                    focus=(),
                    apply=replaced(f"{place}/parameters/{argument}", expression + INVENTED),
                )


def _before(reach: Reach, operation: Operation) -> list[str]:
    """Give an operation whose links lead to this one, where it needs a record."""
    if "{" not in operation.path:
        return []
    leading = (each for each in reach.operations if operation.id in _linked(each))
    cheapest_first = sorted(leading, key=lambda each: (each.method != "post", each.id))
    return [each.id for each in cheapest_first if "{" not in each.path][:1]


def _linked(operation: Operation) -> set[str]:
    responses = operation.node["responses"].values()
    return {link["operationId"] for each in responses for link in each.get("links", {}).values()}


def _mutant(
    kind: Operator,
    operation: Operation,
    where: str,
    apply: Apply,
    *,
    focus: str = "",
    operations: tuple[str, ...] = (),
) -> SpecMutant:
    return SpecMutant(
        operator=kind,
        where=f"{operation.id}.{where}",
        pointer=operation.pointer,
        operations=operations or (operation.id,),
        phases=_PHASES,
        focus=(focus, focus + INVENTED) if focus else (),
        apply=apply,
        strangers=where == "404",
    )


def _plain(parameter: Node) -> Node:
    """Take examples away: they are of the type that the parameter had."""
    return {key: value for key, value in parameter.items() if key not in ("example", "examples")}
