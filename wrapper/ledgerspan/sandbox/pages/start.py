"""What the start page says: values for its template."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import unquote_plus

from ledgerspan.sandbox.companies import DaftraCompany, NuvioCompany
from ledgerspan.sandbox.faults import KINDS, Fault
from ledgerspan.sandbox.requestlog import LoggedRequest
from ledgerspan.sandbox.state import State

_LATEST = 50
_NAMES = 8
_CONTACTS = {
    "daftra": (
        "SELECT business_name FROM daftra_clients WHERE company = ?"
        " GROUP BY business_name ORDER BY min(id) LIMIT ?"
    ),
    "nuvio": (
        "SELECT name FROM nuvio_entities WHERE company = ?"
        " GROUP BY name ORDER BY min(position) LIMIT ?"
    ),
}
_WORDS = {
    "status": "fails with a status",
    "html": "answers 200 with a web page",
    "truncate": "cuts the answer in half",
    "latency": "answers late",
    "reset_before": "loses the connection, nothing stored",
    "reset_after": "loses the connection, but stored it",
    "refuse": "refuses the connection",
    "rejected": "answers 200 that says failed",
    "null_id": "creates with an id of null",
    "empty": "answers 200 without a body",
}


def start_values(
    state: State, origin: str, *, form: Mapping[str, str] | None = None, problem: str | None = None
) -> dict[str, Any]:
    """Give everything for the page; `origin` is how the reader reached it.

    `form` is what was sent and could not be done, because of `problem`.
    """
    log = state.requests
    return {
        "origin": origin,
        "plan": state.plan,
        "now": state.clock.now,
        "companies": [
            *(_daftra(state.connection, company, origin) for company in state.plan.daftra),
            *(_nuvio(state.connection, company, origin) for company in state.plan.nuvio),
        ],
        "faults": [
            {"effect": _effect(each.fault), "selects": _selection(each.fault), "armed": each}
            for each in state.faults.armed()
        ],
        "kinds": {kind: _WORDS[kind] for kind in KINDS},
        "requests": [_request(entry) for entry in reversed(log[-_LATEST:])],
        "form": form or {},
        "problem": problem,
    }


def _daftra(connection: sqlite3.Connection, company: DaftraCompany, origin: str) -> dict[str, Any]:
    address = f"{origin}/daftra"
    return {
        "provider": "Daftra",
        "company": company,
        "contacts": _contacts(connection, "daftra", company.number),
        "address": f"{address}/api2",
        "key": ("API key", company.api_key),
        "curl": f"curl -H 'apikey: {company.api_key}' '{address}/api2/incomes?limit=3'",
        "python": (
            "from ledgerspan import Daftra\n"
            f'books = Daftra("{address}", api_key="{company.api_key}")\n'
            "print(books.incomes.list().first())"
        ),
        "more": {
            "Token address": f"{address}/v2/oauth/token",
            "Client id": company.client_id,
            "Client secret": company.client_secret,
            "User": company.username,
            "Password": company.password,
            "Site-Id of its app": company.site_id,
            "Code of its app": company.authorization_code,
            "Redirect of its app": company.redirect_uri,
        },
    }


def _nuvio(connection: sqlite3.Connection, company: NuvioCompany, origin: str) -> dict[str, Any]:
    address = f"{origin}/nuvio"
    return {
        "provider": "Nuvio",
        "company": company,
        "contacts": _contacts(connection, "nuvio", company.number),
        "address": f"{address}/v1",
        "key": ("Token", company.token),
        "curl": (
            f"curl -X POST -H 'Authorization: Bearer {company.token}' '{address}/v1/list-incomes'"
        ),
        "python": (
            "from ledgerspan import Nuvio\n"
            f'books = Nuvio(token="{company.token}", base_url="{address}")\n'
            "print(books.incomes.list().first())"
        ),
        "more": {
            f"Token for {scope} only": token for scope, token in company.tokens_by_scope.items()
        },
    }


def _contacts(connection: sqlite3.Connection, provider: str, company: int) -> list[str]:
    """Name a few contacts: something to look for, in both scripts."""
    rows = connection.execute(_CONTACTS[provider], (company, _NAMES)).fetchall()
    return [str(name) for (name,) in rows if name]


def _effect(fault: Fault) -> str:
    """Say what a caller meets."""
    details = {
        "status": f" {fault.status}{' as a web page' if fault.html else ''}",
        "latency": f", by {fault.seconds:g} seconds",
    }
    waits = f", Retry-After {fault.retry_after}" if fault.retry_after else ""
    return f"{_WORDS[fault.kind]}{details.get(fault.kind, '')}{waits}"


def _selection(fault: Fault) -> str:
    """Say which requests a fault is about, in the order in which the plan decides."""
    parts = [fault.method.upper() if fault.method else "any method"]
    parts.append(f"of {fault.provider.capitalize()}" if fault.provider else "of both APIs")
    if fault.path:
        parts.append(f"with {fault.path} in its path")
    if fault.after:
        parts.append(f"after the first {fault.after}")
    if fault.probability < 1:
        parts.append(f"{fault.probability:.0%} of them")
    times = {None: "always", 1: "once"}
    parts.append(times.get(fault.times) or f"{fault.times} times")
    return ", ".join(parts)


def _request(entry: LoggedRequest) -> dict[str, Any]:
    """Give a request to read: its query decoded."""
    query = unquote_plus(entry.query)
    return {
        **{name: value for name, value in asdict(entry).items() if name != "body"},
        "query": query,
    }
