"""Find out which company calls: by API key, or by an OAuth access token; never by both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledgerspan.sandbox.companies import DaftraCompany, derived

LIFETIME = 94_694_400
"""Seconds an access token is said to live (published sample). Only `expire` ends one here."""


class NoCredentialsError(Exception):
    """Neither header was sent."""


class BadCredentialsError(Exception):
    """What was sent does not open any company; the text says why."""


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token and the refresh token that replaces it."""

    access: str
    refresh: str


class Keyring:
    """The credentials that are valid now."""

    def __init__(self, seed: int, companies: Sequence[DaftraCompany]) -> None:
        self._seed = seed
        self._companies = companies
        self.reset()

    def reset(self) -> None:
        """Forget every token."""
        self._issued = 0
        self._access: dict[str, DaftraCompany] = {}
        self._refresh: dict[str, tuple[DaftraCompany, str]] = {}

    def identify(self, headers: Mapping[str, str]) -> DaftraCompany:
        """Give the calling company, or raise."""
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
        if scheme.lower() != "bearer" or token not in self._access:
            raise BadCredentialsError("Invalid or expired access token")
        return self._access[token]

    def sign_in(self, client_id: str, client_secret: str) -> DaftraCompany | None:
        """Give the company of an application's id and secret."""
        for company in self._companies:
            if (client_id, client_secret) == (company.client_id, company.client_secret):
                return company
        return None

    def issue(self, company: DaftraCompany) -> TokenPair:
        """Make a new pair of tokens."""
        self._issued += 1
        tail = derived(self._seed, "daftra", company.number, "token", self._issued)
        pair = TokenPair(f"invented-access-{tail}", f"invented-refresh-{tail}")
        self._access[pair.access] = company
        self._refresh[pair.refresh] = (company, pair.access)
        return pair

    def renew(self, company: DaftraCompany, refresh: str) -> TokenPair | None:
        """Trade a refresh token of `company` for a new pair; the old pair is worth nothing."""
        owner, access = self._refresh.get(refresh, (None, ""))
        if owner != company:
            return None
        del self._refresh[refresh]
        self._access.pop(access, None)
        return self.issue(company)

    def expire(self) -> None:
        """End every access token; refresh tokens stay good."""
        self._access.clear()
