"""Turn an exchange into a line of a cassette: what is kept of it, and what is masked."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ledgerspan.config import Secret
from ledgerspan.masking import masked_bytes
from ledgerspan.specs.address import ApiAddress, locate
from ledgerspan.specs.meanings import Descriptions
from ledgerspan.specs.operations import Operation, find, is_json, json_schema

from .bodies import Masker, read_json
from .cassette import Request, Response, Take, content_of, line_of
from .exchange import Exchange
from .fields import Fields
from .masks import SECRET, Masks

# Headers that decide something for a reader, and tell nobody anything.
_TOLD = frozenset(
    {"accept", "allow", "content-language", "content-type", "retry-after"}
    | {f"{x}ratelimit-{each}" for x in ("", "x-") for each in ("limit", "remaining", "reset")}
)
# Headers that prove who asks, of which only the name is recorded.
_PROOFS = frozenset({"apikey", "authorization", "cookie", "proxy-authorization", "site-id"})
_TOKEN_PATHS = ("/v2/oauth/token", "/oauth/token")
# Those that last longest first. A password comes last: it may be short enough to be guessed.
_TOKENS = ("client_secret", "refresh_token", "access_token", "code", "password")
_BROKEN = '{"masked": '
_PAGE = "<!DOCTYPE html>\n<html><head><title>masked</title></head><body>masked</body></html>\n"
_SHORTEST_SECRET = 8
_OPERATORS = re.compile(r"[^\[\]]+")
_NUMERIC_HOST = re.compile(r"[0-9.:]+")
_HARMLESS_PART = re.compile(r"[A-Za-z0-9_.-]*")


class Taker:
    """Make lines of exchanges; `raw` leaves everything as it was, secrets included.

    The key of the masks is the first credential that is seen: the same account gives the same masks
    in every recording, and nobody without the credential can try values out.
    """

    def __init__(
        self, *, keep: Collection[str] = (), amounts: bool = False, raw: bool = False
    ) -> None:
        self._fields = Fields(keep, amounts=amounts)
        self._raw = raw
        self._masks: Masks | None = None
        self._secrets: dict[str, None] = {}

    def line(self, exchange: Exchange) -> bytes | None:
        """Return the line of an exchange; None for what is no call of either API."""
        address = locate(exchange.url, anywhere=True)
        if address is None:
            return None
        if self._raw:
            return line_of(_raw_take(exchange, address))
        self._remember(exchange)
        if self._masks is None:
            self._masks = Masks(_key_of(exchange) or secrets.token_bytes(32))
        line = line_of(self._take(exchange, address, self._masks))
        # Whatever a server echoes where nobody expects it.
        return masked_bytes(line, map(Secret, self._secrets))

    def _take(self, exchange: Exchange, address: ApiAddress, masks: Masks) -> Take:
        operation = find(address.api, exchange.method, address.path)
        proving = address.path in _TOKEN_PATHS
        asked = Masker(masks, self._fields, proving=proving)
        schema = operation.request_schema() if operation else None
        sent = _body(exchange.request_body, exchange.request_headers)
        sent = self._masked(sent, asked, Descriptions.of(address.api, schema))
        query, hidden = self._query(address, operation, masks)
        answered = Masker(masks, self._fields, proving=proving)
        response = operation.response(exchange.status) if operation else None
        schema = json_schema(response) if response else None
        received = _body(exchange.body or b"", exchange.headers)
        received = self._masked(received, answered, Descriptions.of(address.api, schema))
        return Take(
            api=address.api,
            request=Request(
                method=exchange.method.upper(),
                path=_path(address.path, masks),
                query=query,
                headers=_headers(exchange.request_headers),
                masked=[*hidden, *(f"json{pointer}" for pointer in asked.masked)],
                **sent,
            ),
            response=Response(
                status=exchange.status, headers=_headers(exchange.headers), **received
            ),
        )

    def _masked(
        self, content: dict[str, Any], masker: Masker, described: Descriptions
    ) -> dict[str, Any]:
        if "json" not in content:
            return content
        return {"json": masker.value(content["json"], described)}

    def _query(
        self, address: ApiAddress, operation: Operation | None, masks: Masks
    ) -> tuple[list[tuple[str, str]], list[str]]:
        """Return the query, and which of it was masked."""
        known = operation.parameters() if operation else {}
        masker = Masker(masks, self._fields)
        query, hidden = [], []
        for name, text in parse_qsl(address.query, keep_blank_values=True):
            described = Descriptions.of(address.api, known.get(name))
            subject = _subject(name)
            kept = self._fields.kept(subject)
            shown = text if kept else masker.scalar(subject, text, described.meaning)
            query.append((name, shown))
            if shown != text:
                hidden.append(f"query/{name}")
        return query, hidden

    def _remember(self, exchange: Exchange) -> None:
        """Learn what must not be in any line: what proved who asks, and the host of the site."""
        host = urlsplit(exchange.url).hostname or ""
        for text in (*_credentials(exchange), "" if _NUMERIC_HOST.fullmatch(host) else host):
            if len(text) >= _SHORTEST_SECRET:
                self._secrets[text] = None


def _raw_take(exchange: Exchange, address: ApiAddress) -> Take:
    return Take(
        api=address.api,
        request=Request(
            method=exchange.method.upper(),
            path=address.path,
            query=parse_qsl(address.query, keep_blank_values=True),
            headers=dict(exchange.request_headers),
            **content_of(exchange.request_body, exact=True),
        ),
        response=Response(
            status=exchange.status,
            headers=dict(exchange.headers),
            **content_of(exchange.body or b"", exact=True),
        ),
    )


def _body(body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """Return a body that can be masked; of what is no JSON only its kind is left.

    A body that was broken stays broken, a web page stays one: what is replayed fails alike.
    """
    if not body:
        return {}
    media_type = headers.get("content-type", "")
    if media_type.startswith("application/x-www-form-urlencoded"):
        return {"json": dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))}
    content = content_of(body, exact=False)
    if "json" in content:
        return content
    head = body[:64].lstrip()
    if head.startswith(b"<"):
        return {"text": _PAGE}
    return {"text": _BROKEN if is_json(media_type) or head[:1] in (b"{", b"[") else SECRET}


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    told = {name: value for name, value in headers.items() if name in _TOLD}
    return told | {name: "***" for name in headers if name in _PROOFS}


def _path(path: str, masks: Masks) -> str:
    """Return a path; what in it is no id and no name of the API is masked."""
    return "/".join(
        part if _HARMLESS_PART.fullmatch(part) else masks.text(part) for part in path.split("/")
    )


def _subject(name: str) -> str:
    """Return what a parameter is about: of `filter[journal.date][gte]` it is `date`."""
    parts = _OPERATORS.findall(name)
    about = parts[1] if len(parts) > 1 else name
    return str(about).rpartition(".")[2]


def _key_of(exchange: Exchange) -> bytes | None:
    """Return the first credential of an exchange that is long enough to be nobody's guess."""
    found = (text for text in _credentials(exchange) if len(text) >= _SHORTEST_SECRET)
    return next((text.encode() for text in found), None)


def _credentials(exchange: Exchange) -> Iterator[str]:
    for name in ("apikey", "authorization"):
        value = exchange.request_headers.get(name, "")
        yield value.rpartition(" ")[2]
    if urlsplit(exchange.url).path.endswith(_TOKEN_PATHS):
        for body in (exchange.request_body, exchange.body or b""):
            try:
                members = read_json(body)
            except ValueError:
                continue
            if isinstance(members, dict):
                yield from (str(members[name]) for name in _TOKENS if members.get(name))
