"""Serve one kind of thing of a workspace: list, get, create and update; nothing deletes.

                path of                  found by
list, create    the collection           -
get             one of it                UUID, or its code if it has one (published)
update          one of it                UUID only, like that of an income (published there)

An update replaces the whole record (presumed from the docs: its body is that of a create).
Accounts and transactions have a body of their own for it: there, what a record cannot be without
is kept when it is left out.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.database import next_write, transaction
from ledgerspan.sandbox.exchange import Answer, Call
from ledgerspan.sandbox.nuvio.bodies import read_body
from ledgerspan.sandbox.nuvio.catalogue import Catalogue
from ledgerspan.sandbox.nuvio.envelopes import succeeded
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid, read_uuid
from ledgerspan.sandbox.nuvio.members import Members
from ledgerspan.sandbox.nuvio.refusals import not_found, refuse_if_any
from ledgerspan.sandbox.plan import Plan

Columns = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Writing:
    """A create, or an update of `old`: what was sent, and where to complain about it."""

    company: NuvioCompany
    members: Members
    complaints: list[str]
    catalogue: Catalogue
    old: sqlite3.Row | None

    @property
    def creates(self) -> bool:
        """Whether there is nothing yet: what a record cannot be without must be sent."""
        return self.old is None

    def kept(self, column: str, sent: str | None) -> str | None:
        """Give what was sent, or else what was there."""
        return self.old[column] if sent is None and self.old is not None else sent


class Things(ABC):
    """Everything of one kind, over all companies; each call is about one of them."""

    path: ClassVar[str]
    table: ClassVar[str]
    word: ClassVar[str]
    code: ClassVar[str | None] = None
    """What a request calls the code; None if there is none."""
    order: ClassVar[str] = "t.position"

    def __init__(self, connection: sqlite3.Connection, plan: Plan) -> None:
        self.connection = connection
        self.plan = plan

    @property
    def source(self) -> str:
        """The SELECT that reads them, as `t`."""
        return f"SELECT t.* FROM {self.table} t"  # noqa: S608 - our own names

    @abstractmethod
    def read(self, writing: Writing) -> Columns:
        """Give the columns to store."""

    @abstractmethod
    def shown(self, rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
        """Write records of one company, at least one, as answers show them."""

    def tests(self, parameters: Mapping[str, str], complaints: list[str]) -> list[str]:
        """Give the SQL of the filters of a list; most lists have none, and ignore what comes."""
        del parameters, complaints
        return []

    def attach(self, writing: Writing, thing: str) -> None:
        """Store what hangs on the record, once the record itself is stored."""
        del writing, thing

    def list_all(self, company: NuvioCompany, call: Call) -> Answer:
        """Answer with all of them."""
        complaints: list[str] = []
        tests = self.tests(call.parameters, complaints)
        refuse_if_any(complaints)
        rows = self._select(company, tests)
        return succeeded(self.shown(rows) if rows else [])

    def get(self, company: NuvioCompany, call: Call) -> Answer:
        """Answer with one."""
        found = self.find(company, call.path_id)
        if found is None and self.code is not None:
            found = self._by_code(company, call.path_id)
        return succeeded(self._shown(found))

    def create(self, company: NuvioCompany, call: Call) -> Answer:
        """Store a new one."""
        return self._save(company, call, None)

    def update(self, company: NuvioCompany, call: Call) -> Answer:
        """Replace one."""
        old = self.find(company, call.path_id)
        if old is None:
            raise not_found(self.word)
        return self._save(company, call, old)

    def find(self, company: NuvioCompany, text: str) -> sqlite3.Row | None:
        """Give the one with this UUID."""
        found = read_uuid(text)
        return None if found is None else self._first(company, "t.id = ?", found)

    def _by_code(self, company: NuvioCompany, code: str) -> sqlite3.Row | None:
        return self._first(company, "t.code = ?", code)

    def _save(self, company: NuvioCompany, call: Call, old: sqlite3.Row | None) -> Answer:
        complaints: list[str] = []
        members = Members(read_body(call), complaints)
        catalogue = Catalogue(self.connection, company.number)
        writing = Writing(company, members, complaints, catalogue, old)
        columns = self.read(writing)
        self._keep_code_unique(writing, columns.get("code"))
        refuse_if_any(complaints)
        with transaction(self.connection):
            thing = str(old["id"]) if old is not None else self._new_id(company)
            self._store({"id": thing, "company": company.number, **columns})
            self.attach(writing, thing)
        return succeeded(self._shown(self.find(company, thing)), stored=True)

    def _keep_code_unique(self, writing: Writing, code: str | int | None) -> None:
        """Complain about a code that another one has: a code is a key of the path (published).

        No path can say an empty one.
        """
        if not isinstance(code, str) or not code:
            return
        holder = self._by_code(writing.company, code)
        if holder is not None and (writing.old is None or holder["id"] != writing.old["id"]):
            writing.complaints.append(f"{self.code} {code} is taken")

    def _new_id(self, company: NuvioCompany) -> str:
        write = next_write(self.connection, "nuvio", company.number)
        return derived_uuid(self.plan.seed, "nuvio", company.number, "written", write)

    def _store(self, columns: Columns) -> None:
        self.connection.execute(
            f"INSERT INTO {self.table} ({', '.join(columns)})"  # noqa: S608 - our own names
            f" VALUES ({', '.join('?' * len(columns))}) ON CONFLICT (id) DO UPDATE SET"
            f" {', '.join(f'{name} = excluded.{name}' for name in columns)}",
            tuple(columns.values()),
        )

    def _first(self, company: NuvioCompany, test: str, value: str) -> sqlite3.Row | None:
        return next(iter(self._select(company, [test], value)), None)

    def _select(
        self, company: NuvioCompany, tests: Sequence[str], *values: str
    ) -> list[sqlite3.Row]:
        where = " AND ".join(("t.company = ?", *tests))
        query = f"{self.source} WHERE {where} ORDER BY {self.order}"
        return self.connection.execute(query, (company.number, *values)).fetchall()

    def _shown(self, row: sqlite3.Row | None) -> dict[str, Any]:
        if row is None:
            raise not_found(self.word)
        return self.shown([row])[0]
