"""Find the published documents: in the wheel beside the package, in a checkout where they are made.

They are shown and handed out, and that is all: what the two APIs answer here is written from the
facts by hand, and knows nothing of them.
"""

from functools import cache
from pathlib import Path
from typing import Any, get_args

from ledgerspan.sandbox.exactjson import read_json
from ledgerspan.sandbox.exchange import Provider

_PACKAGE = Path(__file__).resolve().parents[2]
_FOLDERS = (_PACKAGE / "specs", _PACKAGE.parents[1] / "specs" / "dist")


def read_bytes(api: str) -> bytes | None:
    """Give the document of an API as it is published; None if there is none."""
    if api not in get_args(Provider):
        return None
    for folder in _FOLDERS:
        path = folder / f"{api}.json"
        if path.is_file():
            return path.read_bytes()
    return None


@cache
def read_document(api: str) -> dict[str, Any] | None:
    """Give it decoded; the caller must not change it."""
    body = read_bytes(api)
    if body is None:
        return None
    document: dict[str, Any] = read_json(body)
    return document
