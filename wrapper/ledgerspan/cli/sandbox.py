"""`ledgerspan sandbox`: both APIs on this machine until Ctrl-C, with keys ready to copy."""

import threading

from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.exchange import Dialect

DEFAULT_PORT = 8026


def sandbox(
    *,
    seed: int = 0,
    records: int = 150,
    dialect: Dialect = "observed",
    port: int = DEFAULT_PORT,
    database: str = ":memory:",
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
        A file keeps what was written.

    """
    with Sandbox(seed=seed, records=records, dialect=dialect, database=database, port=port) as box:
        print(introduction(box), flush=True)
        try:
            wait()
        except KeyboardInterrupt:
            print("\nstopped")
    return 0


def wait() -> None:
    """Wait for Ctrl-C."""
    threading.Event().wait()


def introduction(box: Sandbox) -> str:
    """Say where the server is, which invented keys open it, and how to call it."""
    server = box.url
    daftra = [
        f"  {company.name:24} api key {company.api_key}\n"
        f"  {'':24} oauth   {company.client_id} {company.client_secret}"
        f" {company.username} {company.password}\n"
        f"  {'':24} app     code {company.authorization_code} for {company.redirect_uri}"
        for company in box.daftra_companies
    ]
    nuvio = [f"  {company.name:24} token   {company.token}" for company in box.nuvio_companies]
    url, key = box.daftra_url, box.daftra_companies[0].api_key
    first_call = (
        f'from ledgerspan import Daftra; print(Daftra("{url}", api_key="{key}")'
        ".incomes.list().first())"
    )
    return "\n".join(
        (
            f"sandbox at {server} (the keys are invented and open nothing else)",
            f"Daftra   {box.daftra_url}/api2/incomes",
            *daftra,
            f"Nuvio    {box.nuvio_url}/v1/list-incomes",
            *nuvio,
            f"try      python -c '{first_call}'",
            "Ctrl-C ends it",
        )
    )
