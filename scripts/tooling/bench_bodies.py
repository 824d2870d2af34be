"""Take the bodies to measure with from the sandbox, as they go over the wire."""

from typing import NamedTuple

import httpx
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.exchange import Dialect

DIALECTS: tuple[Dialect, ...] = ("observed", "documented")
SEED = 7


class Body(NamedTuple):
    """Bytes of one answer; has of an answer what the readers of ledgerspan look at."""

    content: bytes
    status_code: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012  # nobody writes to it


class Bodies(NamedTuple):
    """A page of incomes of each provider, and one Daftra income as a single read gives it."""

    daftra: Body
    daftra_single: Body
    nuvio: Body


def bodies(dialect: Dialect, records: int) -> Bodies:
    """Return pages of `records` incomes (1000 at most) in a dialect; equal calls, equal bytes."""
    with Sandbox(seed=SEED, records=records, dialect=dialect) as box:
        key, token = box.daftra_companies[0].api_key, box.nuvio_companies[0].token
        listed = f"{box.daftra_url}/api2/incomes"
        with httpx.Client(transport=box.transport) as plain:
            page = plain.get(listed, params={"limit": records}, headers={"apikey": key})
            first = page.json()["data"][0]["Income"]["id"]
            single = plain.get(f"{listed}/{first}", headers={"apikey": key})
            everything = plain.post(
                f"{box.nuvio_url}/v1/list-incomes",
                json={},
                headers={"Authorization": f"Bearer {token}"},
            )
    return Bodies(*(_body(answer) for answer in (page, single, everything)))


def _body(answer: httpx.Response) -> Body:
    return Body(answer.raise_for_status().content)
