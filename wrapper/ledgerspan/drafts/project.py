"""Describe a project to be created."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ledgerspan.errors import FieldError

from .draft import Draft
from .name import name_faults


class ProjectDraft(Draft, frozen=True, kw_only=True):
    """Describe a project to create; `code` is what people know it by."""

    name: str
    code: str | None = None

    what: ClassVar[str] = "project"

    def _faults(self) -> Iterator[FieldError]:
        yield from name_faults("name", self.name)
