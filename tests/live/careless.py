"""Careless servers, which repeat every credential they get, and a search for what shows one."""

import json
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from ledgerspan import (
    Daftra,
    LedgerspanError,
    Nuvio,
    PasswordGrant,
)

from tests.live.drafts import plain_draft

API_KEY = "invented/key+7f3a=="
TOKEN = "invented.token/9c1b"
CLIENT_SECRET = "invented-app-secret-55"
PASSWORD = "invented password/ü 42"
ACCESS = "invented-access/8d2e"
REFRESH = "invented-refresh/1a6c"
ALL = (API_KEY, TOKEN, CLIENT_SECRET, PASSWORD, ACCESS, REFRESH)


def spellings(secret: str) -> set[str]:
    """Return the ways in which a secret can stand in a text: plain, repr, JSON, JSON of PHP."""
    ways = {secret, repr(secret)[1:-1], json.dumps(secret)[1:-1]}
    return ways | {way.replace("/", "\\/") for way in ways}


def shown_in(text: str, secrets: tuple[str, ...] = ALL) -> list[str]:
    """Return the secrets that a text shows."""
    return [secret for secret in secrets if any(way in text for way in spellings(secret))]


def texts_of(error: BaseException) -> str:
    """Return all that an error can tell: texts, attributes, traceback, pickle, and its causes."""
    parts = [
        str(error),
        repr(error),
        repr(vars(error)),
        "".join(traceback.format_exception(error)),
        pickle.dumps(error, protocol=0).decode("latin-1"),
        repr(pickle.dumps(error)),
        getattr(error, "body", b"").decode("utf-8", "replace"),
    ]
    before = (error.__cause__, error.__context__, getattr(error, "cause", None))
    parts += [texts_of(other) for other in before if other is not None]
    return "\n".join(parts)


def grant() -> PasswordGrant:
    return PasswordGrant(
        client_id="101", client_secret=CLIENT_SECRET, username="owner", password=PASSWORD
    )


Answer = Callable[[httpx.Request], httpx.Response]


def echo(request: httpx.Request) -> httpx.Response:
    """Answer as a careless server does: with everything that was sent, in every place."""
    sent = {
        "headers": dict(request.headers),
        "body": request.content.decode(),
    }
    told = f"refused {sent} {request.headers.get('authorization', '')}"
    return httpx.Response(
        400,
        json={
            "result": "failed",
            "success": False,
            "message": told,
            "errors": [told, told],
            "error_description": told,
            "code": told,
            "validation_errors": {"amount": [told]},
            "request": sent,
        },
        headers={"x-request-id": "request-1"},
    )


def echo_as_php(request: httpx.Request) -> httpx.Response:
    """Answer as `echo` does, with slashes and other letters escaped as PHP escapes them."""
    said = json.dumps(json.loads(echo(request).content)).replace("/", "\\/")
    return httpx.Response(400, content=said)


def signing_in(then: Answer) -> Answer:
    """Give a token to who asks for one, and `then` what the sandbox of a careless server says."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/v2/oauth/token"):
            return httpx.Response(
                200, json={"access_token": ACCESS, "refresh_token": REFRESH, "expires_in": 3600}
            )
        return then(request)

    return answer


def clients(answer: Answer, **options: Any) -> Iterator[Any]:
    """Make a client for each kind of credential, before one and the same server."""
    transport = httpx.MockTransport(signing_in(answer))
    options |= {"transport": transport, "retry": 1}
    yield Daftra("acme", api_key=API_KEY, **options)
    yield Daftra("acme", token=TOKEN, **options)
    yield Daftra("acme", oauth=grant(), **options)
    yield Nuvio(token=TOKEN, **options)
    yield Nuvio(token=TOKEN, auth_scheme="", **options)


def calls(client: Any) -> Iterator[Callable[[], Any]]:
    """Return what may go wrong with a client."""
    yield lambda: client.incomes.list().to_list()
    yield lambda: client.incomes.get("7")
    yield lambda: client.incomes.create(plain_draft())
    yield lambda: client.incomes.update("7", description="seen")


def failure(call: Callable[[], Any]) -> LedgerspanError:
    """Return the error that a call ends with."""
    with pytest.raises(LedgerspanError) as caught:
        call()
    return caught.value


def garbled(request: httpx.Request) -> httpx.Response:
    """Answer with a web page that has the credentials in it."""
    return httpx.Response(200, html=f"<p>{request.headers}</p><p>{list(request.headers.values())}")


def dropped(request: httpx.Request) -> httpx.Response:
    """Lose the connection."""
    raise httpx.ReadError("lost", request=request)
