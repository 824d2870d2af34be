"""Real answers of the sandbox as exchanges, to be changed by a test before they are examined."""

import copy
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
from ledgerspan.cassettes import Exchange
from ledgerspan.drift.examiner import examine
from ledgerspan.drift.findings import Sighting
from ledgerspan.sandbox import Sandbox

Change = Callable[[Any], object]


def ask(box: Sandbox, api: str, method: str, path: str, body: Any = None) -> Exchange:
    """Ask the sandbox; return the exchange as a recording has it."""
    root = {"daftra": box.daftra_url, "nuvio": box.nuvio_url}[api]
    headers = {
        "apikey": box.daftra_companies[0].api_key,
        "authorization": f"Bearer {box.nuvio_companies[0].token}",
    }
    del headers["authorization" if api == "daftra" else "apikey"]
    with httpx.Client(transport=box.transport, headers=headers) as client:
        answer = client.request(method, root + path, json=body)
    return Exchange(
        method=method,
        url=root + path,
        status=answer.status_code,
        headers=dict(answer.headers),
        body=answer.content,
    )


def changed(exchange: Exchange, change: Change) -> Exchange:
    """Return an exchange whose body was changed in place by `change`."""
    value = copy.deepcopy(value_of(exchange))
    change(value)
    return answering(exchange, body=msgspec.json.encode(value))


def answering(exchange: Exchange, **answer: Any) -> Exchange:
    """Return an exchange with another answer: `body`, `status`, `headers`."""
    return msgspec.structs.replace(exchange, **answer)


def value_of(exchange: Exchange) -> Any:
    """Return the decoded body."""
    return msgspec.json.decode(exchange.body or b"")


def sightings(exchange: Exchange, **options: Any) -> tuple[Sighting, ...]:
    """Examine one exchange; it has to be of an API."""
    found = examine(exchange, **options)
    assert found is not None
    return found.sightings
