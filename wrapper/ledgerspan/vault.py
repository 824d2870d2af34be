"""Read secrets from where a profile says they are: `env:`, `keyring:` or `file:`.

    env:ACME_KEY              an environment variable
    keyring:ledgerspan/acme   service and user of the system's keyring (extra `keyring`)
    file:/run/secrets/acme    a file that holds nothing else; relative to the profile's folder

No error quotes a secret, nor a text that stands where a reference should: it may be one.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from .errors import ConfigurationError

LITERAL = "a secret may not stand here itself: say env:NAME, keyring:service/user or file:PATH"


def is_reference(text: str) -> bool:
    """Tell whether a text says where a secret is, rather than being one."""
    kind, mark, rest = text.partition(":")
    return bool(mark and rest) and kind in _READERS


def read_secret(reference: str, folder: Path) -> str:
    """Return the secret that a reference names; `folder` is where relative files begin.

    Raises ConfigurationError for a text that is no reference, and for a secret that is not there.
    """
    if not is_reference(reference):
        raise ConfigurationError(LITERAL)
    kind, _, rest = reference.partition(":")
    return _READERS[kind](rest, folder)


def _from_environment(name: str, _: Path) -> str:
    if not name.isidentifier():
        # Perhaps the secret itself, so it is not quoted.
        raise ConfigurationError("env: wants the name of an environment variable")
    secret = os.environ.get(name)
    if not secret:
        raise ConfigurationError(f"the environment variable {name} is not set")
    return secret


def _from_file(name: str, folder: Path) -> str:
    path = folder / Path(name).expanduser()
    try:
        # One line break at the end is the editor's, not the secret's.
        secret = path.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError, RuntimeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "it is no text"
        raise ConfigurationError(f"the file {path} cannot be read: {why}") from None
    if not secret:
        raise ConfigurationError(f"the file {path} is empty")
    return secret


def _from_keyring(name: str, _: Path) -> str:
    service, mark, user = name.rpartition("/")
    if not (mark and service and user):
        raise ConfigurationError("a keyring reference is keyring:service/user")
    try:
        keyring: Any = import_module("keyring")
        errors: Any = import_module("keyring.errors")
    except ImportError:
        raise ConfigurationError(
            "a secret in the keyring needs the package keyring: install ledgerspan[keyring]"
        ) from None
    try:
        secret: str | None = keyring.get_password(service, user)
    except errors.NoKeyringError:
        raise ConfigurationError(
            "this machine has no keyring to ask, as is usual for servers and containers: use "
            "env: or file: there, or name a backend in PYTHON_KEYRING_BACKEND"
        ) from None
    except errors.KeyringError as fault:
        raise ConfigurationError(
            f"the keyring refused ({type(fault).__name__}): unlock it, or use env: or file:"
        ) from None
    if not secret:
        raise ConfigurationError(
            f"the keyring has nothing for {name}: `keyring set {service} {user}` puts it there"
        )
    return secret


_READERS = {"env": _from_environment, "file": _from_file, "keyring": _from_keyring}
