"""Describe a listing of any entity of Daftra's v2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from daftra_client.api.entities import list_entities
from daftra_client.codec import Mismatch

from ledgerspan.call import Answer, Call
from ledgerspan.models.entity import Entity
from ledgerspan.paging import Claims

from .entity_filters import EntityFilters
from .entity_page import read_rows


class EntityListing:
    """Describe a listing: numbered pages of `per_page` rows, in no promised order without sort."""

    def __init__(
        self,
        entity: str,
        filters: EntityFilters,
        *,
        level: int,
        page_size: int,
        report: Callable[[Any], object],
    ) -> None:
        self.operation = f"entity.{entity}.list"
        self.filters = filters
        self.sent_filters = filters.asked()
        self._entity = entity
        self._level = level
        self._page_size = page_size
        self._report = report

    def call(self, page: int) -> Call:
        """Return the call for a page, counted from 1."""
        kwargs = list_entities.get_kwargs(
            self._entity, self._level, page=page, per_page=self._page_size
        )
        kwargs["params"] = [*kwargs["params"], *self.filters.query()]
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer, page: int) -> tuple[list[Entity], Claims]:
        """Read a page; tell of members that are filtered by and that no record states."""
        records, claims = read_rows(self._entity, answer, self.call(page).url)
        for member in dict.fromkeys(self.filters.members()) if records else ():
            if not any(member in record for record in records):
                self._report(
                    Mismatch(
                        f"$.data[].{member}", "a filter by it may have been ignored: no row has it"
                    )
                )
        return records, claims

    def detail(self, record: Entity) -> None:
        """Return None: how much of a record a row holds is what the level says."""
