"""Lists in another order than theirs, or than the one they are asked for."""

import pytest
from ledgerspan.sandbox.daftra import operations
from ledgerspan.sandbox.nuvio.expenses import Expenses

from tests.contract.mutants.mutant import Wrap, around, mutant


@mutant("daftra", "expenses", "order ignored", "pages_add_up", "list_expenses")
def the_oldest_come_first(patch: pytest.MonkeyPatch) -> None:
    """A list that is newest first is oldest first."""

    def wrap(order: Wrap) -> Wrap:
        return lambda table, books: (
            "date ASC, id ASC" if table.path == "expenses" else order(table, books)
        )

    around(patch, operations, "_order", wrap)


@mutant("daftra", "clients", "order ignored", "sort_is_honoured", "list_clients")
def sort_is_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list ignores the order that it is asked for."""
    patch.setattr(operations, "_order", lambda *_: "")


@mutant("daftra", "invoice payments", "order ignored", "sort_is_honoured", "list_invoice_payments")
def direction_is_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list is never turned round."""
    around(
        patch,
        operations,
        "_order",
        lambda order: lambda *asked: order(*asked).replace(" DESC", " ASC"),
    )


@mutant("nuvio", "expenses", "order ignored", "filters_are_honoured", "list_expenses")
def nuvio_lists_the_oldest_first(patch: pytest.MonkeyPatch) -> None:
    """A list of Nuvio is oldest first."""
    around(patch, Expenses, "matching", lambda match: lambda *asked: match(*asked)[::-1])
