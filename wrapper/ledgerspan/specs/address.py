"""Tell from an address which API was asked, and for what, whatever stands before its root."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import msgspec

from .bundle import Api

# Where the paths of an API begin. Only Daftra's are so peculiar that the host need not be known.
_ROOTS: tuple[tuple[str, Api], ...] = (
    ("/api2/", "daftra"),
    ("/v2/api/", "daftra"),
    ("/v2/oauth/", "daftra"),
    ("/oauth/token", "daftra"),
    ("/v1/", "nuvio"),
)
_PECULIAR = ("/api2/", "/v2/api/")
# Hosts of the services, of machines like this one, and no host: what was recorded has none.
_KNOWN = re.compile(r"(.*\.)?(daftra\.com|daftara\.com|nuvio\.io)|localhost|127(\.\d+){3}|::1|")
_INVENTED = re.compile(r".*\.(invalid|test|example|localhost)")


class ApiAddress(msgspec.Struct, frozen=True):
    """Hold an address without what differs from server to server: `path` begins at the root."""

    api: Api
    path: str
    query: str = ""


def locate(url: str, api: Api | None = None, *, anywhere: bool = False) -> ApiAddress | None:
    """Return what an address asks of which API; None for anything else, as browsers ask a lot.

    With `api` given only that one is looked for. Nuvio's paths begin as those of many others do, so
    its host has to be known, unless `api` is given or `anywhere`.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    familiar = anywhere or api is not None or _KNOWN.fullmatch(host) or _INVENTED.fullmatch(host)
    found: list[tuple[int, ApiAddress]] = []
    for root, owner in _ROOTS:
        start = parts.path.find(root)
        if start < 0 or api not in (None, owner):
            continue
        if familiar or root in _PECULIAR:
            found.append((start, ApiAddress(owner, parts.path[start:], parts.query)))
    # The leftmost root is the root: an entity of v2 may be called what the other API begins with.
    return min(found, key=lambda each: each[0])[1] if found else None
