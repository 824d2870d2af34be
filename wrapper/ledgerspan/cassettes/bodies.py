"""Read and write JSON with every number exact, and mask what is in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from ledgerspan.specs.meanings import Descriptions, Meaning

from .fields import Fields, Treatment
from .masks import SECRET, Masks

_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_NAME_OF_A_MEMBER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")


def read_json(body: bytes) -> Any:
    """Decode JSON, numbers exact; raise ValueError for what is none.

    Texts that were cut in the middle of a character lose that one character.
    """
    try:
        return _DECODER.decode(body)
    except (ValueError, RecursionError):
        pass
    try:
        value = json.loads(
            body.decode("utf-8", "replace"), parse_float=Decimal, parse_constant=_no_number
        )
        return _DECODER.decode(write_json(value))
    except (RecursionError, ArithmeticError) as fault:
        raise ValueError(str(fault)) from None


def write_json(value: Any) -> bytes:
    """Encode JSON, numbers exact."""
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        # Half of a surrogate pair, which cannot be written: it becomes a question mark.
        return _ENCODER.encode(_writable(value))


class Masker:
    """Mask one body; `masked` then has the JSON pointers of what is no longer what it was."""

    def __init__(self, masks: Masks, fields: Fields, *, proving: bool = False) -> None:
        self._masks = masks
        self._fields = fields
        self._proving = proving
        self.masked: list[str] = []

    def value(self, value: Any, described: Descriptions, name: str = "", at: str = "") -> Any:
        """Return a value with all in it masked that is to be masked."""
        if self._fields.kept(name):
            return value
        if isinstance(value, Mapping):
            return self._members(value, described, name, at)
        if isinstance(value, list):
            inner = described.item
            return [
                self.value(item, inner, name, f"{at}/{index}") for index, item in enumerate(value)
            ]
        masked = self.scalar(name, value, described.meaning)
        if masked != value:
            self.masked.append(at)
        return masked

    def scalar(self, name: str, value: Any, meaning: Meaning) -> Any:
        """Return one value or its mask."""
        match self._fields.treatment(name, value, meaning, proving=self._proving):
            case Treatment.KEEP:
                return value
            case Treatment.SECRET:
                return SECRET if isinstance(value, str) else 0
            case Treatment.DATE:
                return self._masks.date(value)
            case Treatment.MASK if isinstance(value, str):
                return self._text(value)
        figures = format(value, "f") if isinstance(value, Decimal) else str(value)
        return read_json(self._masks.text(figures).encode())

    def _members(
        self, members: Mapping[str, Any], described: Descriptions, name: str, at: str
    ) -> dict[str, Any]:
        found = {}
        for key, inner in members.items():
            # PHP writes lists as maps by number: the name that counts is that of the list.
            own = name if key.isdecimal() else key
            shown = key if _is_name(key) else self._masks.text(key)
            path = f"{at}/{shown.replace('~', '~0').replace('/', '~1')}"
            found[shown] = self.value(inner, described.member(key), own, path)
            if shown != key:
                self.masked.append(path)
        return found

    def _text(self, value: str) -> str:
        """Mask a text; of JSON inside a text, the values."""
        if value[:1] in ("{", "["):
            try:
                inner = read_json(value.encode())
            except ValueError:
                return self._masks.text(value)
            apart = Masker(self._masks, self._fields, proving=self._proving)
            return write_json(apart.value(inner, Descriptions("daftra"))).decode()
        return self._masks.text(value)


def _is_name(key: str) -> bool:
    """Tell whether a key is the name of a member, not what somebody wrote."""
    return set(key) <= _NAME_OF_A_MEMBER


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_writable(item) for item in value]
    if isinstance(value, dict):
        return {_writable(key): _writable(item) for key, item in value.items()}
    return value


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
