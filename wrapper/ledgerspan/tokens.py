"""Hold the tokens of a grant, and read them from what a token endpoint answers.

    grant = PasswordGrant(..., load=read_tokens, save=write_tokens)

`load` and `save` are two plain functions of yours, over whatever store you have: several processes
and later ones then share tokens instead of signing in each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import msgspec

from .config import Secret
from .errors import ConfigurationError

# A shorter life is none: the token would have ended before its first use.
_SHORTEST_LIFE = 1.0


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """Hold what a token endpoint gave: secrets, which its repr does not show.

    `expires_at` is the moment in UTC at which the access token ends, None if the endpoint did not
    say; a datetime without a zone is refused. `site_id` and `subdomain` ("acme.daftra.com") are
    what a marketplace app is told (observation, section 1), None for the password grant.

    Raises ConfigurationError, naming the field and never its value.
    """

    access_token: str
    refresh_token: str | None = None
    expires_at: datetime | None = None
    site_id: str | None = None
    subdomain: str | None = None

    def __post_init__(self) -> None:
        """Refuse what no header can carry, and times without a zone."""
        Secret.of("access_token", self.access_token)
        if self.site_id is not None:
            Secret.of("site_id", self.site_id)
        for name in ("refresh_token", "subdomain"):
            value = getattr(self, name)
            if value is not None and not (isinstance(value, str) and value):
                raise ConfigurationError(f"{name} is a text or None")
        ends = self.expires_at
        if ends is None:
            return
        if not isinstance(ends, datetime) or ends.utcoffset() is None:
            raise ConfigurationError("expires_at is a datetime with its zone, such as UTC")
        msgspec.structs.force_setattr(self, "expires_at", ends.astimezone(UTC))

    def to_dict(self) -> dict[str, str | None]:
        """Return the five fields as texts, secrets in the open, ready for JSON and `from_dict`.

        `expires_at` becomes ISO 8601 with its zone. Keep the result where you keep passwords.
        """
        ends = self.expires_at
        return {
            "access_token": self.access_token,
            "refresh_token": self.refresh_token,
            "expires_at": None if ends is None else ends.isoformat(),
            "site_id": self.site_id,
            "subdomain": self.subdomain,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Read what `to_dict` gave; other keys that your store added are passed over.

        Raises ConfigurationError naming what is missing or unreadable.
        """
        if not isinstance(stored, Mapping) or not stored.get("access_token"):
            raise ConfigurationError("stored tokens are a mapping with at least an access_token")
        known: dict[str, Any] = {name: stored.get(name) for name in cls.__struct_fields__}
        ends = known["expires_at"]
        if isinstance(ends, str):
            try:
                known["expires_at"] = datetime.fromisoformat(ends)
            except ValueError:
                raise ConfigurationError(
                    "expires_at of the stored tokens is no ISO 8601 time"
                ) from None
        return cls(**known)

    def __repr__(self) -> str:
        renewable = "with" if self.refresh_token else "without"
        return (
            f"Tokens(expires_at={self.expires_at!r}, site_id={self.site_id!r}, "
            f"subdomain={self.subdomain!r}, {renewable} a refresh token)"
        )

    def __rich_repr__(self) -> Any:
        """Show no more in a rich terminal than anywhere else."""
        yield from ((name, getattr(self, name)) for name in ("expires_at", "site_id", "subdomain"))


Load = Callable[[], Tokens | None]
Save = Callable[[Tokens], object]


class _TokenAnswer(msgspec.Struct):
    access_token: str
    expires_in: float | None = None
    refresh_token: str | None = None
    site_id: str | int | None = None
    subdomain: str | None = None


def read_tokens(
    content: bytes, *, now: float, refresh_token: str | None, before: Tokens | None
) -> Tokens:
    """Read the body of a token endpoint; `now` is in seconds since 1970.

    What a renewal does not repeat stays as it was: the refresh token (RFC 6749, section 6) and the
    site. A lifetime of less than a second says nothing, so such a token is used until it is
    refused. Raises ValueError, without the body, when there is no usable token in it.
    """
    try:
        answer = msgspec.json.decode(content, type=_TokenAnswer, strict=False)
        site = answer.site_id
        return Tokens(
            access_token=answer.access_token,
            refresh_token=answer.refresh_token or refresh_token,
            expires_at=_end(now, answer.expires_in),
            site_id=str(site) if site else before.site_id if before else None,
            subdomain=answer.subdomain or (before.subdomain if before else None),
        )
    except (msgspec.MsgspecError, ConfigurationError):
        raise ValueError("no usable access_token") from None


def _end(now: float, lifetime: float | None) -> datetime | None:
    if lifetime is None or lifetime < _SHORTEST_LIFE:
        return None
    try:
        return datetime.fromtimestamp(now, UTC) + timedelta(seconds=lifetime)
    except (OverflowError, ValueError):
        # Later than the calendar goes.
        return None
