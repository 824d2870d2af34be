"""Read what somebody outside asks of a sandbox: faults, moments and numbers, or why not.

Everything here raises ValueError with a sentence for whoever asked.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from ledgerspan.sandbox.clock import duration
from ledgerspan.sandbox.faults import Armed, Fault

_DAY = len("2026-07-01")
_STEPS = ("days", "hours", "minutes", "seconds")
FAULT_MEMBERS = tuple(each.name for each in fields(Fault))


def read_members(body: bytes, allowed: tuple[str, ...]) -> dict[str, Any]:
    """Read a JSON object that has no other members than those `allowed`."""
    try:
        # Not `exactjson`, which knows no floats: nothing here is money.
        members = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"the body is not JSON: {error}") from None
    if isinstance(members, dict):
        require_known(members, allowed)
        return members
    raise ValueError(f"send a JSON object, with members of {', '.join(allowed)}")


def require_known(members: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    """Refuse a member that means nothing here."""
    unknown = [name for name in members if name not in allowed]
    if unknown:
        raise ValueError(f"{unknown[0]} means nothing here: use {', '.join(allowed)}")


def read_fault(members: Mapping[str, Any], *, texts: bool = False) -> Fault:
    """Make a fault of its members; `texts` lets numbers come as those of a form do."""
    require_known(members, FAULT_MEMBERS)
    if "kind" not in members:
        raise ValueError("kind is missing: it says how a request goes wrong")
    try:
        return msgspec.convert(dict(members), Fault, strict=not texts)
    except msgspec.ValidationError as error:
        raise ValueError(_plain(str(error))) from None


def shown_fault(armed: Armed) -> dict[str, Any]:
    """Give a fault with how many requests it selected (`seen`) and struck (`dealt`)."""
    return {**asdict(armed.fault), "seen": armed.seen, "dealt": armed.dealt}


def read_moment(text: Any) -> date:
    """Read a day, or a moment without a zone."""
    try:
        if isinstance(text, str):
            return date.fromisoformat(text) if len(text) == _DAY else datetime.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(
        f"{text!r} is no moment: use a day like 2026-08-01 or a moment like 2026-08-01T09:30:00"
    )


def read_step(members: Any) -> timedelta:
    """Read a length of time: an object of numbers by unit."""
    if not isinstance(members, dict) or not members:
        raise ValueError(f"advance takes an object of numbers by unit: {', '.join(_STEPS)}")
    require_known(members, _STEPS)
    if not all(type(value) in (int, float) for value in members.values()):
        raise ValueError(f"advance takes numbers, by unit: {', '.join(_STEPS)}")
    return duration(**members)


def read_count(text: str, name: str) -> int:
    """Read a whole number, zero or more."""
    if not (text.isascii() and text.isdigit() and len(text) < _DAY):
        raise ValueError(f"{name} is {text!r}: use a whole number, zero or more")
    return int(text)


def _plain(complaint: str) -> str:
    """Turn "Expected `int`, got `str` - at `$.status`" into a sentence about `status`."""
    what, _, place = complaint.partition(" - at `$.")
    return f"{place.rstrip('`')}: {what}" if place else what
