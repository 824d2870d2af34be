"""Describe a tag to be created."""

from __future__ import annotations

from typing import ClassVar

from .draft import Draft


class TagDraft(Draft, frozen=True, kw_only=True):
    """Describe a tag to create."""

    name: str

    what: ClassVar[str] = "tag"
