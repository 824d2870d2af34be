"""Say what a provider tells of a listing, and what a page of it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from .call import Answer, Call, Flow
from .filters import Filters
from .models import Record
from .paging import Claims

T = TypeVar("T")
R_co = TypeVar("R_co", bound=Record, covariant=True)


class KnowledgeNeeded(Exception):  # noqa: N818  # asks for something, nothing went wrong
    """Ask to run `flow` first: an answer can only be read with what it fetches."""

    def __init__(self, flow: Callable[[], Flow[None]]) -> None:
        self.flow = flow
        super().__init__("something must be fetched before this answer can be read")


class Listing(Protocol[R_co]):
    """Describe one provider's listing to the walk."""

    @property
    def operation(self) -> str:
        """The name of the operation, for events and errors."""

    @property
    def filters(self) -> Filters:
        """What was asked for."""

    @property
    def sent_filters(self) -> tuple[str, ...]:
        """The filters that the server is asked to apply."""

    def call(self, page: int) -> Call:
        """Return the call for a page, counted from 1."""

    def read(self, answer: Answer, page: int) -> tuple[Sequence[R_co], Claims]:
        """Decode and normalize an answer. Raises KnowledgeNeeded before it changes anything."""

    def detail(self, record: Any) -> Flow[R_co] | None:
        """Return what reads the whole record behind a row; None where rows are all there is."""


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Hold the records of one page that match and had not come before.

    `number` counts from 1, `page_count` and `total` are the provider's claims (None: it makes
    none), `has_more` tells whether another page will be asked for. Where several listings are gone
    through, all three count through those that have begun.
    """

    items: tuple[T, ...]
    number: int
    page_count: int | None
    total: int | None
    has_more: bool
