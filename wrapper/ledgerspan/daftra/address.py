"""Read a Daftra address in every spelling that people paste (observation 2)."""

from __future__ import annotations

from ledgerspan.address import clean_base_url, is_label
from ledgerspan.errors import ConfigurationError

# Where the site ends and a page or an API of it begins.
_CUT = ("api2", "v2", "owner", "client")


def daftra_base_url(text: str) -> str:
    """Return `https://{host}` for acme, acme.daftra.com, https://…/api2, …/owner/, own domains."""
    if not isinstance(text, str) or not text.strip():
        raise ConfigurationError(
            "no Daftra address: give the subdomain (acme), the host (acme.daftra.com) or a URL"
        )
    cleaned = text.strip()
    if "://" not in cleaned:
        # `acme`, `acme/`, `acme/owner/invoices`: a name without a dot is a subdomain of Daftra.
        name, _, path = cleaned.partition("/")
        if not any(mark in name for mark in ".:@[") and name.lower() != "localhost":
            if not is_label(name.lower()):
                raise ConfigurationError(
                    f"{name!r} is no Daftra subdomain: letters, digits and hyphens, as in acme of "
                    "acme.daftra.com"
                )
            cleaned = f"{name.lower()}.daftra.com/{path}"
    return clean_base_url(cleaned, cut=_CUT)
