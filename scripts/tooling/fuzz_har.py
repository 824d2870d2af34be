"""Keep everything that a run sends and gets, as HTTP Archive 1.2: one file that many tools read.

The comment of an entry says who sent it: a phase of the fuzzer, `weather`, `fault` (weather that a
fault of the sandbox made), `probe` (a question of ours), or `probing` (one of the engine's). Keys,
passwords and tokens are masked, those that are issued while it runs included. Each entry is a line
of its own, so that a large archive can be read in pieces.
"""

import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, quote, urlsplit

MASK = "***"
PROBE, WEATHER, FAULT = "probe", "weather", "fault"
_CREDENTIALS = frozenset({"apikey", "authorization", "cookie", "set-cookie"})
_ISSUED = re.compile(r'"(?:access_token|refresh_token)"\s*:\s*"([^"]+)"')
_CREATOR = {"name": "ledgerspan scripts/fuzz", "version": "1"}
_HEAD = f'{{"log": {{"version": "1.2", "creator": {json.dumps(_CREATOR)}, "entries": [\n'
_TAIL = "\n]}}\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A request and its answer; `status` is 0 where none came. Header names are as sent."""

    sender: str
    method: str
    url: str
    status: int
    request_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    request_body: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    started: float = 0.0
    seconds: float = 0.0


def masked(text: str, secrets: Iterable[str]) -> str:
    """Replace every secret in a text, also as it stands in a URL or a form."""
    for secret in secrets:
        for spelling in {secret, quote(secret, safe="")}:
            text = text.replace(spelling, MASK)
    return text


class Tape:
    """Write entries to an archive as they come; a context manager."""

    def __init__(self, path: Path, secrets: Iterable[str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("w", encoding="utf-8")
        self._file.write(_HEAD)
        self._empty = True
        # The engine has threads of its own: state machines and their checks run in another one.
        self._lock = threading.Lock()
        # Longest first: a secret may begin with another one.
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def write(self, entry: Entry) -> None:
        """Add an entry, without its secrets."""
        with self._lock:
            self._write(entry)

    def _write(self, entry: Entry) -> None:
        # What is issued comes in an answer first; later requests may repeat it.
        issued = _ISSUED.findall(entry.body.decode("utf-8", "replace"))
        self._secrets.extend(token for token in issued if token not in self._secrets)
        line = json.dumps(_written(entry, self._secrets), ensure_ascii=False)
        # Half a surrogate pair is no text that can be written; fuzzers send it all the same.
        line = line.encode("utf-8", "replace").decode("utf-8")
        self._file.write(line if self._empty else ",\n" + line)
        self._empty = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.write(_TAIL)
        self._file.close()


def entries(path: Path) -> Iterator[Entry]:
    """Read back the entries of an archive that a Tape wrote."""
    for each in _lines(path):
        yield _read(json.loads(each))


def joined(parts: Iterable[Path], whole: Path) -> None:
    """Write the archives of several tapes as one, in their order."""
    whole.parent.mkdir(parents=True, exist_ok=True)
    with whole.open("w", encoding="utf-8") as out:
        out.write(_HEAD)
        lines = (line for part in parts for line in _lines(part))
        for place, line in enumerate(lines):
            out.write(",\n" * (place > 0) + line)
        out.write(_TAIL)


def _lines(path: Path) -> Iterator[str]:
    """Give the entries as text; no line but theirs begins with the time."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.startswith('{"startedDateTime"'):
                yield line.rstrip("\n").removesuffix(",")


def _written(entry: Entry, secrets: Iterable[str]) -> dict[str, Any]:
    url = masked(entry.url, secrets)
    query = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    milliseconds = round(entry.seconds * 1000, 2)
    request: dict[str, Any] = {
        "method": entry.method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(entry.request_headers, secrets),
        "queryString": [{"name": name, "value": value} for name, value in query],
        "headersSize": -1,
        "bodySize": len(entry.request_body or b""),
    }
    if entry.request_body is not None:
        request["postData"] = {
            "mimeType": _header(entry.request_headers, "content-type"),
            "text": masked(entry.request_body.decode("utf-8", "replace"), secrets),
        }
    return {
        "startedDateTime": datetime.fromtimestamp(entry.started, UTC).isoformat(),
        "time": milliseconds,
        "request": request,
        "response": {
            "status": entry.status,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _headers(entry.headers, secrets),
            "content": {
                "size": len(entry.body),
                "mimeType": _header(entry.headers, "content-type"),
                "text": masked(entry.body.decode("utf-8", "replace"), secrets),
            },
            "redirectURL": _header(entry.headers, "location"),
            "headersSize": -1,
            "bodySize": len(entry.body),
        },
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
        "comment": entry.sender,
    }


def _read(line: Mapping[str, Any]) -> Entry:
    request, response = line["request"], line["response"]
    sent = request.get("postData")
    return Entry(
        sender=line["comment"],
        method=request["method"],
        url=request["url"],
        status=response["status"],
        request_headers={each["name"]: each["value"] for each in request["headers"]},
        request_body=None if sent is None else sent["text"].encode(),
        headers={each["name"]: each["value"] for each in response["headers"]},
        body=response["content"]["text"].encode(),
        started=datetime.fromisoformat(line["startedDateTime"]).timestamp(),
        seconds=line["time"] / 1000,
    )


def _headers(headers: Mapping[str, str], secrets: Iterable[str]) -> list[dict[str, str]]:
    return [
        {"name": name, "value": MASK if name.lower() in _CREDENTIALS else masked(value, secrets)}
        for name, value in headers.items()
    ]


def _header(headers: Mapping[str, str], wanted: str) -> str:
    found = (value for name, value in headers.items() if name.lower() == wanted)
    return next(found, "")
