"""Hold one exchange against the description of its API."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import msgspec

from ledgerspan.cassettes.exchange import Exchange
from ledgerspan.specs.address import ApiAddress, locate
from ledgerspan.specs.bundle import Api, Node, bundle, resolved
from ledgerspan.specs.operations import Operation, find, is_json

from .body import Body
from .findings import Kind, Place, Sighting
from .validators import validators

# What browsers and proxies ask for themselves, and no description describes.
_PASSED_OVER = ("OPTIONS", "HEAD", "CONNECT", "TRACE")
# Answers that a path gives which is not there, or that tell nothing about it.
_SAY_NOTHING = (401, 403, 404, 405, 429, 501)
_FAILED = 500
# A browser has the answer already, and the recording has it not.
_NOT_MODIFIED = 304
_HTML = "text/html"
_WORD = re.compile(r"[a-z][a-z0-9_-]*|")


class Examined(msgspec.Struct, frozen=True):
    """Hold what one exchange showed; `operation` is None where none is described."""

    place: Place
    operation: Operation | None
    sightings: tuple[Sighting, ...]


def examine(
    exchange: Exchange,
    *,
    api: Api | None = None,
    anywhere: bool = False,
    show_values: bool = False,
) -> Examined | None:
    """Return what an exchange shows; None for what is no call of either API (or not of `api`).

    `anywhere` says that the traffic is all of these APIs, whatever its host.
    """
    address = locate(exchange.url, api, anywhere=anywhere)
    if address is None or exchange.method.upper() in _PASSED_OVER:
        return None
    if exchange.status == _NOT_MODIFIED:
        return None
    operation = find(address.api, exchange.method, address.path)
    if operation is None:
        return _undescribed(exchange, address)
    place = Place(address.api, operation.id, exchange.status)
    return Examined(place, operation, tuple(_differences(exchange, operation, plain=show_values)))


def _undescribed(exchange: Exchange, address: ApiAddress) -> Examined:
    place = Place(address.api, f"{exchange.method.upper()} {_shape(address.path)}", exchange.status)
    told = exchange.status >= _FAILED or exchange.status in _SAY_NOTHING
    return Examined(place, None, () if told else (Sighting(kind=Kind.OPERATION),))


def _shape(path: str) -> str:
    """Return a path without the values in it: the ids of records, texts of searches."""
    parts = path.removesuffix(".json").rstrip("/").split("/")
    return "/".join(part if _WORD.fullmatch(part) else "*" for part in parts)


def _differences(exchange: Exchange, operation: Operation, *, plain: bool) -> Iterator[Sighting]:
    response = operation.response(exchange.status)
    if response is None:
        known = ", ".join(operation.node["responses"])
        seen = str(exchange.status)
        yield Sighting(kind=Kind.STATUS, expected=known, seen=seen)
        return
    yield from _headers(exchange, operation.api, response)
    content: Node = response.get("content", {})
    sent = exchange.headers.get("content-type", "")
    media_type = sent.partition(";")[0].strip().lower()
    described = _described(content, media_type)
    if described is None:
        seen = media_type or "none"
        yield Sighting(kind=Kind.CONTENT_TYPE, expected=", ".join(content), seen=seen)
        # JSON under another name is still worth a look.
        described = _described(content, "application/json")
    schema = None if described is None else described.get("schema")
    if exchange.body is None or schema is None or media_type == _HTML:
        return
    try:
        value = decoded(exchange.body)
    except ValueError:
        if is_json(media_type):
            yield Sighting(kind=Kind.NOT_JSON, expected="JSON", seen=_no_json(exchange.body))
        return
    yield from Body(value, validators(operation.api), show_values=plain).sightings(schema)


def _described(content: Node, media_type: str) -> Node | None:
    return next(
        (each for name, each in content.items() if name.partition(";")[0].lower() == media_type),
        None,
    )


def _headers(exchange: Exchange, api: Api, response: Node) -> Iterator[Sighting]:
    for name, header in response.get("headers", {}).items():
        required = resolved(bundle(api), header).get("required", False)
        if required and name.lower() not in exchange.headers:
            yield Sighting(kind=Kind.HEADER, pointer=name, expected="a header", seen="none")


def decoded(body: bytes) -> object:
    """Decode JSON; raise ValueError for what is none.

    Texts that were cut in the middle of a character are mended: the body is JSON all the same.
    """
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):
        pass
    try:
        value = json.loads(body.decode("utf-8", "replace"), parse_constant=_no_number)
        # Halves of surrogate pairs cannot be written, nor be given to a validator.
        return msgspec.json.decode(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError as fault:
        raise ValueError(str(fault)) from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _no_json(body: bytes) -> str:
    head = body[:200].lstrip().lower()
    if not head:
        return "empty body"
    if head.startswith(b"<"):
        return "markup"
    return "broken JSON" if head.startswith((b"{", b"[")) else "text"
