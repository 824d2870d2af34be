"""The ASGI application: one pipeline for every request of both APIs, and the desks beside it.

    read ─> deal a fault ─> operate, or fail instead ─> log ─> spoil ─> send, or lose

Between reading and sending nothing awaits except a latency fault, and that one waits after
the record is stored and the request is logged.
"""

import asyncio
from collections.abc import Iterable, MutableSequence
from dataclasses import replace

from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from ledgerspan.sandbox.desk import CUT, Desk
from ledgerspan.sandbox.exchange import Answer, Call, html_answer
from ledgerspan.sandbox.faults import Fault, FaultPlan
from ledgerspan.sandbox.requestlog import LoggedRequest, log_entry
from ledgerspan.sandbox.service import Resource, Service
from ledgerspan.sandbox.wire import read_call, send_answer

_LOST_BEFORE = frozenset({"refuse", "reset_before"})
_STATUS_MESSAGE = "The sandbox was told to fail with this status"


class ConnectionLostError(Exception):
    """The connection ends without an answer; raised only when there is no wire to cut."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def build_application(
    services: Iterable[Service],
    own: Iterable[Resource],
    faults: FaultPlan,
    log: MutableSequence[LoggedRequest],
) -> Router:
    """Route every path of `services` through the pipeline, and the sandbox's `own` to desks."""
    routes: list[Route] = []
    for service in services:
        anything_else = Resource(f"/{service.provider}/{{rest:path}}", {})
        routes.extend(
            # An endpoint that is an object gets every method: it answers 405 itself, so that
            # Allow names all methods of the path.
            Route(resource.path, Pipeline(service, resource, faults, log))
            for resource in (*service.resources, anything_else)
        )
    # After the APIs: a route costs every request that is meant for a later one.
    nothing = Resource("/{rest:path}", {})
    routes.extend(Route(resource.path, Desk(resource)) for resource in (*own, nothing))
    return Router(routes, redirect_slashes=False)


class Pipeline:
    """Serve one resource; an empty resource stands for every unknown path of its service."""

    def __init__(
        self,
        service: Service,
        resource: Resource,
        faults: FaultPlan,
        log: MutableSequence[LoggedRequest],
    ) -> None:
        self._service = service
        self._resource = resource
        self._faults = faults
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request from its arrival to its answer or its loss."""
        call = await read_call(scope, receive)
        fault = self._faults.deal(
            self._service.provider,
            call.method,
            call.path,
            is_create=self._resource.creates and call.method == "POST",
        )
        answer = self._answer(call, fault)
        lost = fault is not None and fault.kind in {*_LOST_BEFORE, "reset_after"}
        self._log.append(
            log_entry(
                call,
                status=None if lost else answer.status,
                stored=answer.stored,
                fault=fault.kind if fault else None,
            )
        )
        if fault is not None and fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
        if fault is not None and lost:
            await _lose(fault, scope, receive)
        else:
            await send_answer(answer, call.method, send)

    def _answer(self, call: Call, fault: Fault | None) -> Answer:
        if fault is None:
            return self._operate(call)
        instead = self._instead(fault)
        return instead or _spoiled(self._operate(call), fault)

    def _operate(self, call: Call) -> Answer:
        if not self._resource.operations:
            return self._service.failure(404, "Invalid Endpoint", {})
        operation = self._resource.operations.get(call.method)
        if operation is None:
            return self._service.failure(
                405, f"{call.method} is not allowed here", {"allow": self._resource.allow}
            )
        return operation(call)

    def _instead(self, fault: Fault) -> Answer | None:
        """Give the answer of a fault that keeps the request from being carried out."""
        match fault.kind:
            case "status":
                return self._status(fault)
            case "html":
                return html_answer(200, "Please sign in")
            case "rejected":
                return self._service.rejected()
            case "null_id":
                return self._service.created_nothing()
            case "refuse" | "reset_before":
                return Answer(0, b"")
            case _:
                return None

    def _status(self, fault: Fault) -> Answer:
        headers = {} if fault.retry_after is None else {"retry-after": fault.retry_after}
        if fault.html:
            return html_answer(fault.status, _STATUS_MESSAGE, headers)
        return self._service.failure(fault.status, _STATUS_MESSAGE, headers)


def _spoiled(answer: Answer, fault: Fault) -> Answer:
    """Apply a fault that strikes once the request has been carried out."""
    if fault.kind == "truncate":
        return replace(answer, body=answer.body[: len(answer.body) // 2])
    if fault.kind == "empty":
        return replace(answer, status=200, body=b"")
    return answer


async def _lose(fault: Fault, scope: Scope, receive: Receive) -> None:
    if CUT not in scope:
        raise ConnectionLostError(fault.kind)
    scope[CUT]()
    while (await receive())["type"] != "http.disconnect":
        pass
