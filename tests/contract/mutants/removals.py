"""Deletes that delete too little or too much, and ids that come back."""

from typing import Any

import pytest
from ledgerspan.sandbox.daftra import records as keeping
from ledgerspan.sandbox.daftra.records import Records

from tests.contract.mutants.mutant import Wrap, around, mutant


@mutant(
    "daftra",
    "taxes",
    "delete not done",
    "deleted_is_gone use_after_free",
    "create_tax get_tax delete_tax",
    phases=("stateful",),
)
def deletes_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A delete deletes nothing."""

    def wrap(delete: Wrap) -> Wrap:
        def deleted(self: Any, moment: str, **values: Any) -> None:
            if self._table.path != "taxes":
                delete(self, moment, **values)

        return deleted

    around(patch, Records, "delete", wrap)


@mutant(
    "daftra",
    "treasuries",
    "delete not done",
    "deleted_is_gone",
    "create_treasury delete_treasury",
    phases=("stateful",),
)
def deleted_records_stay_listed(patch: pytest.MonkeyPatch) -> None:
    """A deleted record is not found any more, but listed."""
    gone: set[int] = set()

    def forgetting(delete: Wrap) -> Wrap:
        def deleted(self: Any, moment: str, **values: Any) -> None:
            if self._table.path == "treasuries":
                gone.add(values["id"])
            else:
                delete(self, moment, **values)

        return deleted

    def missing(get: Wrap) -> Wrap:
        def got(self: Any, number: int) -> Any:
            hidden = self._table.path == "treasuries" and number in gone
            return None if hidden else get(self, number)

        return got

    around(patch, Records, "delete", forgetting)
    around(patch, Records, "get", missing)


@mutant(
    "daftra",
    "stores",
    "deletes another along",
    "deleted_is_gone",
    "create_store delete_store",
    phases=("examples", "stateful"),
)
def a_delete_takes_a_neighbour(patch: pytest.MonkeyPatch) -> None:
    """A delete takes the newest other record along."""

    def wrap(delete: Wrap) -> Wrap:
        def deleted(self: Any, moment: str, **values: Any) -> None:
            delete(self, moment, **values)
            if self._table.path == "stores":
                delete(self, moment, id=self.page(1, 0, order="id DESC")[0]["id"])

        return deleted

    around(patch, Records, "delete", wrap)


@mutant(
    "daftra",
    "incomes",
    "ids reused",
    "ids_are_given_once",
    "create_income delete_income",
    phases=("stateful",),
)
def ids_are_given_again(patch: pytest.MonkeyPatch) -> None:
    """The id of a deleted record is given to the next one."""

    def next_id(connection: Any, store: str) -> int:
        query = f'SELECT coalesce(max(id), 0) + 1 FROM "{store}"'  # noqa: S608 - our names
        return int(connection.execute(query).fetchone()[0])

    patch.setattr(keeping, "_next_id", next_id)
    patch.setattr(Records, "delete", lambda self, _, **values: self.remove(**values))
