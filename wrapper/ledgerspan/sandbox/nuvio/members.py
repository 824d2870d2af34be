"""Read the members of a JSON object and collect every complaint about them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.days import is_date
from ledgerspan.sandbox.exactjson import as_number
from ledgerspan.sandbox.nuvio.identifiers import read_uuid

_LIMIT = Decimal(10) ** 15


class Members:
    """A JSON object being read. A member that is absent or unusable reads as None."""

    def __init__(self, sent: Mapping[str, Any], complaints: list[str], where: str = "") -> None:
        self._sent = sent
        self._complaints = complaints
        self._where = where

    def text(self, name: str, *, pattern: str | None = None, null: bool = False) -> str | None:
        """Read text, which must match `pattern` as a whole."""
        value = self._given(name, null=null)
        if value is None:
            return None
        if not isinstance(value, str):
            self._refuse(name, "must be text")
        elif pattern is not None and not re.fullmatch(pattern, value):
            self._refuse(name, f"must match {pattern}")
        else:
            return value
        return None

    def day(self, name: str, *, null: bool = False) -> str | None:
        """Read a day that exists, written YYYY-MM-DD."""
        value = self.text(name, null=null)
        if value is None or is_date(value):
            return value
        self._refuse(name, "must be a day that exists, written YYYY-MM-DD")
        return None

    def uuid(self, name: str, *, null: bool = False) -> str | None:
        """Read a UUID, with hyphens or without."""
        value = self.text(name, null=null)
        if value is None:
            return None
        found = read_uuid(value)
        if found is None:
            self._refuse(name, "must be a UUID")
        return found

    def number(self, name: str, *, zero: bool = False, null: bool = False) -> Decimal | None:
        """Read a number above zero, or of at least zero, below ten to the 15th."""
        value = self._given(name, null=null)
        if value is None:
            return None
        number = as_number(value)
        if number is None:
            self._refuse(name, "must be a number")
        elif number < 0 or (number == 0 and not zero):
            self._refuse(name, "must not be negative" if zero else "must be above zero")
        elif number >= _LIMIT:
            self._refuse(name, "must have at most 15 digits before the point")
        else:
            return number
        return None

    def uuids(self, name: str) -> tuple[str, ...]:
        """Read a list of UUIDs; null is an empty list, and each one counts once."""
        entries = {
            f"{name}[{index}]": entry for index, entry in enumerate(self._list(name, null=True))
        }
        members = Members(entries, self._complaints, self._where)
        found = [members.uuid(entry) for entry in entries]
        return tuple(dict.fromkeys(entry for entry in found if entry is not None))

    def objects(self, name: str) -> "list[Members]":
        """Read a list of objects; entries that are something else are complained about."""
        objects: list[Members] = []
        for index, entry in enumerate(self._list(name, null=False)):
            if isinstance(entry, dict):
                objects.append(Members(entry, self._complaints, f"{name}[{index}]."))
            else:
                self._refuse(f"{name}[{index}]", "must be an object")
        return objects

    def _list(self, name: str, *, null: bool) -> list[Any]:
        value = self._given(name, null=null)
        if isinstance(value, list):
            return value
        if value is not None:
            self._refuse(name, "must be a list")
        return []

    def _given(self, name: str, *, null: bool) -> Any:
        value = self._sent.get(name)
        if value is None and name in self._sent and not null:
            self._refuse(name, "must not be null")
        return value

    def _refuse(self, name: str, reason: str) -> None:
        self._complaints.append(f"{self._where}{name} {reason}")
