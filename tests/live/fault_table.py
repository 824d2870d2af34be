"""The one table of what each fault of the sandbox means to a read and to a write."""

from typing import Any

import msgspec
from ledgerspan import (
    AmbiguousWriteError,
    AuthenticationError,
    ConflictError,
    LedgerspanError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitedError,
    RejectedError,
    ResponseError,
    ServerError,
    TimeoutError,  # noqa: A004  # ours is also the builtin
    TransportError,
    UnexpectedResponseError,
    ValidationError,
)

Raised = type[LedgerspanError]


class Row(msgspec.Struct, frozen=True):
    """What a fault that does not pass is called for a read and for a write.

    `read_again` and `written_again` say whether it is worth another attempt, `stored` how many
    records a create leaves behind all the same.
    """

    fault: dict[str, Any]
    read: Raised
    write: Raised
    stored: int = 0
    read_again: bool = False
    written_again: bool = False


def _status(
    status: int, read: Raised, write: Raised | None = None, *, again: bool = False, **more: Any
) -> Row:
    fault = {"kind": "status", "status": status, **more}
    return Row(fault, read, read if write is None else write, read_again=again)


_OPEN = AmbiguousWriteError
TABLE = (
    _status(302, UnexpectedResponseError),
    _status(400, ValidationError),
    _status(401, AuthenticationError),
    _status(403, PermissionDeniedError),
    _status(404, NotFoundError),
    _status(404, NotFoundError, html=True),
    _status(408, ResponseError, _OPEN, again=True),
    _status(409, ConflictError),
    _status(413, ResponseError),
    _status(422, ValidationError),
    _status(425, ResponseError, again=True),
    _status(429, RateLimitedError, again=True),
    _status(500, ServerError, again=True),
    _status(501, ServerError),
    _status(502, ServerError, _OPEN, again=True),
    _status(502, ServerError, _OPEN, again=True, html=True),
    _status(503, ServerError, again=True),
    _status(504, ServerError, _OPEN, again=True),
    _status(504, ServerError, _OPEN, again=True, html=True),
    _status(505, ServerError),
    Row({"kind": "rejected"}, RejectedError, RejectedError),
    Row({"kind": "html"}, UnexpectedResponseError, _OPEN, read_again=True),
    Row({"kind": "refuse"}, TransportError, TransportError, read_again=True, written_again=True),
    Row({"kind": "reset_before"}, TransportError, _OPEN, read_again=True),
    Row({"kind": "reset_after"}, TransportError, _OPEN, 1, read_again=True),
    Row({"kind": "truncate"}, UnexpectedResponseError, _OPEN, 1, read_again=True),
    Row({"kind": "empty"}, UnexpectedResponseError, _OPEN, 1, read_again=True),
    Row({"kind": "latency", "seconds": 30}, TimeoutError, _OPEN, 1, read_again=True),
)
# Creates without an id are a matter of their own: nothing else meets that fault.
CREATES_ONLY = ("null_id",)


def name_of(value: Any) -> str:
    """Name a case by its fault."""
    if isinstance(value, Row):
        value = value.fault
    if isinstance(value, dict):
        return "-".join(str(part) for part in value.values())
    return value.__name__ if isinstance(value, type) else str(value)
