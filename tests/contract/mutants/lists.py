"""Lists that do not add up: pages, totals, links and order."""

from dataclasses import replace
from typing import Any

import pytest
from ledgerspan.sandbox.daftra import operations
from ledgerspan.sandbox.daftra.entities import selection
from ledgerspan.sandbox.daftra.paging import OutOfRangeError, asked_page
from ledgerspan.sandbox.daftra.records import Records
from ledgerspan.sandbox.nuvio.incomes import Incomes

from tests.contract.mutants.mutant import Wrap, around, mutant

Block = dict[str, Any]


def _pages(patch: pytest.MonkeyPatch, path: str, wrap: Any) -> None:
    """Ask for other pages of one table: `wrap` gives (limit, offset) for (limit, offset)."""

    def around_page(page: Wrap) -> Wrap:
        def paged(self: Any, limit: int, offset: int, *rest: Any, **named: Any) -> Any:
            if self._table.path == path:
                limit, offset = wrap(limit, offset)
            return page(self, limit, offset, *rest, **named)

        return paged

    around(patch, Records, "page", around_page)


def _blocks(patch: pytest.MonkeyPatch, path: str, change: Any) -> None:
    """Change what stands around the rows of one table: `change` is told the page asked for."""

    def wrap(describe: Wrap) -> Wrap:
        def described(asked: Any, total: int, dialect: Any, origin: str, table: str) -> Block:
            block: Block = describe(asked, total, dialect, origin, table)
            return change(asked, block) if table == path else block

        return described

    around(patch, operations, "pagination", wrap)


@mutant(
    "daftra",
    "suppliers",
    "wrong total",
    "pages_add_up response_schema_conformance",
    "list_suppliers",
)
def the_total_is_missing(patch: pytest.MonkeyPatch) -> None:
    """The pagination block has no total."""
    _blocks(
        patch,
        "suppliers",
        lambda _, block: {name: block[name] for name in block if name != "total_results"},
    )


@mutant("daftra", "products", "limit ignored", "pages_add_up", "list_products")
def the_limit_is_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list ignores its limit."""
    _pages(patch, "products", lambda limit, offset: (5, offset // limit * 5))


@mutant("daftra", "incomes", "page off by one", "pages_add_up", "list_incomes")
def pages_overlap(patch: pytest.MonkeyPatch) -> None:
    """A page repeats the last row of the page before."""
    _pages(patch, "incomes", lambda limit, offset: (limit, max(0, offset - 1)))


@mutant("daftra", "clients", "page off by one", "pages_add_up", "list_clients")
def the_first_row_is_skipped(patch: pytest.MonkeyPatch) -> None:
    """Every page begins one row too late."""
    _pages(patch, "clients", lambda limit, offset: (limit, offset + 1))


@mutant("daftra", "invoices", "wrong total", "pages_add_up", "list_invoices")
def the_total_is_one_short(patch: pytest.MonkeyPatch) -> None:
    """The total leaves out one record."""
    _blocks(
        patch,
        "invoices",
        lambda _, block: {**block, "total_results": block["total_results"] - 1},
    )


@mutant("daftra", "treasuries", "wrong total", "pages_add_up", "list_treasuries")
def the_last_page_is_not_counted(patch: pytest.MonkeyPatch) -> None:
    """The number of pages is rounded down."""
    _blocks(
        patch,
        "treasuries",
        lambda asked, block: {**block, "page_count": block["total_results"] // asked.limit},
    )


@mutant(
    "daftra",
    "taxes",
    "stale total",
    "pages_add_up",
    "create_tax list_taxes",
    phases=("examples", "coverage", "fuzzing"),
)
def the_total_is_remembered(patch: pytest.MonkeyPatch) -> None:
    """The total stays what it was at the first look."""
    first: list[int] = []

    def remembered(_asked: Any, block: Block) -> Block:
        first.append(block["total_results"])
        return {**block, "total_results": first[0]}

    _blocks(patch, "taxes", remembered)


@mutant("daftra", "incomes", "next is this page", "pages_add_up", "list_incomes")
def next_is_this_page(patch: pytest.MonkeyPatch) -> None:
    """The link to the next page leads to this one."""
    _blocks(
        patch,
        "incomes",
        lambda asked, block: {
            **block,
            "next": block["next"]
            and block["next"].replace(f"page={asked.page + 1}", f"page={asked.page}"),
        },
    )


@mutant(
    "daftra",
    "stores",
    "negative page accepted",
    "pages_add_up",
    "list_stores",
    phases=("coverage",),
    boundaries=None,
)
def pages_below_one_are_taken(patch: pytest.MonkeyPatch) -> None:
    """A page below the first is taken for the first."""

    def wrap(ask: Wrap) -> Wrap:
        def asking(parameters: Any) -> Any:
            try:
                return ask(parameters)
            except OutOfRangeError:
                if parameters.get("page", "").lstrip("-").isdecimal():
                    return asked_page({**parameters, "page": "1"})
                raise

        return asking

    around(patch, operations, "asked_page", wrap)


@mutant(
    "daftra",
    "incomes",
    "server error",
    "not_a_server_error",
    "list_incomes",
    phases=("coverage",),
    boundaries=None,
)
def the_largest_page_breaks(patch: pytest.MonkeyPatch) -> None:
    """The largest limit makes the server fail."""

    def wrap(read: Wrap) -> Wrap:
        def reading(parameters: Any) -> Any:
            asked = read(parameters)
            if asked.limit == 1000:
                raise MemoryError
            return asked

        return reading

    around(patch, operations, "asked_page", wrap)


@mutant("daftra", "advance payments", "wrong total", "pages_add_up", "list_advance_payments")
def the_total_counts_one_more(patch: pytest.MonkeyPatch) -> None:
    """The total of a list of v2 counts one that is not there."""
    around(
        patch,
        selection,
        "paginator",
        lambda build: lambda rows, asked, total, path: build(rows, asked, total + 1, path),
    )


@mutant("daftra", "advance payments", "limit ignored", "pages_add_up", "list_advance_payments")
def the_size_is_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list of v2 gives at most five rows, whatever size is asked for."""
    around(
        patch,
        selection,
        "paginator",
        lambda build: lambda rows, *rest: build(rows[:5], *rest),
    )


@mutant("nuvio", "incomes", "page off by one", "filters_are_honoured", "list_incomes")
def the_last_row_is_lost(patch: pytest.MonkeyPatch) -> None:
    """A filtered list loses its last row."""

    def wrap(match: Wrap) -> Wrap:
        def matching(self: Any, filters: Any) -> Any:
            found = match(self, filters)
            none = replace(filters, start_date=None, end_date=None)
            return found if filters == none else found[:-1]

        return matching

    around(patch, Incomes, "matching", wrap)
