"""The control: what the mutants wrap is wrapped, and nothing is changed."""

from typing import Any

import pytest
from ledgerspan.sandbox.application import Pipeline
from ledgerspan.sandbox.daftra import accept, dialects, operations
from ledgerspan.sandbox.daftra.access import Keyring
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.documents import accounts
from ledgerspan.sandbox.daftra.entities import selection
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.records import Records
from ledgerspan.sandbox.daftra.writer import Writer
from ledgerspan.sandbox.nuvio import api as nuvio
from ledgerspan.sandbox.nuvio import batch
from ledgerspan.sandbox.nuvio.accounts import Accounts
from ledgerspan.sandbox.nuvio.incomes import Incomes
from ledgerspan.sandbox.nuvio.members import Members

from tests.contract.mutants.mutant import Wrap, around

_WRAPPED = (
    (Pipeline, ("_operate",)),
    (operations, ("pagination", "asked_page", "_order")),
    (Operations, ("update",)),
    (Writer, ("_values", "store", "judged")),
    (accept, ("_amount", "_text", "_flag", "is_date")),
    (dialects, ("site_date",)),
    (accounts, ("settled", "document_totals")),
    (selection, ("paginator", "_holds")),
    (Records, ("page", "get", "change", "delete")),
    (Books, ("written",)),
    (Keyring, ("identify",)),
    (nuvio, ("authorise", "read_income", "read_expense")),
    (Incomes, ("matching", "by_uuid")),
    (Accounts, ("read",)),
    (Members, ("_given", "text", "number")),
    (batch, ("income_totals",)),
)


def break_nothing(patch: pytest.MonkeyPatch) -> None:
    """Wrap what the mutants wrap, and change nothing: the control that must survive."""

    def same(function: Wrap) -> Wrap:
        def unchanged(*positional: Any, **named: Any) -> Any:
            return function(*positional, **named)

        return unchanged

    for owner, names in _WRAPPED:
        for name in names:
            around(patch, owner, name, same)
