"""The central host of marketplace apps, as far as one app has seen it (observation, section 1)."""

import json
import threading
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
from ledgerspan import AsyncDaftra, CodeGrant, Daftra

CENTRAL = "https://central.example"
INCOME = {
    "id": "7",
    "date": "2026-07-01",
    "amount": "10",
    "currency_code": "SAR",
}
Answer = Callable[[httpx.Request], httpx.Response]


class Central:
    """Exchange one code, renew by rotating refresh tokens, and answer one site's income 7."""

    def __init__(self) -> None:
        self.code: str | None = "invented-code"
        self.lifetime = 3600
        self.issued = 0
        self.requests: list[httpx.Request] = []
        self.instead: list[Answer] = []
        self._live = ""
        self._refresh = ""
        self._lock = threading.Lock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a request, or as the first of `instead` does."""
        with self._lock:
            self.requests.append(request)
            if self.instead:
                return self.instead.pop(0)(request)
            if request.url.path == "/oauth/token":
                return self._token(json.loads(request.content))
            return self._income(request)

    def expire(self) -> None:
        """End the access token; the refresh token stays good."""
        self._live = ""

    def revoke(self) -> None:
        """End both tokens, as when the user removes the app."""
        self._live = self._refresh = ""

    @property
    def grants(self) -> list[str]:
        """The grant types that were asked for, in order."""
        bodies = [msgspec.json.decode(r.content) for r in self.requests if _is_token(r)]
        return [body["grant_type"] for body in bodies]

    @property
    def calls(self) -> list[httpx.Request]:
        """The requests that were not for tokens."""
        return [request for request in self.requests if not _is_token(request)]

    def grant(self, **given: Any) -> CodeGrant:
        """Make the grant of an app that a user came back to with the code."""
        usual = {
            "client_id": "app-1",
            "client_secret": "invented-app-secret",
            "redirect_uri": "https://app.example/back",
        }
        if not given.keys() & {"code", "refresh_token", "load"}:
            usual["code"] = "invented-code"
        return CodeGrant(**{**usual, **given})

    def client(self, kind: str, grant: CodeGrant | None = None, **options: Any) -> Any:
        """Make a client that reaches this host."""
        shape = Daftra if kind == "sync" else AsyncDaftra
        usual = {
            "base_url": CENTRAL,
            "oauth": grant or self.grant(),
            "transport": httpx.MockTransport(self),
            "retry": 1,
        }
        return shape(**{**usual, **options})

    def _token(self, form: dict[str, str]) -> httpx.Response:
        if form["grant_type"] == "authorization_code":
            good = form["code"] == self.code
            self.code = None
        else:
            good = bool(self._refresh) and form["refresh_token"] == self._refresh
        if not good:
            return httpx.Response(
                401, json={"error": "invalid_grant", "error_description": "used up"}
            )
        self.issued += 1
        self._live = f"invented-access-{self.issued}"
        self._refresh = f"invented-refresh-{self.issued}"
        told = {
            "access_token": self._live,
            "refresh_token": self._refresh,
            "expires_in": self.lifetime,
        }
        if form["grant_type"] == "authorization_code":
            told |= {"site_id": 77, "subdomain": "acme.daftra.com"}
        return httpx.Response(200, json=told)

    def _income(self, request: httpx.Request) -> httpx.Response:
        headers = request.headers
        if not self._live or headers.get("authorization") != f"Bearer {self._live}":
            return httpx.Response(401, json={"result": "failed", "message": "ended"})
        if headers.get("site-id") != "77":
            return httpx.Response(400, json={"result": "failed", "message": "which site?"})
        if request.method != "GET":
            return httpx.Response(202, json={"code": 202, "result": "successful", "id": 7})
        return httpx.Response(
            200, json={"code": 200, "result": "successful", "data": {"Income": INCOME}}
        )


def _is_token(request: httpx.Request) -> bool:
    return request.url.path == "/oauth/token"
