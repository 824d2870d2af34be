"""Know how a Daftra site writes dates: told by the user, or read once from site_info."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from daftra_client import models as daftra
from daftra_client.api import site_info
from daftra_client.codec import Mismatch, decode

from ledgerspan.call import Call, Flow, Shared
from ledgerspan.dates import DateFormat, is_iso, read_iso_date
from ledgerspan.errors import ConfigurationError
from ledgerspan.listing import KnowledgeNeeded


class _Days(dict[str, date]):
    """Remember the texts that were days, up to a number that no books exceed by much."""

    _MOST = 8192

    def __init__(self, read: Callable[[str], date | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> date | None:
        day = self._read(text)
        if day is not None:
            if len(self) >= self._MOST:
                self.clear()
            self[text] = day
        return day


class _Site:
    """Hold the format of one site, which all of its resources learn together."""

    def __init__(self, known: DateFormat | None) -> None:
        self.format = known
        # Documents that are read at once ask together.
        self.asked = Shared()


class SiteDates:
    """Read the dates of one site; ISO needs nothing, the site's own format must be known.

    `read(text)` returns the day; None for `0000-00-00` and for a text that is no date (which is
    told). It raises KnowledgeNeeded for another format than ISO while the site's is not known.
    """

    def __init__(self, told: str | None, report: Callable[[Any], object]) -> None:
        self._site = _Site(None if told is None else DateFormat(told))
        self._report = report
        # A page names the same days again and again: they are a look-up in a dictionary.
        self.read: Callable[[str], date | None] = _Days(self._read).__getitem__

    def reporting_to(self, report: Callable[[Any], object]) -> SiteDates:
        """Return what reads the same site's dates and tells what is none to someone else."""
        sibling = SiteDates(None, report)
        sibling._site = self._site
        return sibling

    def _read(self, text: str) -> date | None:
        day = read_iso_date(text)
        if day is not None or is_iso(text):
            return day
        if self._site.format is None:
            raise KnowledgeNeeded(self._learn)
        day = self._site.format.read(text)
        if day is None:
            self._report(Mismatch("$.date", f"a date in the format {self._site.format.text}"))
        return day

    def _learn(self) -> Flow[None]:
        asked = self._site.asked
        answer = yield Call(
            read=True,
            operation="site_info.get",
            shared=asked,
            **site_info.get_site_info.get_kwargs(),
        )
        site = decode(answer.content, daftra.SiteResponse).data
        told: dict[str, Any] = site.site.to_dict() if site and site.site else {}
        # By observation date_format names the format; in the documents it is the key of one.
        for name in ("moment_format", "date_format"):
            try:
                self._site.format = DateFormat(str(told.get(name)))
            except ConfigurationError:
                continue
            return
        # The site may name one later.
        asked.answer = None
        raise ConfigurationError(
            "a date is not in ISO form and site_info does not name the site's format: give it to "
            'the client, as in Daftra(..., date_format="DD/MM/YYYY")'
        )
