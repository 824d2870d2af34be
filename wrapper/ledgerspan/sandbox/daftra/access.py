"""Find out which company calls: by API key, or by an OAuth access token; never by both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledgerspan.sandbox.companies import DaftraCompany, derived

LIFETIME = 94_694_400
"""Seconds an access token is said to live (published sample). Only `expire` ends one here."""
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
    """The credentials that are valid now."""

    def __init__(self, seed: int, companies: Sequence[DaftraCompany]) -> None:
        self._seed = seed
        self._companies = companies
        self.reset()

    def reset(self) -> None:
        """Forget every token and code; those of the companies are as good as new."""
        self._issued = 0
        self._asked = 0
        self._access: dict[str, Holder] = {}
        self._refresh: dict[str, tuple[Holder, str]] = {}
        self._codes = {company.authorization_code: company for company in self._companies}

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
        if scheme.lower() != "bearer" or token not in self._access:
            raise BadCredentialsError("Invalid or expired access token")
        holder = self._access[token]
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
        self._issued += 1
        tail = derived(self._seed, "daftra", holder.company.number, "token", self._issued)
        pair = TokenPair(f"invented-access-{tail}", f"invented-refresh-{tail}")
        self._access[pair.access] = holder
        self._refresh[pair.refresh] = (holder, pair.access)
        return pair

    def renew(self, holder: Holder, refresh: str) -> TokenPair | None:
        """Trade a refresh token of `holder` for a new pair; the old pair is worth nothing."""
        owner, access = self._refresh.get(refresh, (None, ""))
        if owner != holder:
            return None
        del self._refresh[refresh]
        self._access.pop(access, None)
        return self.issue(holder)

    def new_code(self, company: DaftraCompany) -> str:
        """Let the merchant agree to the marketplace app once more: a code, good once."""
        self._asked += 1
        tail = derived(self._seed, "daftra", company.number, "code", self._asked)
        code = f"invented-code-{company.number}-{tail}"
        self._codes[code] = company
        return code

    def redeem(self, company: DaftraCompany, code: str) -> TokenPair | None:
        """Trade a code of `company` for a pair; it is worth nothing afterwards."""
        if self._codes.get(code) != company:
            return None
        del self._codes[code]
        return self.issue(Holder(company, installed=True))

    def expire(self) -> None:
        """End every access token; refresh tokens stay good."""
        self._access.clear()


def _require_site(company: DaftraCompany, site: str | None) -> None:
    if site is None:
        raise MissingSiteError(_NO_SITE)
    if site != company.site_id:
        raise ForeignSiteError("The token does not open the site that Site-Id names")
