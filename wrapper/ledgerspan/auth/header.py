"""Say what every way to authenticate is asked, and the simplest: one header that never changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ledgerspan.call import Call
from ledgerspan.config import Secret
from ledgerspan.errors import LedgerspanError

# Name and value of a header; the value shows itself to nobody but the wire.
Header = tuple[str, Secret]


class Auth(Protocol):
    """Say what the session asks of every way to authenticate."""

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Everything that must never appear in a text."""

    @property
    def beside(self) -> Mapping[str, str]:
        """Headers that go with `header()` and are no secret."""

    def header(self) -> Header | None:
        """Return the header to send, or None when a token must be fetched first."""

    def recall(self) -> None:
        """Look whether a store has newer tokens, before any are fetched."""

    def token_call(self) -> Call | None:
        """Return the call that fetches a token; None where there is nothing to fetch."""

    def failed(self, call: Call, fault: LedgerspanError) -> bool:
        """Note that a token call failed; return whether another way is left, or raise."""

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
        self.beside: Mapping[str, str] = {}

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Return the key or token."""
        return (self._secret,)

    def header(self) -> Header:
        """Return `name: scheme secret`."""
        return self._header

    def recall(self) -> None:
        """Do nothing: there is no store."""

    def token_call(self) -> None:
        """Return None: there is nothing to fetch."""
        return

    def failed(self, call: Call, fault: LedgerspanError) -> bool:  # noqa: ARG002
        """Return False: nothing is fetched."""
        return False

    def accept(self, content: bytes) -> None:
        """Ignore what cannot come."""

    def refused(self, header: Header) -> bool:  # noqa: ARG002
        """Return False: the same header would get the same answer."""
        return False

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._name}: ***)"
