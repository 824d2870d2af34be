"""Say how projects are spoken to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from nuvio_client import models as nuvio
from nuvio_client.api import projects
from nuvio_client.types import UNSET

from ledgerspan.drafts import ProjectDraft
from ledgerspan.drafts.name import name_faults
from ledgerspan.errors import ConfigurationError, FieldError
from ledgerspan.models import Origin, Project, Provider, Source

from .named import FIELDS, NamedKind


class ProjectKind(NamedKind[Project, ProjectDraft]):
    """Speak to projects: a name and a code, which is where `once` goes."""

    shape = Project

    fields = FIELDS | {"code": Source("projectCode")}
    writable = ("name", "code")
    keys = "UUID or project code"

    def normalize(self, records: Sequence[Any], origin: Origin) -> list[Project]:
        """Turn records into the common model."""
        return [
            Project(
                id=record.id or "",
                provider=Provider.NUVIO,
                name=record.name or None,
                code=record.project_code or None,
                _origin=origin,
                _index=index,
            )
            for index, record in enumerate(records)
        ]

    def members(self, record: Project) -> dict[str, Any]:
        """Return name and code."""
        return {"name": record.name, "code": record.code}

    def value_faults(self, values: Mapping[str, Any]) -> Iterator[FieldError]:
        """Yield what is no code; None is no code either, and fine."""
        code = values.get("code")
        if code is not None:
            yield from name_faults("code", code)

    def input(self, values: Mapping[str, Any]) -> Any:
        """Return the body that writes name and code."""
        return nuvio.ProjectInput(name=values["name"], project_code=values.get("code", UNSET))

    def marked(self, draft: ProjectDraft, once: str) -> ProjectDraft:
        """Return a draft whose code is the reference."""
        if draft.code not in (None, once):
            raise ConfigurationError(
                "on Nuvio `once` is the code of the project: leave `code` out, or give the same "
                "text for both"
            )
        return msgspec.structs.replace(draft, code=once)

    def bears(self, record: Project, once: str) -> bool:
        """Tell whether a record has the reference for its code.

        That a code addresses a project in a path is inferred, so the whole list is looked through.
        """
        return record.code == once


PROJECTS = ProjectKind("project", "projects", projects)
