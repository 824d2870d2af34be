"""Hold what a listing was asked for; every record is held against it when it arrives."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

import msgspec

from .errors import ConfigurationError
from .models import Document, PaymentStatus


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Hold what a listing was asked for; every record is held against it when it arrives.

    A kind of record with filters has a class of its own. A record that does not state what is
    asked for does not match.
    """

    def asked(self) -> tuple[str, ...]:
        """Return the names of the filters that are set."""
        return tuple(name for name in self.__struct_fields__ if getattr(self, name) is not None)

    def applied(self, sent: Collection[str]) -> dict[str, str]:
        """Say of each filter who applies it; `sent` are those that the server is asked to."""
        return {name: "server, verified here" if name in sent else "here" for name in self.asked()}

    def refuse(self, record: Any) -> str | None:  # noqa: ARG002  # there is nothing to refuse by
        """Return the first filter that a record does not match, None when it matches all."""
        return None


class DayFilters(Filters, frozen=True, kw_only=True):
    """Hold a range of days of `date`, both included."""

    since: datetime.date | None = None
    until: datetime.date | None = None

    def __post_init__(self) -> None:
        """Refuse filters that can match nothing."""
        for name in ("since", "until"):
            day = getattr(self, name)
            if day is not None and (
                not isinstance(day, datetime.date) or isinstance(day, datetime.datetime)
            ):
                raise ConfigurationError(f"{name} is a datetime.date, not {day!r}")
        if self.since is not None and self.until is not None and self.until < self.since:
            raise ConfigurationError(f"until {self.until} lies before since {self.since}")

    def refuse(self, record: Any) -> str | None:
        """Return "since" or "until" for a day outside, None inside."""
        day = record.date
        if self.since is not None and (day is None or day < self.since):
            return "since"
        if self.until is not None and (day is None or day > self.until):
            return "until"
        return None


class DocumentFilters(DayFilters, frozen=True, kw_only=True):
    """Hold what documents are listed by; `contact` is an id."""

    contact: str | None = None
    payment_status: PaymentStatus | None = None
    number: str | None = None

    def __post_init__(self) -> None:
        """Refuse filters that can match nothing."""
        super().__post_init__()
        if self.number is not None and not isinstance(self.number, str):
            raise ConfigurationError(f"number is a text, as in INV-42, not {self.number!r}")

    def refuse(self, record: Document) -> str | None:
        """Return the first filter that a document does not match, None when it matches all."""
        refused = super().refuse(record)
        if refused is not None:
            return refused
        contact = record.contact
        if self.contact is not None and (contact is None or contact.id != self.contact):
            return "contact"
        if self.payment_status is not None and record.payment_status != self.payment_status:
            return "payment_status"
        if self.number is not None and record.number != self.number:
            return "number"
        return None
