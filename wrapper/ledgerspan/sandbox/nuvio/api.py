"""Serve Nuvio: from a call to an answer, one operation a method."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.companies import NuvioCompany, Scope
from ledgerspan.sandbox.database import next_write, transaction
from ledgerspan.sandbox.exactjson import MalformedJsonError, read_json
from ledgerspan.sandbox.exchange import Answer, Call, Provider, json_answer
from ledgerspan.sandbox.nuvio.access import MissingScopeError, UnknownTokenError, authorise
from ledgerspan.sandbox.nuvio.batch import Income, Line
from ledgerspan.sandbox.nuvio.catalogue import Catalogue
from ledgerspan.sandbox.nuvio.dialects import write_income
from ledgerspan.sandbox.nuvio.envelopes import failed, succeeded
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.nuvio.incomes import Incomes, Record
from ledgerspan.sandbox.nuvio.sent import IncomeSent, read_filters, read_income
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.service import Operation, Resource

_LARGEST_BODY = 1024 * 1024
_NO_SUCH_INCOME = "Income not found"

Serve = Callable[[NuvioCompany, Call], Answer]


class RefusedError(Exception):
    """The body is not accepted: a status and every complaint."""

    def __init__(self, status: int, complaints: Sequence[str]) -> None:
        super().__init__(*complaints)
        self.status = status
        self.complaints = complaints


class NuvioService:
    """The Nuvio API over one database; the token picks the company."""

    provider: Provider = "nuvio"

    def __init__(self, connection: sqlite3.Connection, plan: Plan) -> None:
        self._connection = connection
        self._plan = plan

    @property
    def resources(self) -> Sequence[Resource]:
        """Every path; the list is a read done with POST."""
        one = {"GET": self._with("READ", self._get), "PUT": self._with("UPDATE", self._update)}
        return (
            Resource("/nuvio/v1/list-incomes", {"POST": self._with("READ", self._list)}),
            Resource("/nuvio/v1/income", {"POST": self._with("WRITE", self._create)}, creates=True),
            Resource("/nuvio/v1/income/{id}", one),
        )

    def failure(self, status: int, message: str, headers: Mapping[str, str]) -> Answer:
        """Say no in Nuvio's words."""
        return failed(status, [message], headers)

    def rejected(self) -> Answer:
        """Say no inside a 200."""
        body = {"success": False, "errors": ["The income was not accepted"]}
        return json_answer(200, body)

    def created_nothing(self) -> Answer:
        """Claim a create and give null for the id."""
        return succeeded({"id": None})

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

    def _list(self, company: NuvioCompany, call: Call) -> Answer:
        complaints: list[str] = []
        filters = read_filters(_body(call), complaints)
        if complaints:
            raise RefusedError(422, complaints)
        found = self._incomes(company).matching(filters)
        return succeeded([self._written(record) for record in found])

    def _get(self, company: NuvioCompany, call: Call) -> Answer:
        incomes = self._incomes(company)
        record = incomes.by_uuid(call.path_id) or incomes.by_number(call.path_id)
        return failed(404, [_NO_SUCH_INCOME]) if record is None else self._shown(record)

    def _create(self, company: NuvioCompany, call: Call) -> Answer:
        return self._save(company, call, None)

    def _update(self, company: NuvioCompany, call: Call) -> Answer:
        record = self._incomes(company).by_uuid(call.path_id)
        if record is None:
            return failed(404, [_NO_SUCH_INCOME])
        return self._save(company, call, record)

    def _save(self, company: NuvioCompany, call: Call, old: Record | None) -> Answer:
        """Store the body as a new income, or in place of all of `old` but its payments."""
        complaints: list[str] = []
        sent = read_income(_body(call), complaints)
        incomes = self._incomes(company)
        holder = None if sent.invoice_number is None else incomes.holder_of(sent.invoice_number)
        if holder is not None and (old is None or holder != old.header["id"]):
            complaints.append(f"invoiceNumber {sent.invoice_number} is taken")
        with transaction(self._connection):
            income = self._income(company, sent, old, complaints)
            if complaints:
                raise RefusedError(422, complaints)
            paid = [Decimal(payment["amount"]) for payment in old.payments] if old else []
            incomes.save(income, paid)
        record = incomes.by_uuid(income.id)
        if record is None:
            raise AssertionError("what was saved can be read")
        return succeeded(write_income(record, self._plan.dialect, just_written=True), stored=True)

    def _income(
        self, company: NuvioCompany, sent: IncomeSent, old: Record | None, complaints: list[str]
    ) -> Income:
        """Complete what was sent: references looked up, what was left out filled in."""
        catalogue = Catalogue(self._connection, company.number)
        incomes = self._incomes(company)
        write = next_write(self._connection, "nuvio", company.number)
        origin = (self._plan.seed, "nuvio", company.number, "written", write)
        kept = _kept(old, company, self._plan)
        for tag in sent.tags:
            catalogue.tag(tag, complaints)
        return Income(
            position=old.header["position"] if old else incomes.next_position(),
            id=old.header["id"] if old else derived_uuid(*origin),
            company=company.number,
            invoice_number=sent.invoice_number
            or (old.header["invoice_number"] if old else incomes.free_number()),
            invoice_status=old.header["invoice_status"] if old else "Sent",
            description=sent.description,
            invoice_date=sent.invoice_date or kept["invoice_date"],
            due_date=sent.due_date,
            currency=sent.currency or kept["currency"],
            exchange_rate=sent.exchange_rate,
            project_id=catalogue.project(sent.project, complaints),
            customer_id=catalogue.entity(sent.customer, complaints),
            tags=sent.tags,
            lines=tuple(
                Line(
                    id=derived_uuid(*origin, place),
                    product_id=catalogue.product(line.product, complaints),
                    quantity=line.quantity,
                    unit_price=line.unit_price,
                    taxes=tuple((tax, catalogue.rate(tax, complaints)) for tax in line.taxes),
                )
                for place, line in enumerate(sent.lines)
            ),
        )

    def _incomes(self, company: NuvioCompany) -> Incomes:
        return Incomes(self._connection, company.number)

    def _written(self, record: Record) -> dict[str, Any]:
        return write_income(record, self._plan.dialect, just_written=False)

    def _shown(self, record: Record) -> Answer:
        return succeeded(self._written(record))


def _kept(old: Record | None, company: NuvioCompany, plan: Plan) -> dict[str, str]:
    """Give the date and currency of a write that names none: the old ones, or a create's."""
    if old is None:
        return {"invoice_date": plan.clock.isoformat(), "currency": company.currency}
    return {name: str(old.header[name]) for name in ("invoice_date", "currency")}


def _body(call: Call) -> dict[str, Any]:
    """Read the body as an object; no body at all is an empty one (published as optional)."""
    if len(call.body) > _LARGEST_BODY:
        raise RefusedError(413, ["the body is larger than 1 MiB"])
    if not call.body:
        return {}
    try:
        body = read_json(call.body)
    except MalformedJsonError:
        raise RefusedError(400, ["the body is not valid JSON"]) from None
    if not isinstance(body, dict):
        raise RefusedError(422, ["the body must be an object"])
    return body
