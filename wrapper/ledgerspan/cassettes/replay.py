"""Answer with what was recorded."""

from __future__ import annotations

import threading
from pathlib import Path

from .bodies import write_json
from .cassette import Cassette, Take
from .exchange import Exchange
from .matching import Asked, asked_of, matches, nearest, told_request
from .transport import Answering

_MISS = 501


class Player:
    """Give the recorded answer to each request, in the order of the recording.

    A request that was recorded several times gets each answer once and then the last one again;
    when `strict`, it then gets none. What was never asked is answered 501, in the words of the API,
    naming the nearest request that was. Nobody is asked for credentials.
    """

    def __init__(self, cassette: Cassette, *, strict: bool = False) -> None:
        self._takes = cassette.takes
        self._strict = strict
        self._played: set[int] = set()
        self._lock = threading.Lock()
        self.missed = 0
        self.size = len(self._takes)
        self.apis = sorted({take.api for take in self._takes})

    def answer(self, exchange: Exchange) -> Exchange:
        """Return the exchange with its recorded answer, or with 501."""
        asked = asked_of(exchange)
        with self._lock:
            take, reason = self._found(asked)
            if take is None:
                self.missed += 1
                return _missed(exchange, asked, reason)
        return _answered(exchange, take)

    def _found(self, asked: Asked | None) -> tuple[Take | None, str]:
        if asked is None:
            return None, "it is no path of Daftra or Nuvio"
        fitting = [number for number, take in enumerate(self._takes) if matches(asked, take)]
        if not fitting:
            return None, _reason(asked, self._takes)
        fresh = [number for number in fitting if number not in self._played]
        if not fresh and self._strict:
            return None, f"its {len(fitting)} recorded answers have been given"
        chosen = fresh[0] if fresh else fitting[-1]
        self._played.add(chosen)
        return self._takes[chosen], ""


class Replay(Answering):
    """Answer from a cassette: `Daftra("acme", api_key="any", transport=Replay("acme.ndjson"))`.

    Works for threads and for tasks. Raises CassetteError for a file that is no cassette; `strict`
    is that of a `Player`.
    """

    def __init__(self, path: str | Path, *, strict: bool = False) -> None:
        self.player = Player(Cassette.read(path), strict=strict)
        super().__init__(self.player.answer)


def _answered(exchange: Exchange, take: Take) -> Exchange:
    return Exchange(
        method=exchange.method,
        url=exchange.url,
        status=take.response.status,
        headers={name: text for name, text in take.response.headers.items() if text != "***"},
        body=take.response.body,
    )


def _reason(asked: Asked, takes: tuple[Take, ...]) -> str:
    near = nearest(asked, takes)
    if near is None:
        return "nothing was recorded"
    number, text = near
    own = told_request(asked.method, asked.address.path, asked.query)
    same = sorted(own) == sorted(text)
    return f"the nearest is #{number} {text}" + (", with another body" if same else "")


def _missed(exchange: Exchange, asked: Asked | None, reason: str) -> Exchange:
    path = exchange.url if asked is None else asked.address.path
    query = () if asked is None else asked.query
    told = told_request(exchange.method.upper(), path, query)
    message = f"no recorded answer for {told}: {reason}"
    body: dict[str, object] = {"result": "failed", "code": _MISS, "message": message}
    if asked is not None and asked.address.api == "nuvio":
        body = {"success": False, "errors": [message], "data": None}
    return Exchange(
        method=exchange.method,
        url=exchange.url,
        status=_MISS,
        headers={"content-type": "application/json"},
        body=write_json(body),
    )
