"""Entities of v2 that leak, or are not kept as they were written."""

from dataclasses import replace
from typing import Any

import pytest
from ledgerspan.sandbox.daftra.entities.records import EntityRecords
from ledgerspan.sandbox.daftra.records import Records
from ledgerspan.sandbox.daftra.writer import Writer

from tests.contract.mutants.mutant import Wrap, answering, around, mutant, saying

_ENTITY = "/daftra/v2/api/entity/{entity}"


def _stored(patch: pytest.MonkeyPatch, path: str, **members: Any) -> None:
    """Store other members of one entity, whatever is sent."""

    def wrap(read: Wrap) -> Wrap:
        def values(self: Any, sent: Any) -> Any:
            row = read(self, sent)
            return {**row, **members} if self._table.path == path else row

        return values

    around(patch, Writer, "_values", wrap)


@mutant("daftra", "brands", "leak by id", "companies_are_isolated", "create_brand")
def brands_leak(patch: pytest.MonkeyPatch) -> None:
    """An entity is found whatever company asks for it."""

    def wrap(find: Wrap) -> Wrap:
        def found(self: Any, number: Any) -> Any:
            if self.shape.path != "brands" or number is None:
                return find(self, number)
            query = "SELECT * FROM daftra_brands WHERE id = ?"
            return self._books.connection.execute(query, (number,)).fetchone()

        return found

    around(patch, EntityRecords, "find", wrap)


@mutant("daftra", "brands", "text broken", "written_is_read", "create_brand")
def every_brand_is_called_the_same(patch: pytest.MonkeyPatch) -> None:
    """The name of an entity is always one."""
    _stored(patch, "brands", name="Brand")


@mutant("daftra", "asset types", "part not stored", "written_is_read", "create_asset_type")
def types_are_never_active(patch: pytest.MonkeyPatch) -> None:
    """A flag of an entity is always no."""
    _stored(patch, "asset_types", is_active=0)


@mutant(
    "daftra",
    "unit templates",
    "undocumented status",
    "status_code_conformance",
    "create_unit_template",
)
def entities_answer_202(patch: pytest.MonkeyPatch) -> None:
    """A create of v2 answers as v1 does."""
    answering(
        patch,
        "POST",
        _ENTITY,
        lambda _, answer: replace(answer, status=202) if answer.stored else answer,
    )


@mutant(
    "daftra", "cost centers", "missing member", "response_schema_conformance", "create_cost_center"
)
def saves_keep_the_id_to_themselves(patch: pytest.MonkeyPatch) -> None:
    """A create of v2 does not say which record it made."""
    answering(patch, "POST", _ENTITY, saying(lambda body: {"message": body["message"]}))


@mutant(
    "daftra",
    "brands",
    "update not stored",
    "written_is_read",
    "create_brand update_brand",
    phases=("stateful",),
)
def changed_brands_stay_as_they_were(patch: pytest.MonkeyPatch) -> None:
    """An update of v2 says that it is done, and changes nothing."""

    def wrap(change: Wrap) -> Wrap:
        def changed(self: Any, *what: Any) -> None:
            if self._table.path != "brands":
                change(self, *what)

        return changed

    around(patch, Records, "change", wrap)


@mutant(
    "daftra",
    "cost centers",
    "undocumented status",
    "status_code_conformance",
    "create_cost_center update_cost_center",
    phases=("stateful",),
)
def updates_of_entities_answer_201(patch: pytest.MonkeyPatch) -> None:
    """A done update of v2 says that something was created."""
    answering(
        patch,
        "PUT",
        f"{_ENTITY}/{{id}}",
        lambda _, answer: replace(answer, status=201) if answer.status == 200 else answer,
    )
