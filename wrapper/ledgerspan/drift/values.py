"""Speak of a value without telling it: what kind of value it is, and its shape."""

from __future__ import annotations

import re
from typing import Any

LONGEST = 40
_TEXTS = (
    ("text of digits", re.compile(r"-?[0-9]+")),
    ("text of a decimal", re.compile(r"-?[0-9]+\.[0-9]+")),
    ("text of a date", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    ("text of a date and time", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]+.{0,6}")),
    ("text of a local date", re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}")),
    ("text of an identifier", re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")),
    ("text of an e-mail address", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("text of an address", re.compile(r"https?://\S+")),
)
_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (str, "text"),
    (list, "list"),
    (dict, "object"),
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]{0,63}")


def class_of(value: Any) -> str:
    """Name the kind of a JSON value, as finely as tells a reader what changed."""
    if value is None:
        return "null"
    name = next((name for shape, name in _TYPES if isinstance(value, shape)), "number")
    if name in ("text", "list", "object") and not value:
        return f"empty {name}"
    if name == "text":
        return next((known for known, shape in _TEXTS if shape.fullmatch(value)), "text")
    return name


def masked_value(value: Any) -> str:
    """Show the shape of a value: letters as x, X or س, digits as 9, everything else as it is."""
    if isinstance(value, dict | list):
        return f"{class_of(value)} of {len(value)}"
    if value is None or isinstance(value, bool):
        return plain_value(value)
    if isinstance(value, str):
        shown = "".join(map(_masked_letter, value[: LONGEST + 1]))
        return _shortened(f'"{shown}"')
    return _shortened("".join(map(_masked_letter, str(value))))


def plain_value(value: Any) -> str:
    """Show a value itself, shortened."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict | list):
        return _shortened(str(value))
    return _shortened(f'"{value}"' if isinstance(value, str) else str(value))


def token_of(key: str | int) -> str:
    """Return the token of a JSON pointer: indexes and numbers as `*`, odd names masked.

    Names of members are no values, but PHP writes lists as maps, by whatever their keys are.
    """
    if isinstance(key, int) or key.isdecimal():
        return "*"
    if not _NAME.fullmatch(key):
        key = "".join(map(_masked_letter, key[:LONGEST]))
    return key.replace("~", "~0").replace("/", "~1")


def _masked_letter(letter: str) -> str:
    if letter.isdigit():
        return "9"
    if not letter.isalpha():
        return letter
    if "\u0600" <= letter <= "\u06ff":
        return "س"
    return "X" if letter.isupper() else "x"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST + 2 else text[:LONGEST] + "…"
