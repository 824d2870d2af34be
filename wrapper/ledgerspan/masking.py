"""Mask secrets in whatever is shown: texts, bodies."""

from __future__ import annotations

import json
from collections.abc import Iterable

from .config import Secret


def masked(text: str, secrets: Iterable[Secret]) -> str:
    """Return a text without the values of secrets."""
    for secret in secrets:
        text = text.replace(secret.reveal(), "***")
    return text


def masked_bytes(content: bytes, secrets: Iterable[Secret]) -> bytes:
    """Return a body without the values of secrets, in every spelling that JSON has for them."""
    for secret in secrets:
        value = secret.reveal()
        for spelling in (
            value,
            json.dumps(value)[1:-1],
            json.dumps(value, ensure_ascii=False)[1:-1],
        ):
            # PHP, which Daftra runs on, writes a slash as \/ (observation, "CakePHP").
            for written in (spelling, spelling.replace("/", "\\/")):
                content = content.replace(written.encode(), b"***")
    return content
