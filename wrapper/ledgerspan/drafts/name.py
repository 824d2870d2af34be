"""Find what is wrong with a name."""

from __future__ import annotations

from collections.abc import Iterator

from ledgerspan.errors import FieldError


def name_faults(path: str, name: object) -> Iterator[FieldError]:
    """Yield the fault of a name that says nothing."""
    if not isinstance(name, str) or not name.strip():
        yield FieldError(path, f"a text that says something is needed, not {name!r}")
