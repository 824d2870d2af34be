"""Records of Nuvio that are not kept as they were written."""

from dataclasses import replace
from typing import Any

import pytest
from ledgerspan.sandbox.nuvio import api as nuvio
from ledgerspan.sandbox.nuvio import things
from ledgerspan.sandbox.nuvio.accounts import Accounts
from ledgerspan.sandbox.nuvio.completion import Completion
from ledgerspan.sandbox.nuvio.entities import Entities
from ledgerspan.sandbox.nuvio.labels import Projects
from ledgerspan.sandbox.nuvio.products import Products
from ledgerspan.sandbox.nuvio.transactions import Transactions

from tests.contract.mutants.mutant import Wrap, around, mutant


def _reads(patch: pytest.MonkeyPatch, owner: type, change: Any) -> None:
    """Change the columns that a write is about to store."""

    def wrap(read: Wrap) -> Wrap:
        return lambda self, writing: change(read(self, writing), writing)

    around(patch, owner, "read", wrap)


@mutant("nuvio", "incomes", "part not stored", "written_is_read", "create_income")
def references_are_dropped(patch: pytest.MonkeyPatch) -> None:
    """A create forgets its tags."""
    around(patch, nuvio, "read_income", lambda read: lambda *body: replace(read(*body), tags=()))


@mutant("nuvio", "product services", "part not stored", "written_is_read", "create_product_service")
def taxes_of_a_product_are_dropped(patch: pytest.MonkeyPatch) -> None:
    """A create forgets the taxes of a product."""
    patch.setattr(Products, "attach", lambda *_: None)


@mutant(
    "nuvio",
    "expenses",
    "partial update resets",
    "written_is_read",
    "create_expense update_expense",
    phases=("stateful",),
)
def the_currency_is_reset(patch: pytest.MonkeyPatch) -> None:
    """An update that names no day falls back to today."""
    around(patch, Completion, "_kept", lambda keep: lambda self, _old: keep(self, None))


@mutant(
    "nuvio",
    "projects",
    "update not stored",
    "written_is_read",
    "create_project update_project",
    phases=("stateful",),
)
def projects_never_change(patch: pytest.MonkeyPatch) -> None:
    """An update of Nuvio is not stored."""
    _reads(
        patch,
        Projects,
        lambda columns, writing: (
            columns if writing.old is None else {name: writing.old[name] for name in columns}
        ),
    )


@mutant(
    "nuvio", "business entities", "part not stored", "written_is_read", "create_business_entity"
)
def customers_are_suppliers(patch: pytest.MonkeyPatch) -> None:
    """What was said of the one flag is stored in the other."""
    _reads(
        patch,
        Entities,
        lambda columns, _: {
            **columns,
            "is_customer": columns["is_supplier"],
            "is_supplier": 1 - int(columns["is_supplier"]),
        },
    )


@mutant("nuvio", "transactions", "part not stored", "written_is_read", "create_transaction")
def money_flows_backwards(patch: pytest.MonkeyPatch) -> None:
    """A transaction is stored with the other direction."""
    other = {"Money In": "Money Out", "Money Out": "Money In"}
    _reads(
        patch,
        Transactions,
        lambda columns, _: {
            **columns,
            "transaction_type": other.get(columns["transaction_type"]),
        },
    )


@mutant("nuvio", "tags", "ids reused", "ids_are_given_once", "create_tag")
def one_id_for_all(patch: pytest.MonkeyPatch) -> None:
    """A new record takes the place of the one made before."""

    def same(self: Any, company: Any) -> str:
        return things.derived_uuid(self.plan.seed, "nuvio", company.number, "the one", self.path)

    patch.setattr(things.Things, "_new_id", same)


@mutant("nuvio", "accounts", "amount rounded", "written_is_read", "create_account")
def opening_balances_are_rounded(patch: pytest.MonkeyPatch) -> None:
    """An opening balance loses what is behind the point."""
    _reads(
        patch,
        Accounts,
        lambda columns, _: {
            **columns,
            "opening_balance": columns["opening_balance"].partition(".")[0],
        },
    )


@mutant("nuvio", "transactions", "date swapped", "written_is_read", "create_transaction")
def zones_are_ignored(patch: pytest.MonkeyPatch) -> None:
    """A transaction happens a day too early."""
    _reads(
        patch,
        Transactions,
        lambda columns, _: {
            **columns,
            "happened": columns["happened"] and f"2001-02-03{columns['happened'][10:]}",
        },
    )
