"""Serve Daftra: from a call to an answer, one operation a method."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from ledgerspan.sandbox.clock import Clock
from ledgerspan.sandbox.companies import DaftraCompany
from ledgerspan.sandbox.daftra.access import (
    BadCredentialsError,
    ForeignSiteError,
    Keyring,
    MissingSiteError,
    NoCredentialsError,
)
from ledgerspan.sandbox.daftra.bookings_operations import booking_resources
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.catalogue import BY_PATH, TABLES
from ledgerspan.sandbox.daftra.documents.routes import document_resources
from ledgerspan.sandbox.daftra.entities.operations import refused
from ledgerspan.sandbox.daftra.entities.routes import entity_resources
from ledgerspan.sandbox.daftra.envelopes import created, failed, found, sign_in_page
from ledgerspan.sandbox.daftra.oauth import answer_token_request
from ledgerspan.sandbox.daftra.operating.apps import show_app_status
from ledgerspan.sandbox.daftra.operating.routes import operating_resources
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.site import site_of
from ledgerspan.sandbox.daftra.table import Route, Table
from ledgerspan.sandbox.exchange import Answer, Call, Provider, json_answer
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.service import Operation, Resource

_METHODS: Mapping[Route, str] = {
    "list": "GET",
    "get": "GET",
    "create": "POST",
    "update": "PUT",
    "delete": "DELETE",
}


class DaftraService:
    """The Daftra API over one database; the key or token picks the company."""

    provider: Provider = "daftra"

    def __init__(
        self, connection: sqlite3.Connection, plan: Plan, keyring: Keyring, clock: Clock
    ) -> None:
        self._connection = connection
        self._plan = plan
        self._keyring = keyring
        self._clock = clock

    @property
    def resources(self) -> Sequence[Resource]:
        """Every path, the optional `.json` included."""
        site = {"GET": self._known(self._site_info)}
        token, central_token = (
            {"POST": partial(answer_token_request, keyring=self._keyring, central=central)}
            for central in (False, True)
        )
        with_v2_books = partial(self._with_books, unknown=self._unknown_to_v2)
        app_status = {"GET": with_v2_books(show_app_status)}
        return (
            # Before the uniform ones: the first path that fits answers.
            *document_resources(self._with_books),
            *operating_resources(self._with_books),
            *booking_resources(self._with_books),
            *(resource for table in TABLES for resource in self._uniform(table)),
            Resource("/daftra/api2/site_info", site),
            Resource("/daftra/api2/site_info.json", site),
            *entity_resources(with_v2_books),
            Resource("/daftra/v2/api/app-manager/is_active/{id}", app_status),
            Resource("/daftra/v2/oauth/token", token),
            Resource("/daftra/oauth/token", central_token),
        )

    def _uniform(self, table: Table) -> Iterator[Resource]:
        operations = Operations(table)
        collection: dict[str, Operation] = {}
        record: dict[str, Operation] = {}
        for route in table.routes:
            place = collection if route in ("list", "create") else record
            place[_METHODS[route]] = self._with_books(getattr(operations, route))
        creates = "create" in table.routes
        if collection:
            yield Resource(f"/daftra/api2/{table.path}", collection, creates=creates)
            yield Resource(f"/daftra/api2/{table.path}.json", collection, creates=creates)
        if record:
            yield Resource(f"/daftra/api2/{table.path}/{{id}}", record)

    def _with_books(
        self,
        serve: Callable[[Books, Call], Answer],
        unknown: Callable[[Exception], Answer] | None = None,
    ) -> Operation:
        def operate(company: DaftraCompany, call: Call) -> Answer:
            now = self._clock.now
            books = Books(
                self._connection, BY_PATH, company, self._plan, call.parameters, moment=now
            )
            return serve(books, call)

        return self._known(operate, unknown)

    def failure(self, status: int, message: str, headers: Mapping[str, str]) -> Answer:
        """Say no in Daftra's words."""
        return failed(status, message, headers)

    def rejected(self) -> Answer:
        """Say no inside a 200 (observation 4)."""
        body = {"result": "failed", "code": 400, "message": "Please correct the errors below"}
        return json_answer(200, body)

    def created_nothing(self) -> Answer:
        """Claim a create and give null for the id (observation 12)."""
        return created(None, stored=False)

    def _known(
        self,
        serve: Callable[[DaftraCompany, Call], Answer],
        unknown: Callable[[Exception], Answer] | None = None,
    ) -> Operation:
        """Serve those whose company is known; `unknown` says no to others in place of v1."""

        def operation(call: Call) -> Answer:
            try:
                company = self._keyring.identify(call.headers)
            except (NoCredentialsError, BadCredentialsError, ForeignSiteError) as reason:
                return (unknown or self._unknown)(reason)
            return serve(company, call)

        return operation

    def _unknown(self, reason: Exception) -> Answer:
        if isinstance(reason, NoCredentialsError):
            if self._plan.dialect == "observed":
                return sign_in_page()
            return failed(401, "Send an API key or a bearer token")
        return failed(403 if isinstance(reason, ForeignSiteError) else 401, str(reason))

    def _unknown_to_v2(self, reason: Exception) -> Answer:
        """Say no in the published word of v2, and teach where that word would not."""
        if isinstance(reason, ForeignSiteError):
            return refused(403, str(reason))
        if isinstance(reason, MissingSiteError):
            return refused(401, str(reason))
        return refused(401, "Unauthenticated.")

    def _site_info(self, company: DaftraCompany, _call: Call) -> Answer:
        dialect = self._plan.dialect
        site = {"Site": site_of(company, self._plan.seed, dialect)}
        return json_answer(200, found(site, None, dialect))
