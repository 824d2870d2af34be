"""Read an address however it was pasted; refuse what would send a key astray."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .errors import ConfigurationError

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# Names that never leave this machine (RFC 2606, RFC 6761): the sandbox and tests live there.
_LOCAL = re.compile(r"(localhost|127(\.\d+){3}|::1|.*\.(invalid|test|localhost))")


def clean_base_url(text: str, *, cut: tuple[str, ...]) -> str:
    """Return scheme, host and path prefix of an address; the path ends before any part in `cut`.

    https is assumed and, outside this machine, demanded: a key must not travel in the clear.
    """
    # First of all, since the other errors quote the address.
    if "@" in text:
        raise ConfigurationError("the address holds a user name or password; give them separately")
    if any(character.isspace() for character in text) or not text:
        raise ConfigurationError(f"the address {text!r} is empty or holds a blank")
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname, parts.port
    except ValueError as fault:
        raise ConfigurationError(f"the address {text!r} cannot be read: {fault}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigurationError(f"the address {text!r} has no host or is not http(s)")
    if ":" not in host and not all(map(_LABEL.fullmatch, host.rstrip(".").split("."))):
        raise ConfigurationError(
            f"{host!r} is no host name: letters, digits, dots and hyphens only"
        )
    if parts.scheme == "http" and not _LOCAL.fullmatch(host):
        raise ConfigurationError(
            f"http://{host} would send your key unencrypted: give the https address"
        )
    path = ""
    for part in filter(None, parts.path.split("/")):
        if part in cut:
            break
        path += f"/{part}"
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{path}"


def is_label(text: str) -> bool:
    """Tell whether a text is one label of a host name, such as a subdomain."""
    return _LABEL.fullmatch(text) is not None
