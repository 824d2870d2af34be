"""Tell whether an ambiguous write happened: what `AmbiguousWriteError.resolve()` returns."""

from enum import StrEnum

import msgspec

from .models import Document


class Outcome(StrEnum):
    """Name what looking has shown."""

    HAPPENED = "happened"
    NOT_HAPPENED = "not_happened"
    UNKNOWN = "unknown"


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """Tell what looking has shown.

    `record` is the record as it stands now, where it is certain which one it is; `candidates` are
    those that could be it (more than one, or one that may be older); `reason` says how it was
    found out.
    """

    outcome: Outcome
    reason: str
    record: Document | None = None
    candidates: tuple[Document, ...] = ()
