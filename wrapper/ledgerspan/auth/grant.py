"""Hold and renew the tokens of a grant: what the password and the code have in common."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from ledgerspan.call import Call
from ledgerspan.config import Secret
from ledgerspan.errors import (
    AuthenticationError,
    LedgerspanError,
    ResponseError,
    ValidationError,
)
from ledgerspan.tokens import Load, Save, Tokens, read_tokens

from .header import Header
from .store import TokenStore

# Renew this many seconds before the end, so that a token does not expire on its way.
_MARGIN = 30.0
# An answer to a request that is still on its way may repeat tokens that were just replaced.
_REMEMBERED = 3

_FETCH = "oauth.create_access_token"
_RENEW = "oauth.renew_access_token"


class Grant(ABC):
    """Fetch tokens, renew them in time and after a 401, and share them through a store.

    A grant belongs to one client. Its threads or tasks may all ask at once: whoever needs a token
    first fetches it, the others wait for that one.

    `load()` is asked before tokens are fetched or renewed, since another process may have done so
    meanwhile; `save(tokens)` is called after each fetch and renewal, before the first use of the
    tokens. Both are plain functions, and an event loop stands still while they run: keep them
    short. They must not use the client itself, which waits for them. What they raise goes through;
    tokens that could not be saved are saved before the next call, and not used until then.
    """

    _path: str
    # What an error adds when nothing else is left to try.
    _advice = ""

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        load: Load | None,
        save: Save | None,
        clock: Callable[[], float],
    ) -> None:
        self._client_id = client_id
        self._client_secret = Secret.of("client_secret", client_secret)
        self._store = TokenStore(load, save)
        self._clock = clock
        # A refresh token to begin with, where no tokens are known.
        self._given: str | None = None
        self._tokens: Tokens | None = None
        self._unsaved: Tokens | None = None
        self._former: tuple[Tokens, ...] = ()
        self._refused = False
        self._ends: float | None = None
        self._lock = threading.Lock()

    @abstractmethod
    def _first_call(self) -> tuple[dict[str, str], bool]:
        """Return what proves the right to first tokens, and whether it may be sent twice."""

    @abstractmethod
    def _first_failed(self, call: Call, fault: LedgerspanError) -> bool:
        """Note that the first call failed; return whether another way is left, or raise."""

    @abstractmethod
    def _can_start_anew(self) -> bool:
        """Tell whether first tokens can still be had after a refused renewal."""

    @property
    @abstractmethod
    def _own_secrets(self) -> tuple[Secret, ...]:
        """Name the secrets that the grant was made with."""

    @property
    def tokens(self) -> Tokens | None:
        """The tokens of now; None before the first call that needed them."""
        return self._tokens

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Return what the grant was made with, the tokens of now and those just replaced."""
        held = (self._tokens, self._unsaved, *self._former)
        texts = [text for each in held if each for text in (each.access_token, each.refresh_token)]
        # Two pairs may share a refresh token; one mention is enough.
        found = dict.fromkeys(text for text in (*texts, self._given) if text)
        return (self._client_secret, *self._own_secrets, *map(Secret, found))

    @property
    def beside(self) -> Mapping[str, str]:
        """Return no other header."""
        return {}

    def header(self) -> Header | None:
        """Return the bearer header while the token lives."""
        self._store.refuse_reentry()
        with self._lock:
            tokens, ends = self._tokens, self._ends
            if tokens is None or self._refused or (ends is not None and self._clock() >= ends):
                return None
        return "Authorization", Secret(f"Bearer {tokens.access_token}")

    def recall(self) -> None:
        """Save what could not be saved before; else take newer tokens from the store."""
        if self._unsaved is not None:
            self._keep(self._unsaved)
        if self.header() is not None:
            return
        found = self._store.load()
        with self._lock:
            known = {each.access_token for each in (self._tokens, *self._former) if each}
            if found is not None and found.access_token not in known:
                self._adopt(found)

    def token_call(self) -> Call:
        """Return the call that renews the token, or fetches the first one."""
        body = {"client_id": self._client_id, "client_secret": self._client_secret.reveal()}
        refresh_token = self._refresh_token()
        if refresh_token is not None:
            operation, repeatable = _RENEW, True
            body |= {"grant_type": "refresh_token", "refresh_token": refresh_token}
        else:
            operation = _FETCH
            proof, repeatable = self._first_call()
            body |= proof
        return Call(
            method="POST",
            url=self._path,
            operation=operation,
            read=repeatable,
            headers={"Content-Type": "application/json"},
            content=msgspec.json.encode(body),
        )

    def failed(self, call: Call, fault: LedgerspanError) -> bool:
        """Drop a refresh token that was refused; return whether another way is left, or raise."""
        if call.operation != _RENEW:
            return self._first_failed(call, fault)
        if not isinstance(fault, AuthenticationError | ValidationError):
            # A server that is down says nothing about the refresh token.
            return False
        sent = msgspec.json.decode(call.content or b"{}").get("refresh_token")
        with self._lock:
            tokens = self._tokens
            if self._given == sent:
                self._given = None
            if tokens is not None and tokens.refresh_token == sent:
                self._remember(tokens)
                self._tokens = msgspec.structs.replace(tokens, refresh_token=None)
        # Another process may have used it first, and have saved what it got.
        self.recall()
        if self.header() is None and not self._refresh_token() and not self._can_start_anew():
            raise advised(fault, self._advice)
        return True

    def accept(self, content: bytes) -> None:
        """Save and keep the tokens of an answer; raise AuthenticationError if there are none."""
        try:
            tokens = read_tokens(
                content,
                now=self._clock(),
                refresh_token=self._refresh_token(),
                before=self._tokens,
            )
        except ValueError:
            fault = AuthenticationError(
                "the token endpoint answered without a usable access_token",
                method="POST",
                url=self._path,
                status=200,
            )
            raise advised(fault, self._advice) from None
        self._unsaved = tokens
        self._keep(tokens)

    def refused(self, header: Header) -> bool:
        """Drop the token that got a 401, unless somebody has renewed it meanwhile."""
        with self._lock:
            if self._tokens and header[1] == f"Bearer {self._tokens.access_token}":
                self._refused = True
        return True

    def _refresh_token(self) -> str | None:
        held = self._tokens.refresh_token if self._tokens else None
        return held or self._given

    def _keep(self, tokens: Tokens) -> None:
        """Save tokens, then let everybody use them."""
        self._store.save(tokens)
        with self._lock:
            self._adopt(tokens)
            self._unsaved = self._given = None

    def _adopt(self, tokens: Tokens) -> None:
        if self._tokens is not None:
            self._remember(self._tokens)
        self._tokens, self._refused = tokens, False
        self._ends = None
        if tokens.expires_at is not None:
            now = self._clock()
            left = tokens.expires_at.timestamp() - now
            # A life shorter than the margin is used up to its half, not renewed for ever.
            self._ends = now + max(left - _MARGIN, left / 2)

    def _remember(self, tokens: Tokens) -> None:
        self._former = (tokens, *self._former)[:_REMEMBERED]

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_lock"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _lock=threading.Lock())


def advised(fault: LedgerspanError, advice: str) -> LedgerspanError:
    """Put what to do next behind the text of an error, and return it."""
    if advice:
        said = fault.message if isinstance(fault, ResponseError) else str(fault)
        fault.args = (f"{said}\n  {advice}",)
        if isinstance(fault, ResponseError):
            fault.message = fault.args[0]
    return fault
