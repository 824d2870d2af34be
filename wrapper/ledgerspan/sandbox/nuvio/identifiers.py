"""The UUIDs of the sandbox: derived, so that the same seed names the same things."""

import hashlib
import re
import uuid

_UUID = re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")


def derived_uuid(*parts: object) -> str:
    """Give the UUID that belongs to `parts`."""
    text = "/".join(map(str, parts))
    digits = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    # Version 4 and the variant of RFC 9562, set by hand: this is called for every line seeded.
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def read_uuid(text: str) -> str | None:
    """Give `text` as a UUID with hyphens; None if it is not one.

    The published docs speak of 36 and of 32 characters, so both spellings are read.
    """
    return str(uuid.UUID(text)) if _UUID.fullmatch(text) else None
