"""What the sandbox was asked: one entry a request, exact but for the secrets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledgerspan.sandbox.exchange import Call

MASK = "***"
_SECRET_HEADERS = frozenset({"apikey", "authorization", "cookie", "proxy-authorization"})


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request and what came of it.

    `path` is decoded, `query` is as sent, `body` the exact bytes (kept out of the repr: the
    body of a token request holds a password). `status` is None when the connection was lost
    without an answer; `stored` says whether a record changed; `fault` names the fault dealt.
    """

    method: str
    path: str
    query: str
    status: int | None
    stored: bool
    fault: str | None
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class RequestLog(list[LoggedRequest]):
    """The last requests, oldest first: a sandbox that runs for days must not fill the memory."""

    longest = 10_000

    def append(self, entry: LoggedRequest, /) -> None:
        """Log a request; the oldest one is forgotten when there are too many."""
        super().append(entry)
        if len(self) > self.longest:
            del self[: len(self) - self.longest]


def log_entry(call: Call, *, status: int | None, stored: bool, fault: str | None) -> LoggedRequest:
    """Describe `call` with the values of its credential headers masked."""
    headers = {
        name: MASK if name in _SECRET_HEADERS else value for name, value in call.headers.items()
    }
    return LoggedRequest(
        method=call.method,
        path=call.path,
        query=call.query,
        status=status,
        stored=stored,
        fault=fault,
        headers=headers,
        body=call.body,
    )
