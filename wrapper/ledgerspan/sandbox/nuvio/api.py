"""Serve Nuvio: from a call to an answer. The paths, their scopes, and the documents."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ledgerspan.sandbox.clock import Clock
from ledgerspan.sandbox.companies import NuvioCompany, Scope
from ledgerspan.sandbox.database import next_write, transaction
from ledgerspan.sandbox.exchange import Answer, Call, Provider, json_answer
from ledgerspan.sandbox.nuvio.access import MissingScopeError, UnknownTokenError, authorise
from ledgerspan.sandbox.nuvio.accounts import Accounts
from ledgerspan.sandbox.nuvio.bodies import read_body
from ledgerspan.sandbox.nuvio.catalogue import Catalogue
from ledgerspan.sandbox.nuvio.completion import Completion
from ledgerspan.sandbox.nuvio.dialects import write_document
from ledgerspan.sandbox.nuvio.documents import Documents, Record
from ledgerspan.sandbox.nuvio.entities import Entities
from ledgerspan.sandbox.nuvio.envelopes import failed, succeeded
from ledgerspan.sandbox.nuvio.expenses import Expenses
from ledgerspan.sandbox.nuvio.incomes import Incomes
from ledgerspan.sandbox.nuvio.labels import Projects, Tags, Taxes
from ledgerspan.sandbox.nuvio.payments import Payments
from ledgerspan.sandbox.nuvio.products import Products
from ledgerspan.sandbox.nuvio.refusals import RefusedError, not_found, refuse_if_any
from ledgerspan.sandbox.nuvio.sent import DocumentSent, read_expense, read_filters, read_income
from ledgerspan.sandbox.nuvio.things import Things
from ledgerspan.sandbox.nuvio.transactions import Transactions
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.service import Operation, Resource

_THINGS: tuple[type[Things], ...] = (
    Accounts,
    Transactions,
    Entities,
    Products,
    Projects,
    Tags,
    Taxes,
)

Serve = Callable[[NuvioCompany, Call], Answer]
Of = type[Documents]


class NuvioService:
    """The Nuvio API over one database; the token picks the company."""

    provider: Provider = "nuvio"

    def __init__(self, connection: sqlite3.Connection, plan: Plan, clock: Clock) -> None:
        self._connection = connection
        self._plan = plan
        self._clock = clock

    @property
    def resources(self) -> Sequence[Resource]:
        """Every path."""
        return (
            *self._document_resources("income", Incomes),
            *self._document_resources("expense", Expenses),
            *(each for thing in _THINGS for each in self._thing_resources(thing)),
            *self._payment_resources(),
        )

    def failure(self, status: int, message: str, headers: Mapping[str, str]) -> Answer:
        """Say no in Nuvio's words."""
        return failed(status, [message], headers)

    def rejected(self) -> Answer:
        """Say no inside a 200."""
        body = {"success": False, "errors": ["The record was not accepted"]}
        return json_answer(200, body)

    def created_nothing(self) -> Answer:
        """Claim a create and give null for the id."""
        return succeeded({"id": None})

    def _document_resources(self, path: str, of: Of) -> Sequence[Resource]:
        """Give the paths of incomes or expenses; their list is a read done with POST."""

        def about(
            serve: Callable[[Of, NuvioCompany, Call], Answer],
        ) -> Serve:
            return lambda company, call: serve(of, company, call)

        one = {
            "GET": self._with("READ", about(self._get)),
            "PUT": self._with("UPDATE", about(self._update)),
        }
        lists = {"POST": self._with("READ", about(self._list))}
        collection = {"POST": self._with("WRITE", about(self._create))}
        return (
            Resource(f"/nuvio/v1/list-{path}s", lists),
            Resource(f"/nuvio/v1/{path}", collection, creates=True),
            Resource(f"/nuvio/v1/{path}/{{id}}", one),
        )

    def _thing_resources(self, of: type[Things]) -> Sequence[Resource]:
        things = of(self._connection, self._plan)
        collection = {
            "GET": self._with("READ", things.list_all),
            "POST": self._with("WRITE", things.create),
        }
        one = {
            "GET": self._with("READ", things.get),
            "PUT": self._with("UPDATE", things.update),
        }
        return (
            Resource(f"/nuvio/v1/{of.path}", collection, creates=True),
            Resource(f"/nuvio/v1/{of.path}/{{id}}", one),
        )

    def _payment_resources(self) -> Sequence[Resource]:
        """Give the paths of payments: both need WRITE (published), though they change records."""
        payments = Payments(self._connection, self._plan)
        add = {"POST": self._with("WRITE", payments.add)}
        match = {"POST": self._with("WRITE", payments.match)}
        return (
            Resource("/nuvio/v1/add-payment", add, creates=True),
            Resource("/nuvio/v1/match-payment/{id}", match),
        )

    def _with(self, scope: Scope, serve: Serve) -> Operation:
        def operation(call: Call) -> Answer:
            try:
                company = authorise(call.headers, self._plan.nuvio, scope)
            except UnknownTokenError as unknown:
                return failed(401, [str(unknown)])
            except MissingScopeError as missing:
                return failed(403, [str(missing)])
            try:
                return serve(company, call)
            except RefusedError as refused:
                return failed(refused.status, refused.complaints)

        return operation

    def _list(self, of: Of, company: NuvioCompany, call: Call) -> Answer:
        complaints: list[str] = []
        filters = read_filters(of.kind, read_body(call), complaints)
        refuse_if_any(complaints)
        found = of(self._connection, company.number).matching(filters)
        return succeeded([self._written(of, record) for record in found])

    def _get(self, of: Of, company: NuvioCompany, call: Call) -> Answer:
        record = of(self._connection, company.number).by_key(call.path_id)
        if record is None:
            raise not_found(of.kind.name.capitalize())
        return succeeded(self._written(of, record))

    def _create(self, of: Of, company: NuvioCompany, call: Call) -> Answer:
        return self._save(of, company, call, None)

    def _update(self, of: Of, company: NuvioCompany, call: Call) -> Answer:
        record = of(self._connection, company.number).by_uuid(call.path_id)
        if record is None:
            raise not_found(of.kind.name.capitalize())
        return self._save(of, company, call, record)

    def _save(self, of: Of, company: NuvioCompany, call: Call, old: Record | None) -> Answer:
        """Store the body as a new document, or in place of all of `old` but its payments."""
        complaints: list[str] = []
        sent = self._read(of, read_body(call), complaints)
        documents = of(self._connection, company.number)
        holder = None if sent.number is None else documents.holder_of(sent.number)
        if holder is not None and (old is None or holder != old.header["id"]):
            complaints.append(f"{of.kind.number} {sent.number} is taken")
        with transaction(self._connection):
            write = next_write(self._connection, "nuvio", company.number)
            origin = (self._plan.seed, "nuvio", company.number, "written", write)
            catalogue = Catalogue(self._connection, company.number)
            today = self._clock.today
            completion = Completion(today, company, documents, catalogue, complaints)
            document = completion.document(sent, old, origin)
            refuse_if_any(complaints)
            documents.save(document, old.paid if old else [])
        record = documents.by_uuid(document.id)
        if record is None:
            raise AssertionError("what was saved can be read")
        return succeeded(self._written(of, record, just_written=True), stored=True)

    def _read(self, of: Of, body: dict[str, Any], complaints: list[str]) -> DocumentSent:
        if of is Incomes:
            return read_income(body, complaints)
        return read_expense(body, complaints)

    def _written(self, of: Of, record: Record, *, just_written: bool = False) -> dict[str, Any]:
        return write_document(of.kind, record, self._plan.dialect, just_written=just_written)
