"""Hold what is sent and what comes back, without naming an HTTP library."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import msgspec

T = TypeVar("T")

# What stands in a query: by name, or as pairs where a name repeats (filters of Daftra's v2).
Params = Mapping[str, Any] | Sequence[tuple[str, Any]]


class Shared(msgspec.Struct):
    """Hold the answer to a question that many put at once and that is sent for all of them."""

    answer: Any = None


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """Describe one request: `url` below the base address, `content` the bytes of the body.

    `read` is what the caller knows: nothing is changed by it, so it may be repeated.
    `expects_id` marks creates: a success without an id is then a rejection. `before` is the body
    that would leave a record as it is, to compare an update with. Of the calls that hold the same
    `shared`, the first is sent, and the others wait for its answer.
    """

    method: str
    url: str
    operation: str
    read: bool
    params: Params | None = None
    headers: Mapping[str, str] | None = None
    content: bytes | None = None
    expects_id: bool = False
    before: Mapping[str, Any] | None = None
    shared: Shared | None = None


class Answer(Protocol):
    """Name what is used of an HTTP response."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, whatever the case of their names."""

    @property
    def content(self) -> bytes:
        """The whole body."""


# A resource operation, written once: it yields calls, is sent their answers and returns its
# result. The sync and the async client only differ in who drives it.
Flow = Generator[Call, Answer, T]
