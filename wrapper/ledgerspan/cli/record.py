"""`ledgerspan record`: stand between a program and the APIs, and write down what passes."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from cyclopts import Parameter

from ledgerspan.address import clean_base_url
from ledgerspan.cassettes.proxy import Proxy
from ledgerspan.cassettes.recorder import Tape
from ledgerspan.cassettes.server import LocalServer
from ledgerspan.cli.waiting import wait
from ledgerspan.daftra.address import daftra_base_url
from ledgerspan.errors import LedgerspanError

_USAGE = 2
DEFAULT_PORT = 8027
NUVIO = "https://api.nuvio.io"


def record(
    *,
    daftra: str | None = None,
    nuvio: bool = False,
    nuvio_url: str | None = None,
    output: Annotated[Path, Parameter(alias="-o")] = Path("cassette.ndjson"),
    port: int = DEFAULT_PORT,
    keep: tuple[str, ...] = (),
    mask_amounts: bool = False,
    raw: bool = False,
    overwrite: bool = False,
) -> int:
    """Record what a program asks the APIs and is answered, until Ctrl-C.

    It is a proxy on this machine: point the base URL of the program at it, and
    it passes every request on, with the program's own credentials.
    What it writes down is masked: credentials and hosts, names, e-mail, phones,
    addresses, tax numbers, notes. The same value gets the same mask, so that
    references stay. Ids, dates, codes and amounts stay.

    Parameters
    ----------
    daftra
        Pass /daftra/... on to this site: acme, acme.daftra.com or its address.
    nuvio
        Pass /nuvio/... on to Nuvio.
    nuvio_url
        Pass /nuvio/... on to this address instead.
    output
        The cassette; a line for each exchange.
    port
        0 takes any free one.
    keep
        Do not mask members of this name; may be repeated.
    mask_amounts
        Mask amounts, quantities and rates too.
    raw
        Mask nothing. The file then holds credentials and the books of a company.
    overwrite
        Replace a file that is there already.

    """
    try:
        targets = _targets(daftra, NUVIO if nuvio and nuvio_url is None else nuvio_url)
        with LocalServer(port) as server:
            tape = Tape(output, keep=keep, amounts=mask_amounts, raw=raw, overwrite=overwrite)
            _warn(raw=raw, keep=keep)
            _serve(server, targets, tape)
    except LedgerspanError as fault:
        print(f"ledgerspan record: {fault}", file=sys.stderr)
        return _USAGE
    print(f"{tape.taken} exchanges in {output}")
    return 0


def _serve(server: LocalServer, targets: Mapping[str, str], tape: Tape) -> None:
    proxy = Proxy(targets, tape.take)
    server.start(proxy.answer)
    for name, target in targets.items():
        print(f"{server.url}/{name} passes on to {urlsplit(target).netloc}", flush=True)
    print(f"recording to {tape.path}; Ctrl-C ends it", flush=True)
    try:
        wait()
    except KeyboardInterrupt:
        print()
    finally:
        proxy.close()
        tape.close()


def _targets(daftra: str | None, nuvio: str | None) -> Mapping[str, str]:
    found = {}
    if daftra is not None:
        found["daftra"] = daftra_base_url(daftra)
    if nuvio is not None:
        found["nuvio"] = clean_base_url(nuvio, cut=("v1",))
    if not found:
        raise LedgerspanError("say what to record: --daftra SITE, --nuvio or both")
    return found


def _warn(*, raw: bool, keep: tuple[str, ...]) -> None:
    if raw:
        print(
            "NOTHING IS MASKED: the file will hold credentials and everything of the company.",
            file=sys.stderr,
        )
    elif keep:
        print(f"NOT MASKED: members called {', '.join(keep)}.", file=sys.stderr)
