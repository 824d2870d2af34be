"""Prove who is calling: one header, and where it must be fetched, the call that fetches it.

An `Auth` decides with values; the session does the fetching, one flight for all who wait.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import msgspec

from .call import Call
from .config import Secret
from .errors import AuthenticationError, ConfigurationError

# Renew this many seconds before the end, so that a token does not expire on its way.
_MARGIN = 30.0

# Name and value of a header; the value shows itself to nobody but the wire.
Header = tuple[str, Secret]

_FETCH = "oauth.create_access_token"
_RENEW = "oauth.renew_access_token"


class Auth(Protocol):
    """Say what the session asks of every way to authenticate."""

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Everything that must never appear in a text."""

    def header(self) -> Header | None:
        """Return the header to send, or None when a token must be fetched first."""

    def token_call(self) -> Call | None:
        """Return the call that fetches a token; None where there is nothing to fetch."""

    def renews(self, call: Call) -> bool:
        """Tell whether a token call is a renewal, which another way may still replace."""

    def accept(self, content: bytes) -> None:
        """Take the answer of `token_call`."""

    def refused(self, header: Header) -> bool:
        """Note that `header` got a 401; return whether a newer one is worth a try."""


class FixedHeader:
    """Send one header that never changes: an API key or a token made by hand."""

    def __init__(self, name: str, secret: Secret, scheme: str = "") -> None:
        self._name = name
        self._secret = secret
        value = secret.reveal()
        self._header = name, Secret(f"{scheme} {value}" if scheme else value)

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Return the key or token."""
        return (self._secret,)

    def header(self) -> Header:
        """Return `name: scheme secret`."""
        return self._header

    def token_call(self) -> None:
        """Return None: there is nothing to fetch."""
        return

    def renews(self, call: Call) -> bool:  # noqa: ARG002
        """Return False: nothing is fetched."""
        return False

    def accept(self, content: bytes) -> None:
        """Ignore what cannot come."""

    def refused(self, header: Header) -> bool:  # noqa: ARG002
        """Return False: the same header would get the same answer."""
        return False

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._name}: ***)"


class _Token(msgspec.Struct):
    access_token: str
    expires_in: float | None = None
    refresh_token: str | None = None
    token_type: str | None = None


class PasswordGrant:
    """Fetch Daftra tokens with the password grant and renew them before and when they expire.

    `POST {address}/v2/oauth/token` (published docs; refresh by observation 1). The four texts are
    those of a registered app and of an account. Safe to share between threads and tasks of a
    client: whoever needs a token first fetches it, the others wait for that one.
    """

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        username: str,
        password: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not all(isinstance(v, str) and v for v in (client_id, username, password)):
            raise ConfigurationError(
                "the password grant needs client_id, client_secret, username and password"
            )
        self._client_id = client_id
        self._client_secret = Secret.of("client_secret", client_secret)
        self._username = username
        self._password = Secret(password)
        self._clock = clock
        self._access: Secret | None = None
        self._refresh: Secret | None = None
        # Replaced ones: an answer to a request that is still on its way may repeat them.
        self._former: tuple[Secret | None, ...] = ()
        self._ends: float | None = None

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Return the password, the app's secret, the tokens of now and those just replaced."""
        tokens = (self._access, self._refresh, *self._former)
        held = (self._client_secret, self._password, *tokens)
        return tuple(secret for secret in held if secret)

    def header(self) -> Header | None:
        """Return the bearer header while the token lives."""
        if self._access is None or (self._ends is not None and self._clock() >= self._ends):
            return None
        return "Authorization", Secret(f"Bearer {self._access.reveal()}")

    def token_call(self) -> Call:
        """Return the call that renews the token, or fetches the first one."""
        operation = _FETCH
        body = {"client_id": self._client_id, "client_secret": self._client_secret.reveal()}
        if self._refresh is not None:
            # Good for one try: if it is refused, the next call uses the password again.
            body |= {"grant_type": "refresh_token", "refresh_token": self._refresh.reveal()}
            self._former = (self._access, self._refresh, *self._former)[:4]
            self._refresh = None
            operation = _RENEW
        else:
            body |= {
                "grant_type": "password",
                "username": self._username,
                "password": self._password.reveal(),
            }
        return Call(
            method="POST",
            url="/v2/oauth/token",
            operation=operation,
            # Fetching a token twice changes no books.
            read=True,
            headers={"Content-Type": "application/json"},
            content=msgspec.json.encode(body),
        )

    def accept(self, content: bytes) -> None:
        """Keep the token of an answer; raise AuthenticationError when there is none in it."""
        try:
            token = msgspec.json.decode(content, type=_Token, strict=False)
            access = Secret.of("access_token", token.access_token)
        except (msgspec.MsgspecError, ConfigurationError):
            raise AuthenticationError(
                "the token endpoint answered without a usable access_token",
                method="POST",
                url="/v2/oauth/token",
                status=200,
            ) from None
        self._access = access
        self._refresh = Secret(token.refresh_token) if token.refresh_token else None
        lifetime = token.expires_in
        # A lifetime shorter than the margin is used up to its half, not renewed for ever.
        self._ends = (
            None if lifetime is None else self._clock() + max(lifetime - _MARGIN, lifetime / 2)
        )

    def refused(self, header: Header) -> bool:
        """Drop the token that got a 401, unless somebody has renewed it meanwhile."""
        if self.header() == header:
            self._former = (self._access, *self._former)[:4]
            self._access = None
        return True

    def renews(self, call: Call) -> bool:
        """Tell whether the call uses the refresh token; the password can still replace it."""
        return call.operation == _RENEW

    def __repr__(self) -> str:
        return f"PasswordGrant(username={self._username!r})"
