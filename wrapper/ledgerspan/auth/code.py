"""Sign in as an app of Daftra's marketplace: an authorization code, then refresh tokens."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from ledgerspan.call import Call
from ledgerspan.config import Secret
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConfigurationError,
    LedgerspanError,
    TransportError,
)
from ledgerspan.tokens import Load, Save

from .grant import Grant, advised


class CodeGrant(Grant):
    """Exchange the code that a user brings back from Daftra, and renew the tokens ever after.

        daftra = Daftra(base_url="https://<the central host>", oauth=CodeGrant(
            client_id="...", client_secret="...", redirect_uri="https://app.example/back",
            code=code, load=read_tokens, save=write_tokens))

    From observation, section 1 (one app in production): the code goes to `POST /oauth/token` at
    the *central* host, the answer adds `site_id` and `subdomain`, and all later calls go to that
    host with the bearer token and a `Site-Id` header, which the grant supplies (`site_id=` of the
    client wins). Where users are sent to authorize is not known, so there is no function for it.

    `client_id` is the app's id, `redirect_uri` the address that the code came to (RFC 6749, 4.1.3).
    A code is good once. It is sent again only if it provably never left; after any other failure
    the error says that a new one is needed, and so does a refused renewal. Tokens that `load`
    gives, then `refresh_token`, come before the code: leave the code out once the store has tokens.

    Raises ConfigurationError when there is neither code, refresh token nor `load`, and, at the
    first call, when none of them has anything left.
    """

    _path = "/oauth/token"
    _advice = (
        "The code or refresh token of this app is used up or may be, and was not sent again: "
        "let the user authorize the app once more, and make a CodeGrant with the new code."
    )

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        code: str | None = None,
        refresh_token: str | None = None,
        load: Load | None = None,
        save: Save | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not all(isinstance(text, str) and text for text in (client_id, redirect_uri)):
            raise ConfigurationError(
                "the code grant needs client_id, client_secret and redirect_uri"
            )
        if code is None and refresh_token is None and load is None:
            raise ConfigurationError(
                "the code grant needs the code that the user brought back, a refresh_token, or "
                "load, which finds tokens of before"
            )
        super().__init__(
            client_id=client_id, client_secret=client_secret, load=load, save=save, clock=clock
        )
        self._redirect_uri = redirect_uri
        self._code = None if code is None else Secret.of("code", code)
        self._code_is_left = code is not None
        if refresh_token is not None:
            self._given = Secret.of("refresh_token", refresh_token).reveal()

    @property
    def beside(self) -> Mapping[str, str]:
        """Return the Site-Id header, once the site is known."""
        tokens = self._tokens
        return {"Site-Id": tokens.site_id} if tokens and tokens.site_id else {}

    @property
    def _own_secrets(self) -> tuple[Secret, ...]:
        return () if self._code is None else (self._code,)

    def _first_call(self) -> tuple[dict[str, str], bool]:
        if self._code is None or not self._code_is_left:
            raise ConfigurationError(f"no tokens, and no code to get some with. {self._advice}")
        # Used up from here on, even if nobody waits for the answer any more.
        self._code_is_left = False
        proof = {
            "grant_type": "authorization_code",
            "code": self._code.reveal(),
            "redirect_uri": self._redirect_uri,
        }
        return proof, False

    def _first_failed(self, call: Call, fault: LedgerspanError) -> bool:  # noqa: ARG002
        cause = fault.cause if isinstance(fault, AmbiguousWriteError) else fault
        if isinstance(cause, TransportError) and not cause.sent:
            self._code_is_left = True
            return False
        # Not an open write: no books are touched, and there is nothing to look up.
        raise advised(cause, self._advice) from None

    def _can_start_anew(self) -> bool:
        return self._code_is_left

    def __repr__(self) -> str:
        site = self._tokens.site_id if self._tokens else None
        return f"CodeGrant(client_id={self._client_id!r}, site_id={site!r})"
