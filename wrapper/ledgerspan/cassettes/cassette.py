r"""The cassette: a text file that grows by one line of JSON with each exchange.

    {"cassette":1,"by":"ledgerspan 0.1.0","masked":true,"kept":[]}
    {"api":"daftra","request":{"method":"GET","path":"/api2/incomes","query":[["page","1"]],...},
     "response":{"status":200,"headers":{"content-type":"application/json"},"json":{...}}}

The first line says that this is version 1 of the format, whether values were masked, and which
members were asked to stay. Each other line is one exchange in the order of its answer:

* `path` begins at the root of the API; no host is recorded. `query` are pairs, decoded.
* A body is `json` (numbers exact), else `text`, else `base64`; none of them is an empty body.
  What was recorded raw has no `json`: its bytes are the very ones that came.
* `headers` are those that readers of the APIs look at, names in lower case; of those that prove who
  asks there is only the name. Raw recordings have all of them.
* `request.masked` says what of the request is not what was sent: `query/NAME` or `json/POINTER`.
  Such a value matches any other when the request is replayed.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from ledgerspan.errors import LedgerspanError
from ledgerspan.specs.bundle import Api

from .bodies import read_json, write_json
from .exchange import Exchange

VERSION = 1
_FIRST = b'{"cassette":'
_NOTHING: Any = msgspec.UNSET


class CassetteError(LedgerspanError):
    """Refuse a file that is no cassette, or one that this version cannot read."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the first line."""

    cassette: int
    by: str = ""
    masked: bool = True
    kept: Sequence[str] = ()


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Hold a body in the one spelling that it has."""

    json: Any = _NOTHING
    text: str | None = None
    base64: str | None = None

    @property
    def body(self) -> bytes:
        """The bytes to send."""
        if self.json is not _NOTHING:
            return write_json(self.json)
        if self.base64 is not None:
            return base64.b64decode(self.base64)
        return (self.text or "").encode()


class Request(Content, frozen=True, kw_only=True, omit_defaults=True):
    """Hold what was asked."""

    method: str
    path: str
    query: Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    masked: Sequence[str] = ()


class Response(Content, frozen=True, kw_only=True, omit_defaults=True):
    """Hold what was answered."""

    status: int
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)


class Take(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one exchange as a line has it."""

    api: Api
    request: Request
    response: Response

    def exchange(self) -> Exchange:
        """Return it as if it had just happened."""
        asked = f"?{urlencode(self.request.query)}" if self.request.query else ""
        return Exchange(
            method=self.request.method,
            url=self.request.path + asked,
            status=self.response.status,
            request_headers=self.request.headers,
            request_body=self.request.body,
            headers=self.response.headers,
            body=self.response.body,
        )


class Cassette(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a cassette that was read whole."""

    head: Head
    takes: tuple[Take, ...]

    @classmethod
    def read(cls, path: str | Path) -> Cassette:
        """Read a file; raise CassetteError naming the line that is wrong.

        The last line may be cut off, as it is when a recording was killed: it is left out.
        """
        lines = _content(Path(path)).split(b"\n")
        head = _head(Path(path), lines[0])
        takes: list[Take] = []
        for number, line in enumerate(lines[1:], start=2):
            if not line:
                continue
            try:
                # Through exact numbers: decoding into the structs at once would make them floats.
                takes.append(msgspec.convert(read_json(line), Take))
            except ValueError as fault:
                if number == len(lines):
                    break
                raise CassetteError(f"{path}, line {number} is no exchange: {fault}") from None
        return cls(head=head, takes=tuple(takes))

    def exchanges(self) -> Iterator[Exchange]:
        """Yield the exchanges in their order."""
        for take in self.takes:
            yield take.exchange()


def is_cassette(content: bytes) -> bool:
    """Tell whether a file begins as a cassette does."""
    return content.lstrip().startswith(_FIRST)


def line_of(value: Head | Take) -> bytes:
    """Return a line as it is written, line break and all."""
    return write_json(value) + b"\n"


def content_of(body: bytes, *, exact: bool) -> dict[str, Any]:
    """Return the member that holds a body; `exact` keeps its very bytes."""
    if not body:
        return {}
    if not exact:
        try:
            return {"json": read_json(body)}
        except ValueError:
            pass
    try:
        return {"text": body.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise CassetteError(f"{path} cannot be read: {fault.strerror}") from None


def _head(path: Path, line: bytes) -> Head:
    try:
        head = msgspec.json.decode(line, type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise CassetteError(
            f"{path} is no cassette: its first line is not {_FIRST.decode()}…"
        ) from None
    if head.cassette != VERSION:
        raise CassetteError(
            f"{path} is a cassette of version {head.cassette}; this ledgerspan reads {VERSION}"
        )
    return head
