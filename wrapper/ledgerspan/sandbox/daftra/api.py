"""Serve Daftra: from a call to an answer, one operation a method."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from ledgerspan.sandbox.companies import DaftraCompany
from ledgerspan.sandbox.daftra.access import BadCredentialsError, Keyring, NoCredentialsError
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.catalogue import BY_PATH, TABLES
from ledgerspan.sandbox.daftra.documents.routes import document_resources
from ledgerspan.sandbox.daftra.envelopes import created, failed, found, sign_in_page
from ledgerspan.sandbox.daftra.oauth import answer_token_request
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

    def __init__(self, connection: sqlite3.Connection, plan: Plan, keyring: Keyring) -> None:
        self._connection = connection
        self._plan = plan
        self._keyring = keyring

    @property
    def resources(self) -> Sequence[Resource]:
        """Every path, the optional `.json` included."""
        site = {"GET": self._known(self._site_info)}
        token = {"POST": lambda call: answer_token_request(call, self._keyring)}
        return (
            # Before the uniform ones: the first path that fits answers.
            *document_resources(self._with_books),
            *(resource for table in TABLES for resource in self._uniform(table)),
            Resource("/daftra/api2/site_info", site),
            Resource("/daftra/api2/site_info.json", site),
            Resource("/daftra/v2/oauth/token", token),
        )

    def _uniform(self, table: Table) -> Iterator[Resource]:
        operations = Operations(table)
        collection: dict[str, Operation] = {}
        record: dict[str, Operation] = {}
        for route in table.routes:
            place = collection if route in ("list", "create") else record
            place[_METHODS[route]] = self._with_books(getattr(operations, route))
        creates = "create" in table.routes
        yield Resource(f"/daftra/api2/{table.path}", collection, creates=creates)
        yield Resource(f"/daftra/api2/{table.path}.json", collection, creates=creates)
        yield Resource(f"/daftra/api2/{table.path}/{{id}}", record)

    def _with_books(self, serve: Callable[[Books, Call], Answer]) -> Operation:
        def operate(company: DaftraCompany, call: Call) -> Answer:
            books = Books(self._connection, BY_PATH, company, self._plan, call.parameters)
            return serve(books, call)

        return self._known(operate)

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

    def _known(self, serve: Callable[[DaftraCompany, Call], Answer]) -> Operation:
        def operation(call: Call) -> Answer:
            try:
                company = self._keyring.identify(call.headers)
            except NoCredentialsError:
                if self._plan.dialect == "observed":
                    return sign_in_page()
                return failed(401, "Send an API key or a bearer token")
            except BadCredentialsError as bad:
                return failed(401, str(bad))
            return serve(company, call)

        return operation

    def _site_info(self, company: DaftraCompany, _call: Call) -> Answer:
        dialect = self._plan.dialect
        site = {"Site": site_of(company, self._plan.seed, dialect)}
        return json_answer(200, found(site, None, dialect))
