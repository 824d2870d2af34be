"""Read the body of a call."""

from typing import Any

from ledgerspan.sandbox.exactjson import MalformedJsonError, read_json
from ledgerspan.sandbox.exchange import Call
from ledgerspan.sandbox.nuvio.refusals import RefusedError

_LARGEST_BODY = 1024 * 1024


def read_body(call: Call) -> dict[str, Any]:
    """Read the body as an object; no body at all is an empty one (published as optional)."""
    if len(call.body) > _LARGEST_BODY:
        raise RefusedError(413, ["the body is larger than 1 MiB"])
    if not call.body:
        return {}
    try:
        body = read_json(call.body)
    except MalformedJsonError:
        raise RefusedError(400, ["the body is not valid JSON"]) from None
    if not isinstance(body, dict):
        raise RefusedError(422, ["the body must be an object"])
    return body
