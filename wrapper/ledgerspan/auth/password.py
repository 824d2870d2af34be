"""Sign in with the name and password of an account: Daftra's password grant."""

from __future__ import annotations

import time
from collections.abc import Callable

from ledgerspan.call import Call
from ledgerspan.config import Secret
from ledgerspan.errors import ConfigurationError, LedgerspanError
from ledgerspan.tokens import Load, Save

from .grant import Grant


class PasswordGrant(Grant):
    """Fetch Daftra tokens with the password grant and renew them before and when they expire.

    `POST {address}/v2/oauth/token` (published docs; refresh by observation, section 1). The four
    texts are those of a registered app and of an account. A refused refresh token falls back to
    the password. `load` and `save` share tokens between processes and are described at `Grant`;
    `clock` gives seconds since 1970.
    """

    _path = "/v2/oauth/token"

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        username: str,
        password: str,
        load: Load | None = None,
        save: Save | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not all(isinstance(v, str) and v for v in (client_id, username, password)):
            raise ConfigurationError(
                "the password grant needs client_id, client_secret, username and password"
            )
        super().__init__(
            client_id=client_id, client_secret=client_secret, load=load, save=save, clock=clock
        )
        self._username = username
        self._password = Secret(password)

    @property
    def _own_secrets(self) -> tuple[Secret, ...]:
        return (self._password,)

    def _first_call(self) -> tuple[dict[str, str], bool]:
        proof = {
            "grant_type": "password",
            "username": self._username,
            "password": self._password.reveal(),
        }
        # Fetching a token twice changes no books.
        return proof, True

    def _first_failed(self, call: Call, fault: LedgerspanError) -> bool:  # noqa: ARG002
        return False

    def _can_start_anew(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"PasswordGrant(username={self._username!r})"
