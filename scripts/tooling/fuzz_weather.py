"""Weather: the failures that no request causes by itself, made by the sandbox's faults.

Only what the spec documents is brought about. Some of it needs no fault: bad credentials, a token
without the scope, a method or a record that is not there. For a status that no request to an
operation can get (a list has no record that could be missing) the fault says it too. Only against
sandboxes: a live service makes its own weather.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ledgerspan.sandbox import Fault

from tooling.fuzz_target import Target, credentials
from tooling.openapi import Node, Operation, resolved

_WAIT = "7"
_NO_SUCH_ID = "999999999"
_NO_JSON = b'{"half": '
_UNKNOWN_KEY = "invented-and-wrong"
_BROKEN = (500, 502, 503)
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Weather:
    """What one request meets: a fault, other credentials, another method or id.

    `headers` None are the target's own, `body` None is a good one. `statuses` are those that must
    answer; None for any.
    """

    name: str
    statuses: frozenset[int] | None
    fault: Fault | None = None
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    method: str | None = None
    record_id: str | None = None
    body: bytes | None = None


def weathers(
    target: Target, operation: Operation, document: Node, ids: Sequence[Any]
) -> Iterator[Weather]:
    """Say what can happen to an operation, by the statuses that it documents.

    `ids` are records that it may be about: some can be deleted, some are in use.
    """
    documented = dict(operation.responses(document))
    yield Weather("fair", None)
    if operation.method == "delete" and operation.path.endswith("/{id}"):
        yield from (Weather(f"fair for {each}", None, record_id=str(each)) for each in ids)
    if {"200", "202"} <= documented.keys():
        # By observation a refusal can come under a successful status (observation 4).
        yield Weather("a refusal under 200", frozenset({200}), Fault("rejected"))
    yield from _signed_out(target, operation, documented)
    if "405" in documented:
        yield Weather("another method", frozenset({405}), method="PATCH")
    missing = "404" if "404" in documented else "400"
    if "{id}" in operation.path and operation.method == "get" and missing in documented:
        yield Weather("a missing record", frozenset({int(missing)}), record_id=_NO_SUCH_ID)
    if "application/json" in resolved(document, operation.node.get("requestBody", {})).get(
        "content", {}
    ):
        yield Weather("a body that is no JSON", frozenset({400}), body=_NO_JSON)
        yield Weather("a body without members", None, body=b"{}")
    yield from _broken(documented)
    for status in _beyond_requests(target.api, operation, document):
        yield from _said(status, documented[str(status)])


def _signed_out(
    target: Target, operation: Operation, documented: Mapping[str, Node]
) -> Iterator[Weather]:
    """Send no credentials, wrong ones, and good ones that may not do this."""
    if operation.node.get("security") == []:
        # Whoever may ask without credentials is refused for what the body says alone.
        return
    if "401" in documented:
        wrong = credentials(target.scheme, _UNKNOWN_KEY)
        yield Weather("no credentials", frozenset({401}), headers={})
        yield Weather("wrong credentials", frozenset({401}), headers=wrong)
    scope = str(operation.node.get("x-scope", ""))
    denied = [
        credentials(target.scheme, key)
        for other, key in sorted(target.scoped_keys.items())
        if scope and other != scope
    ]
    if target.denied_headers is not None:
        denied = [target.denied_headers]
    if "403" in documented and denied:
        yield Weather("no permission", frozenset({403}), headers=denied[0])


def _broken(documented: Mapping[str, Node]) -> Iterator[Weather]:
    """Let the service be busy or down."""
    if "429" in documented:
        for wait in (None, _WAIT):
            fault = Fault("status", status=_TOO_MANY, retry_after=wait)
            yield Weather(f"429 with Retry-After {wait}", frozenset({_TOO_MANY}), fault)
    for status in _BROKEN:
        if str(status) in documented or "5XX" in documented:
            yield from _said(status, documented.get(str(status)) or documented["5XX"])


def _said(status: int, response: Node) -> Iterator[Weather]:
    """Let the fault say a status, as JSON and as a page where both are documented."""
    yield Weather(f"{status}", frozenset({status}), Fault("status", status=status))
    if "text/html" in response.get("content", {}):
        page = Fault("status", status=status, html=True)
        yield Weather(f"{status} as a page", frozenset({status}), page)


def _beyond_requests(api: str, operation: Operation, document: Node) -> list[int]:
    """Give the statuses that are documented and that no request to the operation can get.

    Nobody knows how large a body may be; a path without a parameter has nothing to miss; 400 and
    422 are about what is sent, of Nuvio about the body alone (published).
    """
    beyond = {"413"}
    if "{" not in operation.path:
        beyond.add("404")
    takes = operation.parameters(document) if api == "daftra" else []
    if "requestBody" not in operation.node and not takes:
        beyond |= {"400", "422"}
    return sorted(int(code) for code, _ in operation.responses(document) if code in beyond)
