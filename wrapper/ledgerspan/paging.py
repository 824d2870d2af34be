"""Decide where a listing ends, which records are new and what the report says. No I/O.

Every single sign of the end is wrong somewhere (observation 4: `next` may be missing, pages may
repeat, the block may be absent), so they are weighed together:

    page claims                                decision
    nothing new, nothing left to claim         stop: what follows would repeat
    page >= page_count and no next             stop: the last page
    empty page, more claimed                   go on: a hole is no end; twenty in a row are
    anything else                              next page
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Claims(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Hold what a page says of itself; None for what it does not say.

    `paged` is False for an answer that is the whole list by contract (Nuvio); `window` is True
    where a page is a stretch of days of ours, of which any number may be empty.
    """

    page: int | None = None
    page_count: int | None = None
    total: int | None = None
    has_next: bool | None = None
    paged: bool = True
    window: bool = False


class PageReport(msgspec.Struct, kw_only=True):
    """Tell how a listing went; filled while it runs.

    `records` were given out, `duplicates` dropped (same id twice), `filtered` left out because
    they do not match what was asked (by filter), `claimed_total` is the provider's own count,
    `stopped` says why it ended (None: not at its end yet), `filters` which filter was applied by
    the server and which here. Of a listing that goes on after it broke, `before` is how many
    records had come until then, given out or filtered.
    """

    records: int = 0
    pages: int = 0
    duplicates: int = 0
    filtered: dict[str, int] = msgspec.field(default_factory=dict)
    filters: dict[str, str] = msgspec.field(default_factory=dict)
    claimed_total: int | None = None
    stopped: str | None = None
    before: int = 0

    @property
    def missing(self) -> int:
        """Return how many records the provider claimed and never gave (0 while unknown)."""
        if self.stopped is None or self.claimed_total is None:
            return 0
        came = self.before + self.records + sum(self.filtered.values())
        return max(0, self.claimed_total - came)


def new_places(ids: Sequence[str], seen: set[str]) -> list[int] | None:
    """Return the places of the ids that were not seen before; None when that is all of them.

    A record without an id cannot be told from another one, so it always counts as new.
    """
    if len(set(ids)) == len(ids) and seen.isdisjoint(ids):
        return None
    places, here = [], set[str]()
    for place, identity in enumerate(ids):
        if identity == "" or (identity not in seen and identity not in here):
            places.append(place)
            here.add(identity)
    return places


# So many pages without a record in a row are no hole: the claim is wrong.
_LONGEST_HOLE = 20


def stop_reason(
    claims: Claims, *, asked: int, received: int, new: int, empty: int = 0
) -> str | None:
    """Return why the listing ends with this page, or None when it goes on.

    `asked` is the page number that was asked for, `received` the records on it, `new` those of
    them that had not come before, `empty` the pages without a record up to this one, in a row.
    """
    if not claims.paged:
        return "complete: the provider gives the whole list at once"
    if claims.window:
        return "the last window" if claims.page_count == asked else None
    more_claimed = claims.page_count is not None and asked < claims.page_count
    if empty >= _LONGEST_HOLE:
        return f"{empty} empty pages in a row, though {claims.page_count} pages are claimed"
    if received == 0:
        return None if more_claimed else "an empty page"
    if new == 0:
        return None if more_claimed and claims.page == asked else "a page that only repeats"
    at_last = claims.page_count is not None and asked >= claims.page_count
    if at_last and not claims.has_next:
        return "the last page"
    return None


def horizon(claims: Claims, *, asked: int, ahead: int) -> int:
    """Return the last page worth fetching ahead: as far as is claimed, else `ahead` pages."""
    if not claims.paged:
        return asked
    if claims.page_count is not None:
        return max(asked, min(claims.page_count, asked + ahead))
    return asked + ahead
