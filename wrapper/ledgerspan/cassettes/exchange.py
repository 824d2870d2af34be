"""Hold one request and its answer as plain values, whatever carried them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a request and its answer.

    Names of headers are in lower case, bodies are without the compression of the wire. `body` is
    None where a recording left it out, which is not the same as an empty one.
    """

    method: str
    url: str
    status: int
    request_headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    request_body: bytes = b""
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    body: bytes | None = b""


def header_map(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers by their names in lower case; what repeats is joined by commas."""
    found: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found
