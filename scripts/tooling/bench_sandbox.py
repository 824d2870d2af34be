"""Measure how fast the sandbox serves a page of incomes, beside Prism serving the same bundle.

The sandbox reads the page from its database and writes it; Prism writes an example that stands in
the specification. The examples of the bundle have a handful of records, so that Prism is given one
more: the very page that the sandbox serves. One request after the other over one connection, wall
time, since the servers are other threads and processes.
"""

import http.client
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
from ledgerspan.sandbox import Sandbox

from tooling.bench_bodies import SEED
from tooling.bench_clock import Samples, interleaved, ratios
from tooling.bench_prism import HOST, prism
from tooling.bench_rows import Row
from tooling.bundle import SPECS
from tooling.node_tools import NodeMissingError

WIRE = "sandbox, over the wire"
IN_PROCESS = "sandbox, in-process"
PRISM = "Prism, that page as an example"
EXAMPLE = "bench_page"
REQUESTS = 5
"""Requests over one connection in one run."""

Pages = Callable[[], bytes]


class Listing(NamedTuple):
    """The request for a page of incomes: `path` as in the specification, `query` with its mark."""

    api: str
    method: str
    path: str
    query: str
    body: bytes | None
    headers: Mapping[str, str]


def measure(*, records: int, rounds: int) -> list[Row]:
    """Return times of Prism's, milliseconds a page and requests a second, for each provider.

    Without Node there is no Prism: that is said loudly, and there is nothing to be times of.
    """
    rows: list[Row] = []
    with Sandbox(seed=SEED, records=records) as box:
        for listing in listings(box, records):
            candidates = ours(box, listing)
            page = candidates[WIRE]()
            try:
                with peers(listing, page) as theirs:
                    found = _timed({**candidates, **theirs}, rounds)
            except NodeMissingError as missing:
                print(f"*** Prism is left out: {missing} ***", file=sys.stderr)
                found = _timed(candidates, rounds)
            subject = f"{listing.api}, a page of {records} incomes ({len(page) / 1000:.0f} kB)"
            rows += figures(subject, found)
    return rows


def listings(box: Sandbox, records: int) -> tuple[Listing, Listing]:
    """Return the requests for a page of incomes of each provider."""
    key, token = box.daftra_companies[0].api_key, box.nuvio_companies[0].token
    json_with = {"content-type": "application/json", "authorization": f"Bearer {token}"}
    return (
        Listing("daftra", "GET", "/api2/incomes", f"?limit={records}", None, {"apikey": key}),
        Listing("nuvio", "POST", "/v1/list-incomes", "", b"{}", json_with),
    )


def ours(box: Sandbox, listing: Listing) -> dict[str, Pages]:
    """Return the two ways to ask the sandbox."""
    target = f"/{listing.api}{listing.path}{listing.query}"

    def in_process() -> bytes:
        with httpx.Client(transport=box.transport, headers=listing.headers) as client:
            for _ in range(REQUESTS):
                answer = client.request(
                    listing.method, f"http://sandbox.invalid{target}", content=listing.body
                )
        return answer.raise_for_status().content

    port = int(urlsplit(box.url).port or 0)
    return {WIRE: lambda: asked(port, target, listing), IN_PROCESS: in_process}


@contextmanager
def peers(listing: Listing, page: bytes) -> Iterator[dict[str, Pages]]:
    """Run Prism with the bundle and one more example, and return the two examples to ask for."""
    document = json.loads((SPECS / "dist" / f"{listing.api}.json").read_bytes())
    operation = document["paths"][listing.path][listing.method.lower()]
    examples = operation["responses"]["200"]["content"]["application/json"]["examples"]
    # Unasked, Prism takes the first one there is.
    own = len(next(iter(examples.values()))["value"]["data"])
    examples[EXAMPLE] = {"value": json.loads(page)}
    with tempfile.TemporaryDirectory(prefix="bench-prism-") as folder:
        file = Path(folder, f"{listing.api}.json")
        file.write_text(json.dumps(document), encoding="utf-8")
        with prism(file) as port:
            target = listing.path + listing.query
            preferring = {"prefer": f"example={EXAMPLE}"}
            yield {
                PRISM: lambda: asked(port, target, listing, preferring),
                f"Prism, the {own} records of the bundle": lambda: asked(port, target, listing),
            }


def asked(
    port: int, target: str, listing: Listing, headers: Mapping[str, str] | None = None
) -> bytes:
    """Ask for a page as often as one run does, and return the last one."""
    line = http.client.HTTPConnection(HOST, port)
    sent = {**listing.headers, **(headers or {})}
    try:
        for _ in range(REQUESTS):
            line.request(listing.method, target, listing.body, sent)
            answer = line.getresponse()
            content = answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise AssertionError(f"{target} was answered with {answer.status}: {content!r}")
    finally:
        line.close()
    return content


def figures(subject: str, found: Samples) -> list[Row]:
    """Return the figures of one subject, the fastest first."""
    pages = {name: statistics.median(samples) / REQUESTS for name, samples in found.items()}
    order = sorted(pages, key=pages.__getitem__)
    times = ratios(found, PRISM) if PRISM in found else {}
    return [
        *(Row("sandbox", subject, name, times[name]) for name in order if name in times),
        *(Row("sandbox", subject, name, pages[name] * 1000, "ms") for name in order),
        *(Row("sandbox", subject, name, 1 / pages[name], "/s") for name in order),
    ]


def _timed(candidates: Mapping[str, Pages], rounds: int) -> Samples:
    return interleaved(candidates, rounds=rounds, clock=time.perf_counter)
