"""`ledgerspan sandbox`: both APIs on this machine until Ctrl-C, with keys ready to copy."""

import sys
from datetime import date

from ledgerspan.cli.waiting import wait
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.box import CLOCK
from ledgerspan.sandbox.exchange import Dialect

DEFAULT_PORT = 8026


def sandbox(
    *,
    seed: int = 0,
    records: int = 150,
    dialect: Dialect = "observed",
    port: int = DEFAULT_PORT,
    database: str = ":memory:",
    clock: str = CLOCK.isoformat(),
) -> int:
    """Serve both APIs on this machine until Ctrl-C.

    Parameters
    ----------
    seed
        Decides every record and key.
    records
        Incomes of each company.
    dialect
        What client code has seen, or the published shapes.
    port
        0 takes any free one.
    database
        A file keeps what was written; one sandbox at a time has it.
    clock
        The first day, like 2026-07-01: the newest of the seeded ones, and the date of a record
        created without one. The start page moves it.

    """
    try:
        box = Sandbox(
            seed=seed,
            records=records,
            dialect=dialect,
            database=database,
            port=port,
            clock=date.fromisoformat(clock),
        )
    except ValueError as refused:
        print(f"ledgerspan sandbox: {refused}", file=sys.stderr)
        return 2
    with box:
        try:
            print(introduction(box), flush=True)
        except OSError as taken:
            print(f"ledgerspan sandbox: port {port}: {taken.strerror}", file=sys.stderr)
            return 1
        try:
            wait()
        except KeyboardInterrupt:
            print("\nstopped")
    return 0


def introduction(box: Sandbox) -> str:
    """Say where the server is, which invented keys open it, and how to call it."""
    server = box.url
    daftra = [f"  {company.name:24} api key {company.api_key}" for company in box.daftra_companies]
    nuvio = [f"  {company.name:24} token   {company.token}" for company in box.nuvio_companies]
    url, key = box.daftra_url, box.daftra_companies[0].api_key
    first_call = (
        f'from ledgerspan import Daftra; print(Daftra("{url}", api_key="{key}")'
        ".incomes.list().first())"
    )
    return "\n".join(
        (
            f"sandbox at {server} (the keys are invented and open nothing else)",
            f"start at {server}/ in a browser: all keys, requests, faults, the clock, reference",
            f"Daftra   {box.daftra_url}/api2/incomes",
            *daftra,
            f"Nuvio    {box.nuvio_url}/v1/list-incomes",
            *nuvio,
            f"try      python -c '{first_call}'",
            "Ctrl-C ends it",
        )
    )
