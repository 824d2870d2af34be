"""Ask the service under test a question of our own, beside the fuzzer's requests."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

import httpx
import msgspec

_EXACT = msgspec.json.Encoder(decimal_format="number")
NOT_JSON = object()
"""What `read_json` gives for bytes that are no JSON: None is a JSON value."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A status and a body, read exactly; `body` is NOT_JSON when it is none."""

    status: int
    body: Any

    @property
    def succeeded(self) -> bool:
        """Whether the HTTP status says so."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of statuses

    def at(self, *path: str) -> Any:
        """Return the member at `path`, None where there is none."""
        node = self.body
        for name in path:
            node = node.get(name) if isinstance(node, dict) else None
        return node


@dataclass(slots=True)
class Probe:
    """One company's access to one API. Paths start after `url`, with a slash.

    `pause` seconds lie between two requests: none against a sandbox, some against a live service.
    `listener` is shown every answer.
    """

    url: str
    headers: dict[str, str] = field(repr=False)
    pause: float = 0.0
    listener: Callable[[httpx.Response], None] | None = field(default=None, repr=False)
    _client: httpx.Client = field(init=False, repr=False)
    _last: float = field(default=0.0, init=False, repr=False)

    def __post_init__(self) -> None:
        hooks = {"response": [] if self.listener is None else [self.listener]}
        self._client = httpx.Client(headers=self.headers, timeout=30, event_hooks=hooks)

    def send(self, method: str, path: str, body: Any = None) -> Reply:
        """Send one request; `body` goes out as JSON."""
        if self.pause:
            time.sleep(max(0.0, self._last + self.pause - time.monotonic()))
            self._last = time.monotonic()
        content, headers = None, {}
        if body is not None:
            content = _EXACT.encode(body)
            headers = {"content-type": "application/json"}
        response = self._client.request(method, self.url + path, content=content, headers=headers)
        return Reply(response.status_code, read_json(response.content))

    def allowed(self, path: str) -> frozenset[str]:
        """Ask a path for its methods, by one that none has; empty when there is no such path."""
        headers = self._client.request("TRACE", self.url + path).headers
        return frozenset(filter(None, headers.get("allow", "").split(", ")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.close()


def read_json(content: bytes) -> Any:
    """Decode JSON, fractions as Decimal; give NOT_JSON for anything else."""
    try:
        return json.loads(content, parse_float=Decimal)
    except (ValueError, RecursionError):
        return NOT_JSON
