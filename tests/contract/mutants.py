"""All mutants, and the control that must survive."""

from typing import Any

import pytest
from ledgerspan.sandbox.daftra import accept, books, operations
from ledgerspan.sandbox.daftra.access import Keyring
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.records import Records
from ledgerspan.sandbox.nuvio import api as nuvio
from ledgerspan.sandbox.nuvio import batch
from ledgerspan.sandbox.nuvio.incomes import Incomes as NuvioIncomes

from tests.contract import daftra_mutants, nuvio_mutants
from tests.contract.mutant import MUTANTS, Mutant, Wrap, around

__all__ = ["MUTANTS", "Mutant", "break_nothing", "daftra_mutants", "nuvio_mutants"]


def break_nothing(patch: pytest.MonkeyPatch) -> None:
    """Wrap what the mutants wrap, and change nothing: the control that must survive."""

    def same(function: Wrap) -> Wrap:
        def unchanged(*positional: Any, **named: Any) -> Any:
            return function(*positional, **named)

        return unchanged

    for owner, names in (
        (books, ("documented_record", "observed_record")),
        (operations, ("pagination", "asked_page", "created", "done", "failed")),
        (Operations, ("get", "update")),
        (accept, ("_amount", "_text", "is_date")),
        (Records, ("page", "get", "change", "delete")),
        (Keyring, ("identify",)),
        (nuvio, ("authorise", "read_income")),
        (NuvioIncomes, ("matching",)),
        (batch, ("income_totals",)),
    ):
        for name in names:
            around(patch, owner, name, same)
