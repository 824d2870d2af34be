"""Find out which company calls: by API key, or by an OAuth access token; never by both."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ledgerspan.sandbox.clock import Clock
from ledgerspan.sandbox.companies import DaftraCompany, derived
from ledgerspan.sandbox.database import transaction

LIFETIME = 94_694_400
"""Seconds an access token lives by the clock of the sandbox (published sample)."""
_NO_SITE = (
    "This token was issued to a marketplace app: send the header Site-Id too, with the site_id"
    " that came with the token"
)


class NoCredentialsError(Exception):
    """Neither header was sent."""


class BadCredentialsError(Exception):
    """What was sent does not open any company; the text says why."""


class MissingSiteError(BadCredentialsError):
    """The token is that of a marketplace app, and the call names no account."""


class ForeignSiteError(Exception):
    """The token is good, and the Site-Id is that of an account which it does not open."""


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token and the refresh token that replaces it."""

    access: str
    refresh: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom tokens open: a company, `installed` when a marketplace app asks for it."""

    company: DaftraCompany
    installed: bool = False


class Keyring:
    """The credentials that are valid now; what was issued is kept in the database."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        seed: int,
        companies: Sequence[DaftraCompany],
        clock: Clock,
    ) -> None:
        self._connection = connection
        self._seed = seed
        self._companies = companies
        self._clock = clock

    def identify(self, headers: Mapping[str, str]) -> DaftraCompany:
        """Give the calling company, or raise.

        Tokens of marketplace apps go with the header Site-Id (observation 1). What a call
        without it, or with another account's, is told nobody has shown: 401 and 403 are inferred.
        """
        key, authorization = headers.get("apikey"), headers.get("authorization")
        if key is None and authorization is None:
            raise NoCredentialsError
        if key is not None and authorization is not None:
            raise BadCredentialsError("Send either the API key or a bearer token, not both")
        if key is not None:
            for company in self._companies:
                if key == company.api_key:
                    return company
            raise BadCredentialsError("Invalid API key")
        scheme, _, token = (authorization or "").partition(" ")
        holder = self._holder(token) if scheme.lower() == "bearer" else None
        if holder is None:
            raise BadCredentialsError("Invalid or expired access token")
        if holder.installed:
            _require_site(holder.company, headers.get("site-id"))
        return holder.company

    def sign_in(self, client_id: str, client_secret: str) -> DaftraCompany | None:
        """Give the company of an application's id and secret."""
        for company in self._companies:
            if (client_id, client_secret) == (company.client_id, company.client_secret):
                return company
        return None

    def issue(self, holder: Holder) -> TokenPair:
        """Make a new pair of tokens."""
        tail = self._tail(holder.company, "token", "daftra_tokens")
        pair = TokenPair(f"invented-access-{tail}", f"invented-refresh-{tail}")
        self._connection.execute(
            "INSERT INTO daftra_tokens (access, refresh, company, installed, issued)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                pair.access,
                pair.refresh,
                holder.company.number,
                holder.installed,
                self._clock.now.isoformat(),
            ),
        )
        return pair

    def renew(self, holder: Holder, refresh: str) -> TokenPair | None:
        """Trade a refresh token of `holder` for a new pair; the old pair is worth nothing."""
        with transaction(self._connection):
            spent = self._connection.execute(
                "UPDATE daftra_tokens SET opens = 0, renews = 0"
                " WHERE refresh = ? AND company = ? AND installed = ? AND renews",
                (refresh, holder.company.number, holder.installed),
            )
            return self.issue(holder) if spent.rowcount else None

    def new_code(self, company: DaftraCompany) -> str:
        """Let the merchant agree to the marketplace app once more: a code, good once."""
        tail = self._tail(company, "code", "daftra_codes")
        code = f"invented-code-{company.number}-{tail}"
        self._connection.execute(
            "INSERT INTO daftra_codes (code, company) VALUES (?, ?)", (code, company.number)
        )
        return code

    def redeem(self, company: DaftraCompany, code: str) -> TokenPair | None:
        """Trade a code of `company` for a pair; it is worth nothing afterwards."""
        with transaction(self._connection):
            spent = self._connection.execute(
                "UPDATE daftra_codes SET good = 0 WHERE code = ? AND company = ? AND good",
                (code, company.number),
            )
            return self.issue(Holder(company, installed=True)) if spent.rowcount else None

    def expire(self) -> None:
        """End every access token; refresh tokens stay good."""
        self._connection.execute("UPDATE daftra_tokens SET opens = 0")

    def _holder(self, access: str) -> Holder | None:
        row = self._connection.execute(
            "SELECT company, installed, issued FROM daftra_tokens WHERE access = ? AND opens",
            (access,),
        ).fetchone()
        if row is None:
            return None
        age = self._clock.now - datetime.fromisoformat(row["issued"])
        if age >= timedelta(seconds=LIFETIME):
            return None
        return Holder(self._companies[row["company"]], installed=bool(row["installed"]))

    def _tail(self, company: DaftraCompany, kind: str, table: str) -> str:
        """Give the end of the next token or code: rows are never removed, so none comes twice."""
        count = self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
        return derived(self._seed, "daftra", company.number, kind, count + 1)


def _require_site(company: DaftraCompany, site: str | None) -> None:
    if site is None:
        raise MissingSiteError(_NO_SITE)
    if site != company.site_id:
        raise ForeignSiteError("The token does not open the site that Site-Id names")
