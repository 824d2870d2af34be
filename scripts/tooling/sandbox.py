"""Serve the sandbox on this machine until Ctrl-C, with keys ready to copy.

Run as `scripts/sandbox`, or `python -m tooling.sandbox`; `--help` names the options.
"""

import argparse
import threading
from collections.abc import Callable, Sequence

from ledgerspan.sandbox import Sandbox

DEFAULT_PORT = 8026


def main(argv: Sequence[str] | None = None, wait: Callable[[], object] | None = None) -> int:
    """Serve until `wait` (by default: forever) ends or is interrupted; give the exit status."""
    options = _parser().parse_args(argv)
    with Sandbox(
        seed=options.seed,
        records=options.records,
        dialect=options.dialect,
        database=options.database,
        port=options.port,
    ) as box:
        print(introduction(box), flush=True)
        try:
            (wait or threading.Event().wait)()
        except KeyboardInterrupt:
            print("\nstopped")
    return 0


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="decides every record and key")
    parser.add_argument("--records", type=int, default=150, help="incomes of each company")
    parser.add_argument("--dialect", choices=("observed", "documented"), default="observed")
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help="0 takes any free one; default %(default)s"
    )
    parser.add_argument("--database", default=":memory:", help="a file keeps what was written")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
