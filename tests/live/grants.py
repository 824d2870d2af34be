"""Password grants of the sandbox's companies, and what came of them at the token endpoint."""

from typing import Any

import httpx
import msgspec
from ledgerspan import PasswordGrant
from ledgerspan.sandbox import Sandbox

from tests.live.both import asked

TOKENS = "/v2/oauth/token"


class Clock:
    """Stand still until told to move; seconds."""

    now = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def grant_of(box: Sandbox, company: int = 0, **given: Any) -> PasswordGrant:
    """Make the password grant of a company."""
    known = box.daftra_companies[company]
    usual = {
        "client_id": known.client_id,
        "client_secret": known.client_secret,
        "username": known.username,
        "password": known.password,
    }
    return PasswordGrant(**{**usual, **given})


def grants(box: Sandbox) -> list[str]:
    """Return the grant types of the token requests, in order."""
    return [msgspec.json.decode(r.body)["grant_type"] for r in asked(box, "POST", TOKENS)]


def token_of(box: Sandbox) -> str:
    """Fetch an access token as an app of the first company does."""
    company = box.daftra_companies[0]
    form = {
        "grant_type": "password",
        "client_id": company.client_id,
        "client_secret": company.client_secret,
        "username": company.username,
        "password": company.password,
    }
    with httpx.Client(transport=box.transport) as http:
        answer = http.post(f"{box.daftra_url}{TOKENS}", json=form)
    return str(answer.json()["access_token"])
