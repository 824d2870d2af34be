"""Say how tags are spoken to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nuvio_client.api import tags

from ledgerspan.drafts import TagDraft
from ledgerspan.models import Origin, Provider, Tag

from .named import NamedKind


class TagKind(NamedKind[Tag, TagDraft]):
    """Speak to tags, which are a name."""

    shape = Tag

    def normalize(self, records: Sequence[Any], origin: Origin) -> list[Tag]:
        """Turn records into the common model."""
        return [
            Tag(
                id=record.id or "",
                provider=Provider.NUVIO,
                name=record.name or None,
                _origin=origin,
                _index=index,
            )
            for index, record in enumerate(records)
        ]

    def members(self, record: Tag) -> dict[str, Any]:
        """Return the name."""
        return {"name": record.name}


TAGS = TagKind("tag", "tags", tags)
