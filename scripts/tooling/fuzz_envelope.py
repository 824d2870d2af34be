"""The law of envelopes: what the body says of success is what the HTTP status says."""

from collections.abc import Iterator
from typing import Any

from tooling.fuzz_exchange import Exchange, Finding
from tooling.fuzz_probe import NOT_JSON
from tooling.fuzz_target import Target

_TOKENS = ("/v2/oauth/token", "/oauth/token")
_HTTP_OK = 200
_FIRST_FAILURE = 400
_REFUSED_TOKEN = (400, 401)


def envelope_findings(exchange: Exchange, target: Target) -> Iterator[Finding]:
    """Judge one answer of either API."""
    if exchange.media_type == "text/html" and (
        target.dialect == "observed" or target.api == "nuvio"
    ):
        # A sign-in page or a gateway's notice may take the place of a failure (observation 1, and
        # published for Nuvio); where none is documented, the check of content types says so.
        if exchange.status < _FIRST_FAILURE:
            yield f"{exchange.status} comes with a web page"
    elif exchange.body is NOT_JSON:
        yield f"{exchange.status} comes without JSON"
    elif isinstance(exchange.body, list):
        yield from _list(exchange)
    elif not isinstance(exchange.body, dict):
        yield f"{exchange.status} comes without a JSON object"
    elif target.api == "nuvio":
        yield from _nuvio(exchange.body, exchange.status)
    elif exchange.path in _TOKENS and exchange.method == "POST":
        yield from _token(exchange.body, exchange.status)
    elif exchange.path.startswith("/v2/"):
        yield from _entity(exchange.body, exchange.status)
    else:
        yield from _daftra(exchange.body, exchange.status, target)


def _daftra(body: dict[str, Any], status: int, target: Target) -> Iterator[Finding]:
    code, result = str(body.get("code")), str(body.get("result"))
    if target.live and status == _HTTP_OK and result.startswith("fail"):
        # Refusals under a successful status are real (observation 4); the code tells them.
        if not code.startswith(("4", "5")):
            yield f"a refused call has code {code}"
        return
    if code != str(status):
        yield f"code {code} comes with status {status}"
    expected = "failed" if status >= _FIRST_FAILURE else "successful"
    if result != expected:
        yield f"result {result!r} comes with status {status}"
    if status >= _FIRST_FAILURE and not body.get("message"):
        yield f"status {status} comes without a message"


def _entity(body: dict[str, Any], status: int) -> Iterator[Finding]:
    """Judge v2: no envelope, but what is refused says why."""
    told = body.get("message") or body.get("error")
    if status >= _FIRST_FAILURE and not told:
        yield f"status {status} comes without a message"
    if status < _FIRST_FAILURE and body.get("errors"):
        yield f"errors {body['errors']!r} come with status {status}"


def _list(exchange: Exchange) -> Iterator[Finding]:
    """Judge the answer to a bulk write: a verdict for each element, in its order (published)."""
    if not exchange.path.endswith("/add_bulk.json"):
        yield f"{exchange.status} comes with a list"
        return
    if exchange.status >= _FIRST_FAILURE:
        yield f"status {exchange.status} comes with a list of verdicts"
    if isinstance(exchange.sent, list) and len(exchange.body) != len(exchange.sent):
        yield f"{len(exchange.sent)} elements were sent, {len(exchange.body)} verdicts came"
    for place, verdict in enumerate(exchange.body):
        code = str(verdict.get("code")) if isinstance(verdict, dict) else ""
        expected = "failed" if code.startswith(("4", "5")) else "successful"
        if not code or verdict.get("result") != expected:
            yield f"element {place}: its code and its result disagree"


def _token(body: dict[str, Any], status: int) -> Iterator[Finding]:
    told = "error" if status in _REFUSED_TOKEN else "access_token"
    if status >= _FIRST_FAILURE and status not in _REFUSED_TOKEN:
        # RFC 6749 words refusals alone; what fails before them fails as anywhere.
        told = "message"
    if not body.get(told):
        yield f"status {status} comes without {told}"


def _nuvio(body: dict[str, Any], status: int) -> Iterator[Finding]:
    succeeded = status < _FIRST_FAILURE
    if body.get("success") is not succeeded:
        yield f"success {body.get('success')} comes with status {status}"
    if succeeded and body.get("errors") is not None:
        yield f"errors {body['errors']!r} come with status {status}"
    if not succeeded and not body.get("errors"):
        yield f"status {status} comes without errors"
    if not succeeded and body.get("data") is not None:
        yield f"data comes with status {status}"
