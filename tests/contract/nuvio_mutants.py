"""What can be wrong with a Nuvio service."""

from dataclasses import replace
from typing import Any

import pytest
from ledgerspan.sandbox.nuvio import api as nuvio
from ledgerspan.sandbox.nuvio import batch
from ledgerspan.sandbox.nuvio.access import UnknownTokenError
from ledgerspan.sandbox.nuvio.incomes import Incomes as NuvioIncomes

from tests.contract.mutant import Wrap, around, mutant


@mutant("nuvio", "ignored_auth", "list_incomes")
def any_token_opens(patch: pytest.MonkeyPatch) -> None:
    """Nuvio does not check tokens."""

    def wrap(authorise: Wrap) -> Wrap:
        def authorised(headers: Any, companies: Any, scope: Any) -> Any:
            try:
                return authorise(headers, companies, scope)
            except UnknownTokenError:
                return companies[0]

        return authorised

    around(patch, nuvio, "authorise", wrap)


@mutant("nuvio", "companies_are_isolated", "list_incomes")
def lists_leak(patch: pytest.MonkeyPatch) -> None:
    """A list holds the records of both companies."""

    def wrap(matching: Wrap) -> Wrap:
        def leaking(self: Any, filters: Any) -> Any:
            found = matching(self, filters)
            return [*found, *matching(NuvioIncomes(self._connection, 1), filters)]

        return leaking

    around(patch, NuvioIncomes, "matching", wrap)


@mutant("nuvio", "written_is_read", "create_income")
def references_are_dropped(patch: pytest.MonkeyPatch) -> None:
    """A create forgets its tags."""
    around(
        patch,
        nuvio,
        "read_income",
        lambda read: lambda *body: replace(read(*body), tags=()),
    )


@mutant("nuvio", "filters_are_honoured", "list_incomes", ("examples", "coverage"))
def end_dates_are_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list ignores the end of its period."""
    around(
        patch,
        NuvioIncomes,
        "matching",
        lambda match: lambda self, filters: match(self, replace(filters, end_date=None)),
    )


@mutant("nuvio", "money_adds_up", "list_incomes")
def taxes_are_not_added(patch: pytest.MonkeyPatch) -> None:
    """The total of an income is without its taxes."""

    def wrap(sum_up: Wrap) -> Wrap:
        def untaxed(*parts: Any) -> Any:
            totals = sum_up(*parts)
            return replace(totals, total=totals.sub_total)

        return untaxed

    around(patch, batch, "income_totals", wrap)
