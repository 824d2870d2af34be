"""Keep pages of other origins from steering a sandbox through somebody's browser.

A browser sends any page's requests to 127.0.0.1, and a name that its owner points there makes the
sandbox look like a part of that page (DNS rebinding). So the sandbox's own pages and its steering
answer only to a loopback name, and only to themselves. The two APIs are not guarded: tests reach
them by the names of the real ones, and what they hold is invented.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_READS = frozenset({"GET", "HEAD"})
_OWN = frozenset({"same-origin", "none"})
"""Values of Sec-Fetch-Site for a request of our own page, or of nobody's."""


def refusal(method: str, headers: Mapping[str, str], scheme: str) -> str | None:
    """Say why a request over the wire is not answered; None when it is.

    Whoever is no browser sends neither Origin nor Sec-Fetch-Site, and is let through.
    """
    host = headers.get("host", "")
    if _name(host) not in _LOOPBACK:
        return f"this is served to 127.0.0.1 and localhost only, and you asked {host or 'nobody'}"
    origin = headers.get("origin")
    if origin is not None and origin != f"{scheme}://{host}":
        return f"a page of {origin} must not steer this sandbox"
    if method not in _READS and headers.get("sec-fetch-site", "none") not in _OWN:
        return "a page of another origin must not steer this sandbox"
    return None


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
