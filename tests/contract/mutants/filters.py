"""Filters that let through what they should not."""

from dataclasses import fields, replace
from typing import Any

import pytest
from ledgerspan.sandbox.daftra.documents.payments import CLIENT_PAYMENTS, INVOICE_PAYMENTS
from ledgerspan.sandbox.daftra.documents.sales import INVOICES
from ledgerspan.sandbox.daftra.entities import selection
from ledgerspan.sandbox.daftra.products import PRODUCTS
from ledgerspan.sandbox.nuvio import documents
from ledgerspan.sandbox.nuvio.expenses import Expenses
from ledgerspan.sandbox.nuvio.incomes import Incomes

from tests.contract.mutants.mutant import Wrap, around, mutant

_EVERYWHERE = ("examples", "coverage", "fuzzing")


@mutant(
    "nuvio",
    "incomes",
    "filter ignored",
    "filters_are_honoured",
    "list_incomes",
    phases=("examples", "coverage"),
)
def end_dates_are_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list ignores the end of its period."""
    around(
        patch,
        Incomes,
        "matching",
        lambda match: lambda self, filters: match(self, replace(filters, end_date=None)),
    )


@mutant("nuvio", "expenses", "filters combined with or", "filters_are_honoured", "list_expenses")
def one_filter_is_enough(patch: pytest.MonkeyPatch) -> None:
    """A list lets through what passes one of its filters."""

    def wrap(match: Wrap) -> Wrap:
        def matching(self: Any, filters: Any) -> Any:
            nothing = {each.name: None for each in fields(filters) if each.name != "party"}
            empty = replace(filters, **nothing, party=replace(filters.party, id=None, code=None))
            asked = [
                replace(empty, **{name: getattr(filters, name)})
                for name in (*nothing, "party")
                if getattr(filters, name) != getattr(empty, name)
            ]
            found = {
                record.header["position"]: record
                for each in asked or [empty]
                for record in match(self, each)
            }
            return sorted(
                found.values(),
                key=lambda record: (record.header["day"], record.header["position"]),
                reverse=True,
            )

        return matching

    around(patch, Expenses, "matching", wrap)


@mutant("nuvio", "incomes", "filter inverted", "filters_are_honoured", "list_incomes")
def tags_are_turned_round(patch: pytest.MonkeyPatch) -> None:
    """A list by tag holds what has not got the tag."""
    patch.setattr(documents, "_TAGGED", f"NOT {documents._TAGGED}")


@mutant(
    "daftra",
    "invoices",
    "filter inverted",
    "filters_are_honoured",
    "list_invoices",
    phases=_EVERYWHERE,
)
def the_client_is_not_that_one(patch: pytest.MonkeyPatch) -> None:
    """A list by client holds the records of all others."""
    patch.setitem(INVOICES.filters, "client_id", "client_id != ?")


@mutant(
    "daftra",
    "invoice payments",
    "filter ignored",
    "filters_are_honoured",
    "list_invoice_payments",
    phases=_EVERYWHERE,
)
def the_state_is_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list ignores the state that it is asked for."""
    patch.delitem(INVOICE_PAYMENTS.filters, "status")


@mutant(
    "daftra",
    "client payments",
    "filters combined with or",
    "filters_are_honoured",
    "list_client_payments",
    phases=_EVERYWHERE,
)
def either_filter_will_do(patch: pytest.MonkeyPatch) -> None:
    """A filter lets through a client's payments, too, whoever was asked for."""
    patch.setitem(CLIENT_PAYMENTS.filters, "status", "status = ? OR client_id > 0")


@mutant(
    "daftra",
    "invoices",
    "filter inverted",
    "filters_are_honoured",
    "list_invoices",
    phases=_EVERYWHERE,
)
def at_least_is_at_most(patch: pytest.MonkeyPatch) -> None:
    """The least total is taken for the highest."""
    test = INVOICES.filters["summary_total_to"]
    patch.setitem(INVOICES.filters, "summary_total_from", test)


@mutant(
    "daftra",
    "products",
    "filter inverted",
    "filters_are_honoured",
    "list_products",
    phases=_EVERYWHERE,
)
def the_code_is_not_that_one(patch: pytest.MonkeyPatch) -> None:
    """A list by code holds the products of all other codes."""
    patch.setitem(PRODUCTS.filters, "product_code", "product_code IS NOT ?")


@mutant(
    "daftra",
    "advance payments",
    "filter ignored",
    "filters_are_honoured",
    "list_advance_payments list_entities",
    phases=_EVERYWHERE,
)
def conditions_are_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list of v2 ignores its conditions."""
    patch.setattr(selection, "_holds", lambda *_: True)
