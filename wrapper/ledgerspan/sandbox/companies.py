"""The invented companies and their credentials: derived from the seed, useless elsewhere."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Scope = Literal["READ", "WRITE", "UPDATE"]
SCOPES: tuple[Scope, ...] = ("READ", "WRITE", "UPDATE")
_FIRST_SITE = 7001


@dataclass(frozen=True, slots=True)
class DaftraCompany:
    """A Daftra account. The repr shows who it is and none of its secrets.

    Its marketplace app has `client_id` and `client_secret` too: `authorization_code` is what the
    vendor sends to `redirect_uri` once the merchant agrees, good once, and `site_id` is what the
    app then sends as the header Site-Id.
    """

    number: int
    name: str
    subdomain: str
    currency: str
    country: str
    date_format: str
    api_key: str = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)
    username: str
    password: str = field(repr=False)
    site_id: str
    redirect_uri: str
    authorization_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NuvioCompany:
    """A Nuvio workspace: `token` may do everything, `tokens_by_scope` one thing each."""

    number: int
    name: str
    currency: str
    token: str = field(repr=False)
    tokens_by_scope: Mapping[Scope, str] = field(repr=False)


def derived(seed: int, *parts: object) -> str:
    """Give 16 hexadecimal digits that depend on the seed and the parts alone."""
    text = "/".join(str(part) for part in (seed, *parts))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def daftra_companies(seed: int) -> tuple[DaftraCompany, ...]:
    """Invent the two Daftra accounts; they write dates in two ways (observation)."""
    sketches = (
        ("Olive Harbour Trading", "olive-harbour", "SAR", "SA", "DD/MM/YYYY"),
        ("Papyrus Lane Books", "papyrus-lane", "EGP", "EG", "DD-MM-YYYY"),
    )
    return tuple(
        DaftraCompany(
            number=number,
            name=name,
            subdomain=f"{subdomain}-{derived(seed, 'daftra', number, 'subdomain')[:4]}",
            currency=currency,
            country=country,
            date_format=date_format,
            api_key=f"invented-daftra-key-{number}-{derived(seed, 'daftra', number, 'key')}",
            client_id=str(101 + number),
            client_secret=f"invented-secret-{number}-{derived(seed, 'daftra', number, 'secret')}",
            username=f"owner@{subdomain}.example",
            password=f"invented-password-{number}-{derived(seed, 'daftra', number, 'password')}",
            site_id=str(_FIRST_SITE + number),
            redirect_uri=f"https://app.{subdomain}.example/installed",
            authorization_code=f"invented-code-{number}-{derived(seed, 'daftra', number, 'code')}",
        )
        for number, (name, subdomain, currency, country, date_format) in enumerate(sketches)
    )


def nuvio_companies(seed: int) -> tuple[NuvioCompany, ...]:
    """Invent the two Nuvio workspaces, one of them with a currency of three decimals."""
    sketches = (("Lighthouse Studio", "EUR"), ("Pearl Bay Services", "KWD"))
    return tuple(
        NuvioCompany(
            number=number,
            name=name,
            currency=currency,
            token=f"invented-nuvio-token-{number}-{derived(seed, 'nuvio', number, 'token')}",
            tokens_by_scope={
                scope: f"invented-nuvio-{scope.lower()}-{number}"
                f"-{derived(seed, 'nuvio', number, scope)}"
                for scope in SCOPES
            },
        )
        for number, (name, currency) in enumerate(sketches)
    )
