"""Read HAR files: what browsers, mitmproxy and schemathesis write of the requests they saw."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ledgerspan.errors import LedgerspanError

from .exchange import Exchange, header_map


class HarError(LedgerspanError):
    """Refuse a file that is no HAR."""


class _Log(msgspec.Struct):
    entries: list[dict[str, Any]]


class _Har(msgspec.Struct):
    log: _Log


def exchanges_of_har(content: bytes) -> Iterator[Exchange]:
    """Yield the exchanges of a HAR in their order; requests that got no answer are left out.

    Raises HarError for anything else.
    """
    try:
        har = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Har)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise HarError(f"it is no HAR: {fault}") from None
    for number, entry in enumerate(har.log.entries, start=1):
        try:
            exchange = _exchange(entry)
        except (KeyError, TypeError, AttributeError, ValueError) as fault:
            raise HarError(f"entry {number} of the HAR cannot be read: {fault!r}") from None
        if exchange.status:
            yield exchange


def _exchange(entry: Mapping[str, Any]) -> Exchange:
    request, response = entry["request"], entry["response"]
    headers = _headers(response)
    content = response.get("content") or {}
    if content.get("mimeType"):
        headers.setdefault("content-type", content["mimeType"])
    return Exchange(
        method=request["method"],
        url=request["url"],
        status=int(response["status"]),
        request_headers=_headers(request),
        request_body=_body(request.get("postData") or {}) or b"",
        headers=headers,
        body=_body(content),
    )


def _headers(message: Mapping[str, Any]) -> dict[str, str]:
    return header_map((each["name"], each["value"]) for each in message.get("headers", ()))


def _body(content: Mapping[str, Any]) -> bytes | None:
    """Return a body; None where one came and the HAR lacks it: browsers drop large ones."""
    text = content.get("text")
    if text is None:
        return None if content.get("size", 0) else b""
    if content.get("encoding") == "base64":
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error as fault:
            raise ValueError(str(fault)) from None
    return str(text).encode("utf-8", "surrogatepass")
