"""Describe a project to be created."""

from __future__ import annotations

from typing import ClassVar

from .draft import Draft


class ProjectDraft(Draft, frozen=True, kw_only=True):
    """Describe a project to create."""

    name: str
    code: str | None = None

    what: ClassVar[str] = "project"
