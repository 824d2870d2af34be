"""Read a Daftra address in every spelling that people paste (observation 2)."""

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
    cleaned = text.strip().lower() if "/" not in text else text.strip()
    if "://" not in cleaned and "/" not in cleaned and "." not in cleaned and ":" not in cleaned:
        if not is_label(cleaned):
            raise ConfigurationError(
                f"{text!r} is no Daftra subdomain: letters, digits and hyphens, as in acme of "
                "acme.daftra.com"
            )
        return f"https://{cleaned}.daftra.com"
    return clean_base_url(cleaned, cut=_CUT)
