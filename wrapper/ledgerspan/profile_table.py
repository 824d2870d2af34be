"""Say what may stand in a company's table of a profile file, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from .config import Timeout
from .errors import ConfigurationError
from .retry import RetryPolicy
from .throttle import RateLimit
from .vault import LITERAL, is_reference

SECRET = "secret"  # noqa: S105  # a kind of value, not a secret
GRANT: dict[str, Any] = {
    "client_id": str,
    "client_secret": SECRET,
    "username": str,
    "password": SECRET,
}
_COMMON: dict[str, Any] = {
    "base_url": str,
    "token": SECRET,
    "timeout": float | Timeout,
    "retry": int | RetryPolicy,
    "rate_limit": RateLimit,
    "prefetch": int,
}
KINDS: dict[str, dict[str, Any]] = {
    "daftra": _COMMON
    | {
        "address": str,
        "api_key": SECRET,
        "oauth": GRANT,
        "date_format": str,
        "branch_id": int,
        "site_id": str,
        "page_size": int,
    },
    "nuvio": _COMMON | {"auth_scheme": str},
}


def faults_of(table: object, where: str) -> Iterator[str]:
    """Yield all faults of a company's table, each with its key; no value is quoted."""
    if not isinstance(table, dict):
        yield f"{where}: a table is wanted here"
        return
    provider = table.get("provider")
    if not isinstance(provider, str) or provider not in KINDS:
        yield f"{where}.provider: {' or '.join(KINDS)} is wanted here"
        return
    settings = {key: value for key, value in table.items() if key != "provider"}
    yield from _table_faults(settings, KINDS[provider], where)


def _table_faults(table: Mapping[str, Any], kinds: Mapping[str, Any], where: str) -> Iterator[str]:
    for key, value in table.items():
        if key not in kinds:
            yield f"{where}.{key}: unknown; known are {', '.join(kinds)}"
        elif kinds[key] is GRANT:
            yield from _grant_faults(value, f"{where}.{key}")
        elif kinds[key] is SECRET:
            if not isinstance(value, str) or not is_reference(value):
                yield f"{where}.{key}: {LITERAL}"
        else:
            yield from _value_faults(value, kinds[key], f"{where}.{key}")


def _grant_faults(value: object, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: a table is wanted here, with {', '.join(GRANT)}"
        return
    yield from _table_faults(value, GRANT, where)
    for key in sorted(GRANT.keys() - value.keys()):
        yield f"{where}.{key}: missing"


def _value_faults(value: object, kind: Any, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        shape = next((s for s in (Timeout, RetryPolicy, RateLimit) if s in _members(kind)), None)
        known = shape.__struct_fields__ if shape else ()
        for key in sorted(value.keys() - set(known)):
            yield f"{where}.{key}: unknown; known are {', '.join(known) or 'no keys'}"
    try:
        msgspec.convert(value, kind)
    except (msgspec.ValidationError, ConfigurationError) as fault:
        # TOML calls a table what msgspec calls an object.
        yield f"{where}: {str(fault).replace('object', 'table')}"


def _members(kind: Any) -> tuple[Any, ...]:
    return getattr(kind, "__args__", (kind,))


def settings_of(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a table without faults as their types; secrets stay references."""
    kinds = KINDS[table["provider"]]
    return {
        key: value if kinds[key] in (SECRET, GRANT) else msgspec.convert(value, kinds[key])
        for key, value in table.items()
        if key != "provider"
    }
