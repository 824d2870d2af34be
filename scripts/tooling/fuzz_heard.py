"""What went over the wire, as entries of an archive: the engine's requests, and our own."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import httpx
from schemathesis import Response
from schemathesis.core.result import Ok
from schemathesis.engine import events
from schemathesis.engine.recorder import Request
from schemathesis.engine.run.probes import ProbePayload

from tooling.fuzz_har import PROBE, Entry

Listener = Callable[[Entry], None]
"""Takes each entry as it happens."""


def of_event(event: events.EngineEvent) -> Iterator[Entry]:
    """Write down the requests that an event of the engine tells of."""
    if isinstance(event, events.ScenarioFinished):
        for each in event.recorder.interactions.values():
            yield _entry(event.phase.value, each.request, each.response, each.timestamp)
    elif isinstance(event, events.PhaseFinished) and isinstance(event.payload, Ok):
        # What the engine asks before anything else: what a server can take at all.
        payload = event.payload.ok()
        for probe in payload.probes if isinstance(payload, ProbePayload) else ():
            if probe.response is not None:
                yield of_case("probing", Response.from_any(probe.response))


def of_case(sender: str, response: Response) -> Entry:
    """Write down a case that was called by itself."""
    request = Request.from_prepared_request(response.request)
    return _entry(sender, request, response, time.time())


def probe_hook(listener: Listener) -> Callable[[httpx.Response], None]:
    """Give a response hook for our own client."""

    def heard(response: httpx.Response) -> None:
        started = time.time()
        body = response.read()
        request = response.request
        listener(
            Entry(
                sender=PROBE,
                method=request.method,
                url=str(request.url),
                status=response.status_code,
                request_headers=dict(request.headers),
                request_body=request.content or None,
                headers=dict(response.headers),
                body=body,
                started=started,
                seconds=response.elapsed.total_seconds(),
            )
        )

    return heard


def _entry(sender: str, request: Request, response: Response | None, ended: float) -> Entry:
    answer: dict[str, Any] = {"status": 0}
    if response is not None:
        answer = {
            "status": response.status_code,
            "headers": _flat(response.headers),
            "body": response.content,
            "seconds": response.elapsed,
        }
    return Entry(
        sender=sender,
        method=request.method.upper(),
        url=request.uri,
        request_headers=_flat(request.headers),
        request_body=request.body,
        started=ended - answer.get("seconds", 0.0),
        **answer,
    )


def _flat(headers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {name: ", ".join(map(_text, values)) for name, values in headers.items()}


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
