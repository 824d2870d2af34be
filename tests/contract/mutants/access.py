"""Doors that are open: credentials, scopes, and the other company's records."""

from typing import Any

import pytest
from ledgerspan.sandbox.daftra.access import BadCredentialsError, Keyring, NoCredentialsError
from ledgerspan.sandbox.daftra.records import Records
from ledgerspan.sandbox.nuvio import api as nuvio
from ledgerspan.sandbox.nuvio.access import MissingScopeError, UnknownTokenError
from ledgerspan.sandbox.nuvio.entities import Entities
from ledgerspan.sandbox.nuvio.incomes import Incomes

from tests.contract.mutants.mutant import Wrap, around, mutant


@mutant("daftra", "site info", "auth not checked", "ignored_auth", "get_site_info")
def any_key_opens(patch: pytest.MonkeyPatch) -> None:
    """Daftra does not check credentials."""

    def wrap(identify: Wrap) -> Wrap:
        def identified(self: Any, headers: Any) -> Any:
            try:
                return identify(self, headers)
            except (BadCredentialsError, NoCredentialsError):
                return self._companies[0]

        return identified

    around(patch, Keyring, "identify", wrap)


@mutant("daftra", "clients", "auth not checked", "ignored_auth", "list_clients", dialect="observed")
def a_false_key_opens(patch: pytest.MonkeyPatch) -> None:
    """Daftra wants a key, and any one will do."""

    def wrap(identify: Wrap) -> Wrap:
        def identified(self: Any, headers: Any) -> Any:
            try:
                return identify(self, headers)
            except BadCredentialsError:
                return self._companies[0]

        return identified

    around(patch, Keyring, "identify", wrap)


@mutant("nuvio", "incomes", "auth not checked", "ignored_auth", "list_incomes")
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


@mutant("nuvio", "projects", "scope not checked", "scopes_are_enforced", "list_projects")
def scopes_do_not_count(patch: pytest.MonkeyPatch) -> None:
    """Any good token may read."""

    def wrap(authorise: Wrap) -> Wrap:
        def authorised(headers: Any, companies: Any, scope: Any) -> Any:
            try:
                return authorise(headers, companies, scope)
            except MissingScopeError:
                return companies[0]

        return authorised

    around(patch, nuvio, "authorise", wrap)


@mutant(
    "nuvio",
    "business entities",
    "scope not checked",
    "scopes_are_enforced",
    "create_business_entity",
)
def readers_may_write(patch: pytest.MonkeyPatch) -> None:
    """A token that may read may write, too."""

    def wrap(authorise: Wrap) -> Wrap:
        def authorised(headers: Any, companies: Any, scope: Any) -> Any:
            try:
                return authorise(headers, companies, scope)
            except MissingScopeError:
                return authorise(headers, companies, "READ")

        return authorised

    around(patch, nuvio, "authorise", wrap)


@mutant("daftra", "incomes", "leak by id", "companies_are_isolated", "create_income")
def records_leak(patch: pytest.MonkeyPatch) -> None:
    """A record is found whatever company asks for it."""

    def wrap(get: Wrap) -> Wrap:
        def found(self: Any, number: int) -> Any:
            if self._table.path != "incomes":
                return get(self, number)
            query = "SELECT * FROM daftra_incomes WHERE id = ? AND deleted_at IS NULL"
            return self._connection.execute(query, (number,)).fetchone()

        return found

    around(patch, Records, "get", wrap)


@mutant("daftra", "suppliers", "leak in lists", "companies_are_isolated", "create_supplier")
def lists_hold_both_companies(patch: pytest.MonkeyPatch) -> None:
    """A list holds the records of both companies."""

    def wrap(page: Wrap) -> Wrap:
        def paged(self: Any, limit: int, offset: int, *rest: Any, **named: Any) -> Any:
            if self._table.path != "suppliers":
                return page(self, limit, offset, *rest, **named)
            query = (
                "SELECT * FROM daftra_suppliers WHERE deleted_at IS NULL"
                " ORDER BY id DESC LIMIT ? OFFSET ?"
            )
            return self._connection.execute(query, (limit, offset)).fetchall()

        return paged

    around(patch, Records, "page", wrap)


@mutant("nuvio", "incomes", "leak in lists", "companies_are_isolated", "list_incomes")
def lists_leak(patch: pytest.MonkeyPatch) -> None:
    """A list of Nuvio holds the records of both companies."""

    def wrap(matching: Wrap) -> Wrap:
        def leaking(self: Any, filters: Any) -> Any:
            found = matching(self, filters)
            return [*found, *matching(Incomes(self._connection, 1), filters)]

        return leaking

    around(patch, Incomes, "matching", wrap)


@mutant(
    "nuvio", "business entities", "leak by id", "companies_are_isolated", "create_business_entity"
)
def entities_leak(patch: pytest.MonkeyPatch) -> None:
    """A business entity is found whatever company asks for it."""

    def find(self: Any, _company: Any, text: str) -> Any:
        return self.connection.execute(f"{self.source} WHERE t.id = ?", (text,)).fetchone()

    patch.setattr(Entities, "find", find)


@mutant("nuvio", "incomes", "leak by id", "companies_are_isolated", "create_income")
def incomes_of_others_can_be_changed(patch: pytest.MonkeyPatch) -> None:
    """An update reaches the income of another company."""

    def wrap(by_uuid: Wrap) -> Wrap:
        def found(self: Any, text: str) -> Any:
            mine = by_uuid(self, text)
            others = (by_uuid(Incomes(self._connection, number), text) for number in (0, 1))
            return mine or next((each for each in others if each is not None), None)

        return found

    around(patch, Incomes, "by_uuid", wrap)
