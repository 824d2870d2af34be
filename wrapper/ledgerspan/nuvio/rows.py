"""Split the bodies of Nuvio into the bytes of their records."""

from __future__ import annotations

import msgspec
from nuvio_client.codec import mended


class _Page(msgspec.Struct, gc=False):
    data: list[msgspec.Raw]


class _Single(msgspec.Struct, gc=False):
    data: msgspec.Raw


def split_page(content: bytes) -> list[bytes]:
    """Split the body of a list into its records."""
    return [bytes(record) for record in msgspec.json.decode(mended(content), type=_Page).data]


def split_single(content: bytes) -> list[bytes]:
    """Return the one record of a single read or a write."""
    return [bytes(msgspec.json.decode(mended(content), type=_Single).data)]
