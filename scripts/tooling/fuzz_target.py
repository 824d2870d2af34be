"""What is fuzzed: a company of a sandbox, or a live account named by the environment.

LEDGERSPAN_FUZZ_DAFTRA_URL    what stands before /api2     LEDGERSPAN_FUZZ_DAFTRA_API_KEY
LEDGERSPAN_FUZZ_NUVIO_URL     what stands before /v1       LEDGERSPAN_FUZZ_NUVIO_TOKEN
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx
from ledgerspan.sandbox import DaftraCompany, NuvioCompany, Sandbox
from ledgerspan.sandbox.faults import FaultPlan

from tooling.fuzz_probe import Probe

Listener = Callable[[httpx.Response], None]

Api = Literal["daftra", "nuvio"]
Dialect = Literal["observed", "documented"]

LIVE_PAUSE = 2.0
"""Seconds between two of our own questions to a live service; see `fuzz_settings.LIVE_RATE`."""
_LIVE = {
    "daftra": ("LEDGERSPAN_FUZZ_DAFTRA_URL", "LEDGERSPAN_FUZZ_DAFTRA_API_KEY"),
    "nuvio": ("LEDGERSPAN_FUZZ_NUVIO_URL", "LEDGERSPAN_FUZZ_NUVIO_TOKEN"),
}


class TargetError(Exception):
    """The environment names a live service only by half; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Target:
    """One API of one service in one dialect, with the keys that open it.

    `scheme` is the security scheme of the spec that `key` fits. `other_headers` belong to a second
    company, where there is one; `scoped_keys` are tokens that may do one thing each. `login` holds
    the members of a password grant. `today` and `currency` are what a create without a date and a
    currency gets, where that is known. `denied_headers` are good credentials that may not ask here.
    `faults` makes weather, in a sandbox.
    """

    api: Api
    dialect: Dialect
    url: str
    scheme: str
    key: str = field(repr=False)
    other_headers: dict[str, str] | None = field(default=None, repr=False)
    scoped_keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    login: Mapping[str, str] = field(default_factory=dict, repr=False)
    today: str | None = None
    currency: str | None = None
    live: bool = False
    writes: bool = True
    denied_headers: dict[str, str] | None = field(default=None, repr=False)
    faults: FaultPlan | None = field(default=None, repr=False, compare=False)

    @property
    def headers(self) -> dict[str, str]:
        """The credentials as they go out."""
        return credentials(self.scheme, self.key)

    def probe(self, listener: Listener | None = None) -> Probe:
        """Give our own access to the company that is fuzzed."""
        return Probe(self.url, self.headers, LIVE_PAUSE if self.live else 0.0, listener)

    def other_probe(self, listener: Listener | None = None) -> Probe | None:
        """Give access to the second company."""
        if self.other_headers is None:
            return None
        return Probe(self.url, self.other_headers, listener=listener)

    def scoped_probes(self, listener: Listener | None = None) -> dict[str, Probe]:
        """Give access by scope."""
        return {
            scope: Probe(self.url, credentials(self.scheme, key), listener=listener)
            for scope, key in self.scoped_keys.items()
        }


def credentials(scheme: str, key: str) -> dict[str, str]:
    """Write a key the way a security scheme of the specs wants it."""
    if scheme == "ApiKey":
        return {"apikey": key}
    return {"Authorization": key if scheme == "RawToken" else f"Bearer {key}"}


def sandbox_target(box: Sandbox, api: Api, dialect: Dialect, today: str) -> Target:
    """Aim at the first company of `box`; the dialects differ in the kind of credentials too."""
    common: dict[str, Any] = {"dialect": dialect, "today": today, "faults": box.faults}
    if box.url and api == "daftra":
        own, other = box.daftra_companies
        scheme, key = ("ApiKey", own.api_key)
        if dialect == "documented":
            scheme, key = ("Bearer", _access_token(box, own))
        return Target(
            "daftra",
            url=box.daftra_url,
            scheme=scheme,
            key=key,
            other_headers=credentials("ApiKey", other.api_key),
            secrets=(*_daftra_secrets(own), *_daftra_secrets(other), key),
            login=_login(own),
            currency=own.currency,
            denied_headers=_denied(box, own),
            **common,
        )
    first, second = box.nuvio_companies
    return Target(
        "nuvio",
        url=box.nuvio_url,
        scheme="Bearer" if dialect == "observed" else "RawToken",
        key=first.token,
        other_headers=credentials("Bearer", second.token),
        scoped_keys={str(scope): key for scope, key in first.tokens_by_scope.items()},
        secrets=(*_nuvio_secrets(first), *_nuvio_secrets(second)),
        currency=first.currency,
        **common,
    )


def live_target(api: Api, environment: Mapping[str, str], *, writes: bool) -> Target | None:
    """Aim at the live account that the environment names, if it does; read it only, or write."""
    url_name, key_name = _LIVE[api]
    url, key = environment.get(url_name, "").rstrip("/"), environment.get(key_name, "")
    if not url and not key:
        return None
    if not url or not key:
        missing = key_name if url else url_name
        raise TargetError(
            f"{missing} is not set: a live {api} account needs {url_name} and {key_name}"
        )
    return Target(
        api,
        "observed",
        url=url,
        scheme="ApiKey" if api == "daftra" else "Bearer",
        key=key,
        secrets=(key,),
        live=True,
        writes=writes,
    )


def _access_token(box: Sandbox, company: DaftraCompany) -> str:
    with Probe(box.daftra_url, {}) as probe:
        reply = probe.send("POST", "/v2/oauth/token", {"grant_type": "password", **_login(company)})
    return str(reply.at("access_token"))


def _denied(box: Sandbox, company: DaftraCompany) -> dict[str, str]:
    """Sign a marketplace app in, and let it ask for an account that it was not installed in."""
    form = {
        "grant_type": "authorization_code",
        "client_id": company.client_id,
        "client_secret": company.client_secret,
        "redirect_uri": company.redirect_uri,
        "code": box.new_authorization_code(),
    }
    with Probe(box.daftra_url, {}) as probe:
        reply = probe.send("POST", "/oauth/token", form)
    return {"Authorization": f"Bearer {reply.at('access_token')}", "Site-Id": "1"}


def _login(company: DaftraCompany) -> dict[str, str]:
    return {
        "client_id": company.client_id,
        "client_secret": company.client_secret,
        "username": company.username,
        "password": company.password,
    }


def _daftra_secrets(company: DaftraCompany) -> tuple[str, ...]:
    return (
        company.api_key,
        company.client_secret,
        company.password,
        company.authorization_code,
    )


def _nuvio_secrets(company: NuvioCompany) -> tuple[str, ...]:
    return (company.token, *company.tokens_by_scope.values())
