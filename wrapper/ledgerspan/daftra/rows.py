"""Split the bodies of Daftra's v1 into the bytes of their records, wrapper key included."""

from __future__ import annotations

import msgspec
from daftra_client.codec import mended


class _Rows(msgspec.Struct, gc=False):
    data: list[msgspec.Raw]


class _Row(msgspec.Struct, gc=False):
    data: msgspec.Raw


def split_rows(content: bytes) -> list[bytes]:
    """Split the body of a list into its rows."""
    return [bytes(row) for row in msgspec.json.decode(mended(content), type=_Rows).data]


def split_single(content: bytes) -> list[bytes]:
    """Return the one record of a single read."""
    return [bytes(msgspec.json.decode(mended(content), type=_Row).data)]
