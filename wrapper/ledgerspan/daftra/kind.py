"""Say how one resource of Daftra's v1 is spoken to: what every kind of record has of its own.

A kind decides with values and does no I/O; `flows.V1Flows` turns it into operations:

    list    narrowed(filters) ─> call ─> pages ─> unwrapped(row) ─> normalize
    get     call ─> singles ─> unwrapped(data) ─> normalize
    create  request_of(draft) ─> call ─> id ─> get
    update  get ─> refusal ─> changed_request(record, changes) ─> call ─> get
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import msgspec
from daftra_client import codec
from daftra_client import models as daftra

from ledgerspan.drafts import Draft
from ledgerspan.errors import FieldError
from ledgerspan.filters import Filters
from ledgerspan.models import Origin, Record
from ledgerspan.once import has_tag, tagged
from ledgerspan.reading import Reader

if TYPE_CHECKING:
    from ledgerspan.models import Source

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)

# What goes into the query, and the names of the filters that the server is thereby asked to apply.
Narrowed = tuple[Mapping[str, Any], tuple[str, ...]]


class Dates(Protocol):
    """Name what normalizing needs to know of the site."""

    @property
    def read(self) -> Callable[[str], date | None]:
        """Return what reads the day of a text, in ISO or in the site's own format."""


class Kind(ABC, Generic[R, T]):
    """Speak to one resource; the generated classes are imported when they are needed.

    `shape` is the class of the records, `name` the accessor, which stands in events, `one` a word
    for error texts. `model` is the name that the generated classes share (Income: IncomePage,
    IncomeResponse, IncomeInput, IncomeRequest), `key` the attribute that unwraps a row, `api` the
    generated package of operations and `verbs` the modules in it; a verb that is missing there is
    told by `instead`.
    """

    shape: type[R]
    name: str
    one: str
    path: str
    model: str
    key: str
    api: Any
    verbs: Mapping[str, str]
    instead: Mapping[str, str] = {}
    fields: Mapping[str, Source]
    # The common fields that a draft and an update can write.
    writable: tuple[str, ...] = ()
    # The common fields that change without anybody changing the record, such as a balance.
    moving: tuple[str, ...] = ()

    @abstractmethod
    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[R]:
        """Turn records into the common model, in order; none is ever left out."""

    @abstractmethod
    def request_of(self, draft: T) -> Any:
        """Return the body that creates a draft; raises DraftError with all faults."""

    @abstractmethod
    def changed_request(self, record: Any, known: R | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it; raises DraftError.

        `known` is the record in the common model; None to only look at the changes, over a record
        that says nothing.
        """

    def unchanged_request(self, record: Any, known: R) -> Any:
        """Return the body that would leave a record as it is, to compare others with."""
        return self.changed_request(record, known, {})

    @cached_property
    def pages(self) -> Reader[Any]:
        """Read the bodies of lists."""
        return Reader(lambda: getattr(daftra, f"{self.model}Page"), codec)

    @cached_property
    def singles(self) -> Reader[Any]:
        """Read the bodies of single records."""
        return Reader(lambda: getattr(daftra, f"{self.model}Response"), codec)

    @cached_property
    def nothing(self) -> Any:
        """Return what stands for a row without a record in it: the row still counts."""
        return codec.adapt({}, getattr(daftra, self.model))

    def operation(self, verb: str) -> Any:
        """Return the generated module of "list", "get", "create", "update" or "delete"."""
        return getattr(self.api, self.verbs[verb])

    def unwrapped(self, row: Any) -> Any:
        """Return the record in a row, None when there is none."""
        return getattr(row, self.key) or None

    def narrowed(self, filters: Filters) -> Narrowed:  # noqa: ARG002  # unknown filters are ignored
        """Return what the server is asked to filter by.

        Unknown filters are answered with the whole set (observation, quirk 5), so only those are
        sent that are known to work; every record is verified here anyway.
        """
        return {}, ()

    def checked(self, filters: Any) -> Any:
        """Return filters in Daftra's spelling; raises ConfigurationError for what cannot work."""
        return filters

    def refusal(self, record: Any) -> str | None:  # noqa: ARG002
        """Return why a record is closed to changes; None when it is not."""
        return None

    def not_kept(self, record: R, asked: Mapping[str, Any]) -> Iterator[FieldError]:  # noqa: ARG002
        """Yield what a write asked for and the record read back says otherwise.

        Only of members that a server may drop in silence; `asked` is by common field name.
        """
        yield from ()

    def for_writing(self, record: Any, dates: Dates) -> Any:  # noqa: ARG002
        """Return a record as writes take it: single reads have days in the site's own format."""
        return record

    @property
    def list_has_all(self) -> bool:
        """Whether a row of the list has everything that the single read has."""
        return True

    def is_read_alone(self, record: R) -> bool:  # noqa: ARG002
        """Tell whether a row of the list has a single read."""
        return True

    def has_changes(self, record: Any, known: R, changes: Mapping[str, Any]) -> bool | None:
        """Tell whether a record has the values of an update; None where it does not show them.

        Empty, zero and missing come back as one, so they count as the same.
        """
        wanted = _filled(self.changed_request(record, known, changes).to_dict())
        now = _filled(self.unchanged_request(record, known).to_dict())
        return bool(wanted == now)

    # How `once` and the resolution of an ambiguous create know a record again.

    def marked(self, draft: T, once: str) -> T:
        """Return a draft that bears a reference; here in brackets behind the description."""
        told = tagged(getattr(draft, "description", None), once)
        return msgspec.structs.replace(draft, description=told)

    def bears(self, record: R, once: str) -> bool:
        """Tell whether a record bears a reference."""
        return has_tag(getattr(record, "description", None), once)

    def once_query(self, draft: T, once: str) -> Mapping[str, Any]:  # noqa: ARG002
        """Return what narrows a list to the records that bear a reference, where anything does.

        `draft` is as the user gave it or as `marked` returned it.
        """
        return {}

    def key_of(self, draft: T) -> str | None:  # noqa: ARG002
        """Return what a draft names its record by, such as a number; None without such a name."""
        return None

    def near_filters(self, draft: T) -> Filters:  # noqa: ARG002
        """Return what narrows a list to the records that a draft may have become."""
        return Filters()

    def is_near(self, record: R, draft: T) -> bool:  # noqa: ARG002
        """Tell whether a record has what a server does not rewrite of a draft: day, amount."""
        return False

    def is_same(self, record: R, draft: T) -> bool:  # noqa: ARG002
        """Tell whether a record has all values of a draft."""
        return False


def is_key(identity: object) -> bool:
    """Tell whether an id can be one of Daftra's: digits and nothing else."""
    return isinstance(identity, str) and identity.isascii() and identity.isdigit()


def writable_fields(shape: type[Any], record: Any, skip: Iterable[str] = ()) -> dict[str, Any]:
    """Return the members of a record that the class of what may be written has too.

    Empty and missing mean the same to the server; not sending them keeps them empty.
    """
    import attrs  # noqa: PLC0415  # only writes need it, and imports should be cheap

    left_out = set(skip)
    kept = {}
    for field in attrs.fields(shape):
        value = getattr(record, field.name, None)
        if field.name not in left_out and value is not None and value is not msgspec.UNSET:
            kept[field.name] = value
    return kept


def _filled(body: Any) -> Any:
    """Return a body without what is stored as nothing: empty, zero and missing come back as one."""
    if isinstance(body, dict):
        return {
            name: inner
            for name, value in body.items()
            if (inner := _filled(value)) not in (None, "", 0, {}, [])
        }
    return [_filled(value) for value in body] if isinstance(body, list) else body
