"""Say how many records a page of Daftra's v1 holds."""

from __future__ import annotations

from ledgerspan.config import check_page_size

# The documents allow 1000; nobody measured what happens above (observation 4).
LARGEST_PAGE = 1000
USUAL_PAGE = 100


def checked_page_size(page_size: int | None) -> int:
    """Return the page size to ask for; raises ConfigurationError for one that Daftra refuses."""
    return USUAL_PAGE if page_size is None else check_page_size(page_size, LARGEST_PAGE)
