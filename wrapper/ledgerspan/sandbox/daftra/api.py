"""Serve Daftra: from a call to an answer, one operation a method."""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ledgerspan.sandbox.companies import DaftraCompany
from ledgerspan.sandbox.daftra.accept import Accepted, accept_income
from ledgerspan.sandbox.daftra.access import BadCredentialsError, Keyring, NoCredentialsError
from ledgerspan.sandbox.daftra.dialects import View, documented_income, observed_income
from ledgerspan.sandbox.daftra.envelopes import (
    created,
    done,
    failed,
    found,
    refused_write,
    sign_in_page,
)
from ledgerspan.sandbox.daftra.incomes import Incomes, completed, without_zero_client
from ledgerspan.sandbox.daftra.oauth import answer_token_request
from ledgerspan.sandbox.daftra.paging import OutOfRangeError, asked_page, pagination
from ledgerspan.sandbox.daftra.site import site_of
from ledgerspan.sandbox.exactjson import MalformedJsonError, read_json
from ledgerspan.sandbox.exchange import Answer, Call, Provider, json_answer
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.service import Operation, Resource

_ID = re.compile(r"[1-9][0-9]{0,18}")
_NO_SUCH_INCOME = "Income not found"


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
        incomes = {"GET": self._known(self._list), "POST": self._known(self._create)}
        income = {
            "GET": self._known(self._get),
            "PUT": self._known(self._update),
            "DELETE": self._known(self._delete),
        }
        site = {"GET": self._known(self._site_info)}
        token = {"POST": lambda call: answer_token_request(call, self._keyring)}
        return (
            Resource("/daftra/api2/incomes", incomes, creates=True),
            Resource("/daftra/api2/incomes.json", incomes, creates=True),
            Resource("/daftra/api2/incomes/{id}", income),
            Resource("/daftra/api2/site_info", site),
            Resource("/daftra/api2/site_info.json", site),
            Resource("/daftra/v2/oauth/token", token),
        )

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

    def _list(self, company: DaftraCompany, call: Call) -> Answer:
        try:
            asked = asked_page(call.parameters)
        except OutOfRangeError as out_of_range:
            return failed(400, str(out_of_range))
        incomes = self._incomes(company)
        total = incomes.count()
        rows = incomes.page(asked.limit, asked.offset) if asked.offset < total else []
        return json_answer(
            200,
            found(
                [{"Income": self._written(row, "list", company)} for row in rows],
                pagination(asked, total, self._plan.dialect, call.origin),
                self._plan.dialect,
            ),
        )

    def _get(self, company: DaftraCompany, call: Call) -> Answer:
        row = self._row(company, call)
        if row is None:
            return failed(404, _NO_SUCH_INCOME)
        record = {"Income": self._written(row, "detail", company)}
        return json_answer(200, found(record, None, self._plan.dialect))

    def _create(self, company: DaftraCompany, call: Call) -> Answer:
        accepted = self._accepted(company, call)
        if isinstance(accepted, Answer):
            return accepted
        values = completed(accepted.values, company.currency, self._plan.clock)
        number = self._incomes(company).add(without_zero_client(values))
        return created(number, stored=True)

    def _update(self, company: DaftraCompany, call: Call) -> Answer:
        row = self._row(company, call)
        if row is None:
            return failed(404, _NO_SUCH_INCOME)
        accepted = self._accepted(company, call)
        if isinstance(accepted, Answer):
            return accepted
        values = accepted.values
        if self._plan.dialect == "observed":
            # PUT replaces: what is left out is reset (observation, quirk 6).
            values = completed(values, company.currency, self._plan.clock)
        self._incomes(company).change(row["id"], without_zero_client(values))
        return done()

    def _delete(self, company: DaftraCompany, call: Call) -> Answer:
        row = self._row(company, call)
        if row is None:
            return failed(404, _NO_SUCH_INCOME)
        self._incomes(company).remove(row["id"])
        return done()

    def _site_info(self, company: DaftraCompany, _call: Call) -> Answer:
        dialect = self._plan.dialect
        site = {"Site": site_of(company, self._plan.seed, dialect)}
        return json_answer(200, found(site, None, dialect))

    def _accepted(self, company: DaftraCompany, call: Call) -> Accepted | Answer:
        """Read the body of a write, or give the answer that refuses it."""
        dialect = self._plan.dialect
        try:
            body: Any = read_json(call.body)
        except MalformedJsonError:
            return failed(400, "The body is not valid JSON")
        income = body.get("Income") if isinstance(body, dict) else None
        if not isinstance(income, dict):
            reasons = {"Income": "send an object of this name"}
            return refused_write(reasons, dialect, message="Income is empty")
        accepted = accept_income(income)
        if accepted.extra:
            reasons = dict.fromkeys(accepted.extra, "is read-only")
            return refused_write(reasons, dialect, extra=True)
        reasons = dict(accepted.reasons)
        client = accepted.values.get("client_id")
        if isinstance(client, int) and client and not self._incomes(company).knows_client(client):
            reasons["client_id"] = "is not a client of this account"
        return refused_write(reasons, dialect) if reasons else accepted

    def _row(self, company: DaftraCompany, call: Call) -> sqlite3.Row | None:
        text = call.path_id.removesuffix(".json")
        return self._incomes(company).get(int(text)) if _ID.fullmatch(text) else None

    def _incomes(self, company: DaftraCompany) -> Incomes:
        return Incomes(self._connection, company.number)

    def _written(self, row: sqlite3.Row, view: View, company: DaftraCompany) -> dict[str, Any]:
        if self._plan.dialect == "documented":
            return documented_income(row)
        return observed_income(row, view, company.date_format)
