"""Say which recorded request an asked one is, and which it nearly is."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

import msgspec

from ledgerspan.specs.address import ApiAddress, locate

from .bodies import read_json
from .cassette import Request, Take
from .exchange import Exchange


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a request in the form in which it is compared: no host, no order in the query."""

    method: str
    address: ApiAddress
    query: Sequence[tuple[str, str]]
    body: Any


def asked_of(exchange: Exchange) -> Asked | None:
    """Return what was asked; None for what is no path of either API."""
    address = locate(exchange.url, anywhere=True)
    if address is None:
        return None
    query = parse_qsl(address.query, keep_blank_values=True)
    media_type = exchange.request_headers.get("content-type", "")
    return Asked(
        method=exchange.method.upper(),
        address=address,
        query=sorted(query),
        body=_body(exchange.request_body, media_type),
    )


def matches(asked: Asked, take: Take) -> bool:
    """Tell whether a recorded request is this one; what was masked in it matches anything."""
    recorded = take.request
    return (
        take.api == asked.address.api
        and recorded.method == asked.method
        and unquote(recorded.path) == unquote(asked.address.path)
        and _query_matches(asked.query, recorded)
        and _body_matches(asked.body, recorded)
    )


def nearest(asked: Asked, takes: Sequence[Take]) -> tuple[int, str] | None:
    """Return the number of the recorded request most like this one, and what it asked."""
    told = told_request(asked.method, asked.address.path, asked.query)
    ranked = [
        (SequenceMatcher(None, told, each := _told(take)).ratio(), -number, each)
        for number, take in enumerate(takes, start=1)
    ]
    if not ranked:
        return None
    _, number, text = max(ranked)
    return -number, text


def told_request(method: str, path: str, query: Sequence[tuple[str, str]]) -> str:
    """Return a request in one line, without its body."""
    return f"{method} {path}" + (f"?{urlencode(query, safe='[]')}" if query else "")


def _told(take: Take) -> str:
    return told_request(take.request.method, take.request.path, take.request.query)


def _query_matches(query: Sequence[tuple[str, str]], recorded: Request) -> bool:
    hidden = {each.removeprefix("query/") for each in recorded.masked if each[:6] == "query/"}

    def compared(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return sorted((name, "" if name in hidden else text) for name, text in pairs)

    return compared(query) == compared(recorded.query)


def _body_matches(body: Any, recorded: Request) -> bool:
    hidden = frozenset(each[4:] for each in recorded.masked if each[:4] == "json")
    return _alike(body, _recorded_body(recorded), hidden, "")


def _recorded_body(recorded: Request) -> Any:
    if recorded.json is not msgspec.UNSET:
        return recorded.json
    return _body(recorded.body, recorded.headers.get("content-type", ""))


def _alike(asked: Any, recorded: Any, hidden: frozenset[str], at: str) -> bool:
    """Compare two JSON values; members that were masked only have to be there."""
    if at in hidden:
        return True
    if isinstance(recorded, dict):
        if not isinstance(asked, dict) or len(asked) != len(recorded):
            return False
        return all(
            _member_alike(asked, key, inner, hidden, f"{at}/{_token(key)}")
            for key, inner in recorded.items()
        )
    if isinstance(recorded, list):
        if not isinstance(asked, list) or len(asked) != len(recorded):
            return False
        pairs = enumerate(zip(asked, recorded, strict=True))
        return all(_alike(one, other, hidden, f"{at}/{index}") for index, (one, other) in pairs)
    return type(asked) is type(recorded) and bool(asked == recorded)


def _member_alike(
    asked: dict[str, Any], key: str, recorded: Any, hidden: frozenset[str], at: str
) -> bool:
    # A name that was masked is not there under that name; its number of members still counts.
    return at in hidden or (key in asked and _alike(asked[key], recorded, hidden, at))


def _token(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _body(content: bytes, media_type: str) -> Any:
    if not content:
        return b""
    if media_type.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True))
    try:
        return read_json(content)
    except ValueError:
        return content
