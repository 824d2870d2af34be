"""Hold projects that documents belong to."""

from __future__ import annotations

from .record import Record


class Project(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a project of Nuvio."""

    name: str | None = None
    code: str | None = None
