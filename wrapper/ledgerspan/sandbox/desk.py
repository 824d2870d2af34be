"""Serve what is the sandbox's own: its steering and its pages, beside the two APIs.

    read ─> guard (over the wire) ─> operate ─> send

Nothing of it is logged or goes wrong on demand.
"""

from collections.abc import Mapping
from dataclasses import replace

from starlette.types import Receive, Scope, Send

from ledgerspan.sandbox.exchange import Answer, json_answer
from ledgerspan.sandbox.guard import refusal
from ledgerspan.sandbox.service import Resource
from ledgerspan.sandbox.wire import read_call, send_answer

# Under this key of the scope a server over the wire leaves the way to cut its connection.
CUT = "ledgerspan.sandbox.cut"
_ALWAYS: Mapping[str, str] = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class Desk:
    """Serve one resource of the sandbox itself; an empty one stands for every unknown path."""

    def __init__(self, resource: Resource) -> None:
        self._resource = resource

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request from its arrival to its answer."""
        call = await read_call(scope, receive)
        reason = refusal(call.method, call.headers, call.scheme) if CUT in scope else None
        operations = self._resource.operations
        operation = operations.get("GET" if call.method == "HEAD" else call.method)
        if reason is not None:
            answer = say_no(403, reason)
        elif not operations:
            answer = say_no(404, f"there is nothing at {call.path}: / lists what there is")
        elif operation is None:
            answer = say_no(405, f"{call.method} is not for this path: use {self._resource.allow}")
            answer = replace(answer, headers={"allow": self._resource.allow})
        else:
            answer = operation(call)
        answer = replace(answer, headers={**_ALWAYS, **answer.headers})
        await send_answer(answer, call.method, send)


def say_no(status: int, reason: str) -> Answer:
    """Answer with the reason why not."""
    return json_answer(status, {"error": reason})
