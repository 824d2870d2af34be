"""Read the companies of a profile file, `config.toml`, in which no secret stands.

    [companies.acme]
    provider = "daftra"
    address = "acme"                          # or base_url
    api_key = "env:ACME_KEY"                  # or token, or the table oauth below
    date_format = "DD/MM/YYYY"                # branch_id and site_id, too
    page_size = 100
    prefetch = 2
    timeout = 20                              # or { connect = 5, read = 20, write = 20, pool = 5 }
    retry = { attempts = 5, cap = 10 }        # or the number of attempts
    rate_limit = { calls = 5, seconds = 1 }

    [companies.harbour]
    provider = "nuvio"
    token = "keyring:ledgerspan/harbour"      # auth_scheme and base_url, too

    [companies.dunes]
    provider = "daftra"
    address = "dunes"
    [companies.dunes.oauth]                   # becomes a PasswordGrant
    client_id = "7"
    client_secret = "file:/run/secrets/dunes-app"
    username = "owner@dunes.example"
    password = "env:DUNES_PASSWORD"

The file is `path`, else what LEDGERSPAN_CONFIG names, else `config.toml` in the folder where this
system keeps the configuration of ledgerspan (`platformdirs.user_config_dir`). Secrets are named, as
`ledgerspan.vault` says, and read when a client is made. Arguments win over the file; the variables
of `from_env` do not count here, since one key in the environment would reach every company.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .errors import ConfigurationError
from .profile_table import GRANT, KINDS, SECRET, faults_of, settings_of
from .vault import read_secret

C = TypeVar("C")

FILE_NAME = "config.toml"
VARIABLE = "LEDGERSPAN_CONFIG"
_TOP = "companies"

# An argument replaces all of its group: a token that is given, the key of the file.
_ALTERNATIVES = (("address", "base_url"), ("api_key", "token", "oauth"))

Faults = list[str]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one company of a profile file; `settings` still names secrets by reference."""

    name: str
    provider: str
    settings: Mapping[str, Any]
    file: Path

    @property
    def where(self) -> str:
        """Name the table in an error."""
        return f"{_TOP}.{self.name}"

    def open(self, shape: Callable[..., C], given: Mapping[str, Any], faults: Faults) -> C | None:
        """Make a client, over which the options that are `given` win; else add to the faults."""
        try:
            options = {**self._options(given, faults), **given}
            if self.provider == "nuvio" and options.get("token") is None and not faults:
                faults.append(f"{self.where}.token: missing")
            return None if faults else shape(**options)
        except ConfigurationError as fault:
            faults.append(f"{self.where}: {fault}")
            return None

    def _options(self, given: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
        replaced = {
            name
            for group in _ALTERNATIVES
            if any(given.get(name) is not None for name in group)
            for name in group
        }
        kept = {name: value for name, value in self.settings.items() if name not in replaced}
        options = self._revealed(kept, KINDS[self.provider], self.where, faults)
        if "oauth" in options and not faults:
            password_grant = import_module("ledgerspan.auth").PasswordGrant
            options["oauth"] = password_grant(**options["oauth"])
        return options

    def _revealed(
        self, settings: Mapping[str, Any], kinds: Mapping[str, Any], where: str, faults: Faults
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in settings.items():
            if kinds[key] is GRANT:
                found[key] = self._revealed(value, GRANT, f"{where}.{key}", faults)
            elif kinds[key] is SECRET:
                try:
                    found[key] = read_secret(value, self.file.parent)
                except ConfigurationError as fault:
                    faults.append(f"{where}.{key}: {fault}")
            else:
                found[key] = value
        return found


def open_profile(
    shape: Callable[..., C],
    provider: str,
    name: str,
    path: str | os.PathLike[str] | None,
    given: Mapping[str, Any],
) -> C:
    """Make the client of one company; faults of other companies do not matter.

    Raises ConfigurationError naming file, table and key, with all faults at once.
    """
    file = profile_path(path)
    profile = read_profiles(file, only=name)[name]
    if profile.provider != provider:
        raise faulty(file, [f"{profile.where}.provider is {profile.provider!r}, not {provider!r}"])
    faults: Faults = []
    client = profile.open(shape, given, faults)
    if client is None:
        raise faulty(file, faults)
    return client


def profile_path(path: str | os.PathLike[str] | None = None) -> Path:
    """Return where the profile file is, whether or not it exists."""
    if path is None:
        path = os.environ.get(VARIABLE) or None
    if path is None:
        path = Path(import_module("platformdirs").user_config_dir("ledgerspan")) / FILE_NAME
    return Path(path).expanduser().absolute()


def read_profiles(file: Path, *, only: str | None = None) -> dict[str, Profile]:
    """Return the companies of a file in its order; secrets are not read yet.

    `only` checks and returns a single company. Raises ConfigurationError with all faults at once,
    and for a company that there is not.
    """
    content = _toml_of(file)
    faults = [
        f"{key}: unknown; there is only [companies.NAME]" for key in sorted(content.keys() - {_TOP})
    ]
    companies = content.get(_TOP, {})
    if not isinstance(companies, dict) or not companies:
        raise faulty(file, [*faults, "no company: begin one with [companies.NAME]"])
    if only is not None and only not in companies:
        raise faulty(file, [f"there is no company {only!r}, only {', '.join(companies)}"])
    found = {}
    for name in companies if only is None else [only]:
        faults += faults_of(companies[name], f"{_TOP}.{name}")
        if not faults:
            table = companies[name]
            found[name] = Profile(
                name=name, provider=table["provider"], settings=settings_of(table), file=file
            )
    if faults:
        raise faulty(file, faults)
    return found


def faulty(file: Path, faults: Faults) -> ConfigurationError:
    """Return the error that tells all faults of a file."""
    return ConfigurationError("\n  ".join([f"{file} cannot be used:", *faults]))


def _toml_of(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigurationError(
            f"there is no profile file {file}: write one (see ledgerspan.profiles), or name "
            f"another by path= or {VARIABLE}"
        ) from None
    except OSError as fault:
        raise faulty(file, [str(fault.strerror)]) from None
    except UnicodeDecodeError:
        raise faulty(file, ["it is no UTF-8 text"]) from None
    except tomllib.TOMLDecodeError as fault:
        raise faulty(file, [f"it is no TOML: {fault}"]) from None
