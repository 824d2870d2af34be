"""Say how one resource of Nuvio is spoken to: what every kind of record has of its own.

A kind decides with values and does no I/O; `flows.NuvioFlows` turns it into operations.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from nuvio_client import codec
from nuvio_client import models as nuvio

from ledgerspan.drafts import Draft
from ledgerspan.filters import Filters
from ledgerspan.models import Origin, Record
from ledgerspan.once import has_tag, tagged
from ledgerspan.reading import Reader

if TYPE_CHECKING:
    from ledgerspan.models import Source

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)


class Kind(ABC, Generic[R, T]):
    """Speak to one resource; the generated classes are imported when they are needed.

    `shape` is the class of the records, `name` the accessor, which stands in events, `one` a word
    for error texts. `model` is the name that the generated classes share (Income:
    IncomeListResponse, IncomeResponse, IncomeInput), `api` the generated package of operations and
    `verbs` the modules in it; a verb that is missing there is told by `instead`. `keys` says what
    names a record, for error texts, and `key_word` which of it a draft can have.
    """

    shape: type[R]
    name: str
    one: str
    path: str
    list_path: str
    model: str
    api: Any
    verbs: Mapping[str, str]
    instead: Mapping[str, str] = {}
    keys: str = "UUID"
    key_word: str = "number"
    fields: Mapping[str, Source]
    # The common fields that a draft and an update can write.
    writable: tuple[str, ...] = ()
    # Whether its list takes days: cut into windows, one that does not would come whole each time.
    has_windows: bool = True

    @abstractmethod
    def normalize(self, records: Sequence[Any], origin: Origin) -> list[R]:
        """Turn records into the common model, in order; none is ever left out."""

    @abstractmethod
    def body_of(self, draft: T) -> Any:
        """Return the body that creates a draft; raises DraftError with all faults."""

    @abstractmethod
    def changed_body(self, known: R | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it; raises DraftError.

        None for a record that says nothing, to only look at the changes.
        """

    @abstractmethod
    def list_sent(self, filters: Any) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Return the arguments of the generated list operation, and the filters among them."""

    @cached_property
    def pages(self) -> Reader[Any]:
        """Read the bodies of lists."""
        return Reader(lambda: getattr(nuvio, f"{self.model}ListResponse"), codec)

    @cached_property
    def singles(self) -> Reader[Any]:
        """Read the bodies of single records."""
        return Reader(lambda: getattr(nuvio, f"{self.model}Response"), codec)

    def operation(self, verb: str) -> Any:
        """Return the generated module of "list", "get", "create" or "update"."""
        return getattr(self.api, self.verbs[verb])

    # How `once` and the resolution of an ambiguous create know a record again.

    def marked(self, draft: T, once: str) -> T:
        """Return a draft that bears a reference; here in brackets behind the description."""
        told = tagged(getattr(draft, "description", None), once)
        return msgspec.structs.replace(draft, description=told)

    def bears(self, record: R, once: str) -> bool:
        """Tell whether a record bears a reference."""
        return has_tag(getattr(record, "description", None), once)

    def key_of(self, draft: T) -> str | None:  # noqa: ARG002
        """Return what addresses the record of a draft before its id is known; None for nothing."""
        return None

    def near_filters(self, draft: T) -> Filters:  # noqa: ARG002
        """Return what narrows a list to the records that a draft may have become."""
        return Filters()

    def is_near(self, record: R, draft: T) -> bool:  # noqa: ARG002
        """Tell whether a record has what a server does not rewrite of a draft: day, amounts."""
        return False

    def is_same(self, record: R, draft: T) -> bool:  # noqa: ARG002
        """Tell whether a record has all values of a draft."""
        return False

    def has_changes(self, record: R, changes: Mapping[str, Any]) -> bool:
        """Tell whether a record has the values that an update was to give it."""
        return bool(self.changed_body(record, changes) == self.changed_body(record, {}))


def path_key(code: str | None) -> str | None:
    """Return a code that a path can name; many servers read a slash as one, encoded or not."""
    return None if not code or "/" in code or "\\" in code else code
