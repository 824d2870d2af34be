"""Hold the tags of documents."""

from __future__ import annotations

from .record import Record


class Tag(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a tag of Nuvio."""

    name: str | None = None
