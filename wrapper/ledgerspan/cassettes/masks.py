"""Put invented values in the place of real ones, so that nothing but the values changes.

The same value gets the same mask wherever it stands, so what refers to it still does. A mask has
the form of its value: as long, letters for letters of the same alphabet and case, digits for
digits, all else as it was; an e-mail address, an address of the web and a date stay what they are.
Which mask a value gets is decided by a key that no file holds, so that nobody can try values out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ledgerspan.specs.address import locate

SECRET = "masked"  # noqa: S105  # what stands in the place of one
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LINK = re.compile(r"https?://\S+|/\S*")
_DATE = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(.*)", re.DOTALL)
_LOCAL_DATE = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(.*)", re.DOTALL)
_HARMLESS = re.compile(r"-?[0-9]{1,6}|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false|asc|desc|[a-z_]{1,20}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
# Where the digits of Latin, Arabic and Persian begin; one is replaced by one of its own.
_ZEROS = (0x30, 0x660, 0x6F0)
# Letters of other alphabets stay within their block of this many.
_BLOCK = 16
_HOST_LETTERS = 8
# Of the kind of a file: .pdf, .jpeg.
_LONGEST_KIND = 5
_REMEMBERED = 100_000


class Masks:
    """Make masks with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = blake2b(key, digest_size=32).digest()
        self._known: dict[str, str] = {}

    def text(self, value: str) -> str:
        """Return the mask of any text; never the text itself, unless it has nothing to mask."""
        if value not in self._known:
            if len(self._known) >= _REMEMBERED:
                # Drawn again, a mask comes out the same: forgetting costs time and nothing else.
                self._known.clear()
            self._known[value] = self._new(value)
        return self._known[value]

    def date(self, value: str) -> str:
        """Return another date in the same spelling; what follows the date stays."""
        dice = self._dice(value)
        year = str(1950 + next(dice) % 50)
        found = _DATE.fullmatch(value) or _LOCAL_DATE.fullmatch(value)
        if found is None:
            return self.text(value)
        *parts, rest = found.groups()
        mark = parts.pop(1)
        # A month is a day too, so that either order gives a date.
        return (
            mark.join(year if len(p) == len(year) else _month(dice, len(p)) for p in parts) + rest
        )

    def _new(self, value: str) -> str:
        if _EMAIL.fullmatch(value):
            return f"{self._spelled(value.rpartition('@')[0])}@{self._host(value)}"
        if _LINK.fullmatch(value):
            return self._link(value)
        return self._spelled(value)

    def _spelled(self, value: str) -> str:
        """Replace each letter and digit; draw again where chance gives the value back."""
        for attempt in range(8):
            dice = self._dice(f"{attempt}{value}")
            mask = "".join(
                _other(letter, dice, first=not index) for index, letter in enumerate(value)
            )
            if mask != value:
                return mask
        return value

    def _link(self, value: str) -> str:
        """Mask host, names in the path and texts in the query; paths of the APIs say nothing."""
        parts = urlsplit(value)
        host = self._host(parts.netloc) if parts.netloc else ""
        path = parts.path
        if locate(path) is None:
            stem, dot, kind = path.rpartition(".")
            is_kind = bool(dot) and kind.isalnum() and len(kind) <= _LONGEST_KIND
            path = self._spelled(stem) + dot + kind if is_kind else self._spelled(path)
        query = [
            (name, text if _HARMLESS.fullmatch(text) else self._spelled(text))
            for name, text in parse_qsl(parts.query, keep_blank_values=True)
        ]
        asked = urlencode(query, safe="[]/:")
        fragment = self._spelled(parts.fragment)
        return urlunsplit((parts.scheme, host, path, asked, fragment))

    def _host(self, value: str) -> str:
        dice = self._dice(value.rpartition("@")[2])
        name = "".join(_LETTERS[next(dice) % 26] for _ in range(_HOST_LETTERS))
        return f"{name}.example"

    def _dice(self, value: str) -> Iterator[int]:
        """Draw bytes that depend on the key and the value alone."""
        round_ = 0
        while True:
            salt = round_.to_bytes(8, "big")
            text = value.encode("utf-8", "surrogatepass")
            yield from blake2b(text, key=self._key, salt=salt).digest()
            round_ += 1


def _month(dice: Iterator[int], width: int) -> str:
    figures = 12 if width > 1 else 9
    return str(1 + next(dice) % figures).zfill(width)


def _other(letter: str, dice: Iterator[int], *, first: bool) -> str:
    draw = next(dice)
    if letter.isdecimal():
        zero = next((at for at in _ZEROS if at <= ord(letter) <= at + 9), 0x30)
        if ord(letter) == zero:
            # Zeros in front belong to the form of a number.
            return letter if first else chr(zero + draw % 10)
        return chr(zero + 1 + draw % 9)
    if not letter.isalpha():
        return letter
    if letter.isascii():
        drawn = _LETTERS[draw % 26]
        return drawn.upper() if letter.isupper() else drawn
    if "\u0621" <= letter <= "\u064a":
        return _ARABIC[draw % len(_ARABIC)]
    start = ord(letter) // _BLOCK * _BLOCK
    alike = [
        each
        for each in map(chr, range(start, start + _BLOCK))
        if each.isalpha() and each.isupper() == letter.isupper()
    ]
    return alike[draw % len(alike)]
