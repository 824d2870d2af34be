"""Say how taxes, tags and projects are spoken to: things that are little more than a name.

Their pages in the published docs could not be read: paths, methods and members are inferred from
the other resources and from what incomes show of them.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from nuvio_client import models as nuvio

from ledgerspan.drafts import Draft
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.drafts.name import name_faults
from ledgerspan.errors import ConfigurationError, FieldError
from ledgerspan.models import FieldOrigin, Record, Source

from .kind import Kind

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "name": Source("name"),
}


class NamedKind(Kind[R, T], Generic[R, T]):
    """Speak to one of them; subclasses say which members there are beside the name."""

    fields = FIELDS
    writable: tuple[str, ...] = ("name",)

    def __init__(self, one: str, name: str, api: Any) -> None:
        self.one = one
        self.name = name
        self.api = api
        self.model = one.capitalize()
        self.path = self.list_path = f"/v1/{name}"
        self.verbs = {
            "list": f"list_{name}",
            **{verb: f"{verb}_{one}" for verb in ("get", "create", "update")},
        }
        self.instead = {"delete": f"delete it in the web app, or rename it with {name}.update"}

    @abstractmethod
    def members(self, record: R) -> dict[str, Any]:
        """Return what a record says of the writable fields."""

    def draft_faults(self, draft: T) -> Iterator[FieldError]:  # noqa: ARG002
        """Yield what Nuvio has no place for."""
        yield from ()

    def value_faults(self, values: Mapping[str, Any]) -> Iterator[FieldError]:  # noqa: ARG002
        """Yield what is wrong with values beside the name."""
        yield from ()

    def input(self, values: Mapping[str, Any]) -> Any:
        """Return the body that writes these fields; None empties one."""
        return getattr(nuvio, f"{self.model}Input")(name=values["name"])

    def body_of(self, draft: T) -> Any:
        """Return the body that creates a draft."""
        given = {name: getattr(draft, name) for name in self.writable}
        draft.require((*self.draft_faults(draft), *self.value_faults(given)))
        return self.input({name: value for name, value in given.items() if value is not None})

    def changed_body(self, known: R | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it: PUT is presumed to replace."""
        refuse_changes(changes, self.writable, self._change_faults(known, changes))
        now = dict.fromkeys(self.writable) if known is None else self.members(known)
        return self.input(now | dict(changes))

    def list_sent(self, filters: Any) -> tuple[Mapping[str, Any], tuple[str, ...]]:  # noqa: ARG002
        """Return nothing: these lists take no filters."""
        return {}, ()

    def marked(self, draft: T, once: str) -> T:
        """Return the draft itself: its name is the only field that could bear a reference."""
        if getattr(draft, "name", None) != once:
            raise ConfigurationError(
                f"on Nuvio `once` is the name of the {self.one}: give the same text for both"
            )
        return draft

    def bears(self, record: R, once: str) -> bool:
        """Tell whether a record has the reference for its name."""
        return getattr(record, "name", None) == once

    def is_near(self, record: R, draft: T) -> bool:
        """Tell whether a record has the name of a draft; two may share one."""
        return bool(self.members(record)["name"] == getattr(draft, "name", None))

    def is_same(self, record: R, draft: T) -> bool:
        """Tell whether a record has all values of a draft."""
        return all(
            value == (getattr(draft, name) or None) for name, value in self.members(record).items()
        )

    def _change_faults(self, known: R | None, changes: Mapping[str, Any]) -> Iterator[FieldError]:
        yield from self.value_faults(changes)
        if "name" in changes:
            yield from name_faults("name", changes["name"])
        elif known is not None and self.members(known)["name"] is None:
            yield FieldError("name", "the record has no readable one and needs one: change it too")
