"""Show what a write would send: what `dry_run=True` returns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import msgspec

from .models import Record


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Tell one member of the provider's body that an update changes.

    None says nothing: a member that is not sent, or sent as null.
    """

    path: str
    before: Any
    after: Any


class DryRun(msgspec.Struct, frozen=True, kw_only=True):
    """Tell the request that would be sent, to the byte, with secrets masked.

    `method` is None when nothing would be sent, because `existing` is there already (`once`).
    What an update changes is in `differences`; `body` is the JSON of `content`, Decimals kept.
    """

    operation: str
    method: str | None = None
    url: str | None = None
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    content: bytes = b""
    differences: tuple[Difference, ...] = ()
    existing: Record | str | None = None

    @property
    def body(self) -> Any:
        """Return what is sent as JSON values; None without a body."""
        return exactly(self.content) if self.content else None


def exactly(content: bytes) -> Any:
    """Decode JSON with its fractions as Decimal: 0.1 as a float equals no amount."""
    return json.loads(content, parse_float=Decimal)


def differences(before: Any, after: Any, path: str = "") -> tuple[Difference, ...]:
    """Compare two bodies member by member, lists place by place."""
    return tuple(_differences(before, after, path))


def _differences(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            inner = f"{path}.{name}" if path else name
            yield from _differences(before.get(name), after.get(name), inner)
    elif isinstance(before, list) and isinstance(after, list):
        for place, (one, other) in enumerate(zip_longest(before, after)):
            yield from _differences(one, other, f"{path}[{place}]")
    elif before != after or isinstance(before, bool) is not isinstance(after, bool):
        yield Difference(path=path, before=before, after=after)
