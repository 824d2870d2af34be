"""Pass requests on to the services, and show each exchange to a listener."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from ledgerspan.errors import LedgerspanError

from .bodies import write_json
from .exchange import Exchange
from .transport import Upstream

_LOG = logging.getLogger("ledgerspan.cassettes")
_NOT_FOUND, _BAD_GATEWAY = 404, 502


class Proxy:
    """Answer `/NAME/...` with what the target of that name answers.

    An answer that does not come is 502; it is not shown, since there is nothing to replay.
    """

    def __init__(
        self,
        targets: Mapping[str, str],
        listener: Callable[[Exchange], object],
        transport: Any = None,
    ) -> None:
        self._targets = targets
        self._listener = listener
        self._upstream = Upstream(transport)

    def answer(self, exchange: Exchange) -> Exchange:
        """Return the exchange with the answer of its target."""
        url = self._target_of(exchange.url)
        if url is None:
            names = ", ".join(f"/{name}" for name in self._targets)
            return _failed(exchange, _NOT_FOUND, f"this proxy passes on {names} and nothing else")
        outcome = self._upstream.send(
            exchange.method, url, exchange.request_headers, exchange.request_body
        )
        if isinstance(outcome, LedgerspanError):
            return _failed(exchange, _BAD_GATEWAY, f"no answer: {outcome}")
        try:
            self._listener(outcome)
        except Exception as fault:  # noqa: BLE001  # the program that is recorded goes on
            _LOG.warning("an exchange could not be recorded: %s", type(fault).__name__)
        return outcome

    def close(self) -> None:
        """Close the connections to the services."""
        self._upstream.close()

    def _target_of(self, url: str) -> str | None:
        parts = urlsplit(url)
        name, _, rest = parts.path.removeprefix("/").partition("/")
        if name not in self._targets:
            return None
        return f"{self._targets[name]}/{rest}" + (f"?{parts.query}" if parts.query else "")


def _failed(exchange: Exchange, status: int, message: str) -> Exchange:
    return Exchange(
        method=exchange.method,
        url=exchange.url,
        status=status,
        headers={"content-type": "application/json"},
        body=write_json({"result": "failed", "code": status, "message": message}),
    )
