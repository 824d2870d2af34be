"""`ledgerspan drift`: hold recorded or live answers against the shipped descriptions."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from ledgerspan import Daftra, Nuvio, RateLimit
from ledgerspan.drift.live import ask_all
from ledgerspan.drift.report import Report
from ledgerspan.drift.reporter import DriftReporter
from ledgerspan.drift.sources import exchanges_of
from ledgerspan.errors import AuthenticationError, ConfigurationError, LedgerspanError
from ledgerspan.profiles import profile_path, read_profiles
from ledgerspan.specs.bundle import APIS, Api

_OK, _DRIFT, _USAGE = 0, 1, 2
_CLIENTS: Mapping[Api, Any] = {"daftra": Daftra, "nuvio": Nuvio}
_VARIABLES: Mapping[Api, tuple[str, ...]] = {
    "daftra": ("DAFTRA_API_KEY", "DAFTRA_TOKEN"),
    "nuvio": ("NUVIO_TOKEN",),
}


def drift(
    *files: Path,
    live: bool = False,
    profile: str | None = None,
    rate: float = 1.0,
    api: Literal["auto", "daftra", "nuvio"] = "auto",
    format: Literal["table", "json"] = "table",  # noqa: A002  # the name of the option
    output: Annotated[Path | None, Parameter(alias="-o")] = None,
    show_values: bool = False,
) -> int:
    """Say where answers differ from the published descriptions.

    Reads HAR files (of a browser, mitmproxy, schemathesis) and cassettes (of
    `ledgerspan record`), or with --live one page of each list of an account.
    Tells undocumented operations, statuses, fields and content types, missing
    members and headers, unknown codes and other types: where, and how often.
    Values are shown by their shape alone.

    Exit status: 0 no drift, 1 drift, 2 nothing could be examined.

    Parameters
    ----------
    files
        HAR files and cassettes, told apart by what is in them.
    live
        Read the accounts that DAFTRA_SUBDOMAIN with DAFTRA_API_KEY, and NUVIO_TOKEN
        open, as far as they are set. Nothing is written there.
    profile
        Read this company of the profile file (LEDGERSPAN_CONFIG) instead.
    rate
        With --live or --profile: requests a second.
    api
        Look at one API only; auto tells them apart by address and path.
    format
        A table for people, or one JSON document.
    output
        Write to this file instead of standard output.
    show_values
        Show the first value of each finding itself. It may be anybody's name or balance.

    """
    chosen: Api | None = None if api == "auto" else api
    reporter = DriftReporter(api=chosen, show_values=show_values)
    try:
        if bool(files) == (live or profile is not None):
            raise ConfigurationError("give files, or --live")
        for file in files:
            reporter.observe(exchanges_of(file))
        if not files:
            _ask(reporter, chosen, profile, rate)
        return _tell(reporter.report(), format, output)
    except LedgerspanError as fault:
        print(f"ledgerspan drift: {fault}", file=sys.stderr)
        return _USAGE


def _ask(reporter: DriftReporter, chosen: Api | None, profile: str | None, rate: float) -> None:
    """Ask each account for its lists; say on standard error what gave no answer to look at."""
    if rate <= 0:
        raise ConfigurationError(f"--rate is a number of requests a second, not {rate}")
    options = {
        "transport": reporter.transport(),
        "on_event": reporter,
        "rate_limit": RateLimit(calls=1, seconds=1 / rate),
    }
    for api in _accounts(chosen, profile):
        shape = _CLIENTS[api]
        opened = (
            shape.from_env(**options) if profile is None else shape.from_profile(profile, **options)
        )
        with opened as client:
            try:
                for asked in ask_all(api, client):
                    if asked.problem:
                        told = "no answer" if asked.status is None else str(asked.status)
                        print(f"{api} {asked.operation}: {told}, {asked.problem}", file=sys.stderr)
            except AuthenticationError as refusal:
                raise ConfigurationError(f"{api} refused the login: {refusal}") from refusal


def _accounts(chosen: Api | None, profile: str | None) -> list[Api]:
    """Return the APIs to ask: that of the profile, or those whose variables are set."""
    if profile is not None:
        provider = read_profiles(profile_path(), only=profile)[profile].provider
        return [api for api in APIS if api == provider]
    wanted: list[Api] = [
        api
        for api in APIS
        if chosen in (None, api) and any(os.environ.get(name) for name in _VARIABLES[api])
    ]
    if not wanted:
        raise ConfigurationError(
            "set DAFTRA_SUBDOMAIN and DAFTRA_API_KEY, or NUVIO_TOKEN, in the environment, or name "
            "a company by --profile"
        )
    return wanted


def _tell(report: Report, form: str, output: Path | None) -> int:
    text = report.json() if form == "json" else f"{report.table()}\n".encode()
    if output is None:
        sys.stdout.write(text.decode())
    else:
        output.write_bytes(text)
        print(report.summary(), file=sys.stderr)
    if not report.examined and not report.findings:
        # A check that looked at nothing must not pass.
        print("ledgerspan drift: nothing was examined", file=sys.stderr)
        return _USAGE
    return _DRIFT if report.drifted else _OK
