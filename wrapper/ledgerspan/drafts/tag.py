"""Describe a tag to be created."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ledgerspan.errors import FieldError

from .draft import Draft
from .name import name_faults


class TagDraft(Draft, frozen=True, kw_only=True):
    """Describe a tag to create."""

    name: str

    what: ClassVar[str] = "tag"

    def _faults(self) -> Iterator[FieldError]:
        yield from name_faults("name", self.name)
