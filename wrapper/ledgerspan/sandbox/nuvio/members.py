"""Read the members of a JSON object and collect every complaint about them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.days import is_date
from ledgerspan.sandbox.exactjson import as_number
from ledgerspan.sandbox.nuvio.identifiers import read_uuid
from ledgerspan.sandbox.nuvio.instants import from_timestamp, read_instant

CURRENCY = "[A-Z]{3}"
"""The list of currencies is not stored anywhere: three capitals are all that is known."""
LIMIT = Decimal(10) ** 15
_EPOCH = "must be whole milliseconds since 1970, up to the year 9999"
_DATE_TIME = "must be a date-time with its zone, such as 2026-05-01T09:30:00Z"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by id or by code; the id wins (published)."""

    id: str | None
    code: str | None


class Members:
    """A JSON object being read. A member that is absent or unusable reads as None."""

    def __init__(self, sent: Mapping[str, Any], complaints: list[str], where: str = "") -> None:
        self._sent = sent
        self._complaints = complaints
        self._where = where

    def __contains__(self, name: str) -> bool:
        """Tell whether the member was sent, be it null."""
        return name in self._sent

    def text(
        self, name: str, *, pattern: str | None = None, null: bool = False, needed: bool = False
    ) -> str | None:
        """Read text, which must match `pattern` as a whole."""
        value = self._given(name, null=null, needed=needed)
        if value is None:
            return None
        if not isinstance(value, str):
            self._refuse(name, "must be text")
        elif pattern is not None and not re.fullmatch(pattern, value):
            self._refuse(name, f"must match {pattern}")
        else:
            return value
        return None

    def label(self, name: str, *, needed: bool = False) -> str | None:
        """Read text that says something."""
        value = self.text(name, needed=needed)
        if value == "":
            self._refuse(name, "must not be empty")
            return None
        return value

    def choice(self, name: str, options: Sequence[str], *, needed: bool = False) -> str | None:
        """Read one of `options`."""
        value = self.text(name, needed=needed)
        if value is None or value in options:
            return value
        self._refuse(name, f"must be one of {', '.join(options)}")
        return None

    def flag(self, name: str) -> bool | None:
        """Read true or false."""
        value = self._given(name, null=False)
        if value is None or isinstance(value, bool):
            return value
        self._refuse(name, "must be true or false")
        return None

    def named(self, thing: str) -> Named:
        """Read `thing` by its id or its code."""
        return Named(
            id=self.uuid(f"{thing}Id", null=True), code=self.text(f"{thing}Code", null=True)
        )

    def day(self, name: str, *, null: bool = False) -> str | None:
        """Read a day that exists, written YYYY-MM-DD."""
        value = self.text(name, null=null)
        if value is None or is_date(value):
            return value
        self._refuse(name, "must be a day that exists, written YYYY-MM-DD")
        return None

    def instant(self, *, needed: bool = False) -> str | None:
        """Read when a transaction happened; the epoch beats the date-time (published)."""
        if needed and not {"transactionTimestamp", "transactionDate"} & self._sent.keys():
            self._complaints.append("give transactionTimestamp or transactionDate")
        sent = self._given("transactionTimestamp", null=False)
        date_time = self.text("transactionDate")
        # What loses is read too: a date-time that is none would else be taken in silence.
        happened = None
        if date_time is not None:
            happened = self._understood("transactionDate", read_instant(date_time), _DATE_TIME)
        number = as_number(sent)
        if number is not None:
            return self._understood("transactionTimestamp", from_timestamp(number), _EPOCH)
        if sent is not None:
            self._refuse("transactionTimestamp", _EPOCH)
        return happened

    def uuid(self, name: str, *, null: bool = False, needed: bool = False) -> str | None:
        """Read a UUID, with hyphens or without."""
        value = self.text(name, null=null, needed=needed)
        if value is None:
            return None
        return self._understood(name, read_uuid(value), "must be a UUID")

    def number(
        self, name: str, *, least: Decimal | None = None, null: bool = False, needed: bool = False
    ) -> Decimal | None:
        """Read a number above zero, or of at least `least`, below ten to the 15th."""
        value = self._given(name, null=null, needed=needed)
        if value is None:
            return None
        number = as_number(value)
        if number is None:
            self._refuse(name, "must be a number")
        elif abs(number) >= LIMIT:
            self._refuse(name, "must have at most 15 digits before the point")
        elif least is None and number <= 0:
            self._refuse(name, "must be above zero")
        elif least is not None and number < least:
            self._refuse(name, f"must be at least {least:f}" if least else "must not be negative")
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

    def _given(self, name: str, *, null: bool, needed: bool = False) -> Any:
        value = self._sent.get(name)
        if value is None and needed:
            self._refuse(name, "must be given")
        elif value is None and name in self._sent and not null:
            self._refuse(name, "must not be null")
        return value

    def _understood(self, name: str, read: str | None, otherwise: str) -> str | None:
        if read is None:
            self._refuse(name, otherwise)
        return read

    def _refuse(self, name: str, reason: str) -> None:
        self._complaints.append(f"{self._where}{name} {reason}")
