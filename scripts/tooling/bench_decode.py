"""Measure bytes to typed records and bytes to common incomes, against untyped decoding.

Each dialect of each provider is a table of its own, and all of its candidates read the same
bytes; 1.00 is `msgspec.json.decode` of them into dicts and lists.
"""

import json
from collections.abc import Callable
from typing import Any

import daftra_client.codec
import msgspec
import nuvio_client.codec
from daftra_client.models import IncomePage
from ledgerspan.daftra import money_record as daftra_record
from ledgerspan.daftra.listing import read_page as read_daftra_page
from ledgerspan.daftra.money import INCOMES as DAFTRA_INCOMES
from ledgerspan.daftra.rows import split_rows
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import Income, Origin
from ledgerspan.nuvio import money_record as nuvio_record
from ledgerspan.nuvio.listing import read_page as read_nuvio_page
from ledgerspan.nuvio.money import INCOMES as NUVIO_INCOMES
from ledgerspan.nuvio.rows import split_page
from nuvio_client.models import IncomeListResponse

from tooling.bench_bodies import DIALECTS, Bodies, Body, bodies
from tooling.bench_clock import interleaved, ratios
from tooling.bench_mapping import daftra_incomes, nuvio_incomes
from tooling.bench_pydantic import pydantic_twin
from tooling.bench_rows import Row, rows_of
from tooling.bench_stock import Load

Readers = dict[str, Callable[[], Any]]

OURS = "ledgerspan"
FLOOR = "untyped msgspec.json.decode"
JSON = "untyped json.loads"
PYDANTIC = "pydantic model_validate_json"
STOCK = "stock openapi-python-client"

# (Daftra is flat, Nuvio nested.)
TARGETS = {
    "decode": {"Daftra": 1.6, "Nuvio": 2.0},
    "normalize": {"Daftra": 2.0, "Nuvio": 3.0},
}
DATES = SiteDates(None, print)


def measure(section: str, load: Load, *, records: int, rounds: int) -> list[Row]:
    """Measure the section "decode" or "normalize" in both dialects of both providers."""
    candidates_of = typed if section == "decode" else normalized
    rows = []
    for dialect in DIALECTS:
        pages = bodies(dialect, records)
        for provider, candidates in candidates_of(pages, load).items():
            measured = ratios(interleaved(candidates, rounds=rounds), FLOOR)
            targets = {OURS: TARGETS[section][provider]}
            rows += rows_of(section, f"{provider}, {dialect}", measured, targets)
    return rows


def typed(pages: Bodies, load: Load) -> dict[str, Readers]:
    """Return what reads pages into typed records, for each provider."""
    daftra, nuvio = pages.daftra.content, pages.nuvio.content
    flat, nested = pydantic_twin(IncomePage), pydantic_twin(IncomeListResponse)
    stock_flat = load("stock_daftra.models.income_page").IncomePage
    stock_nested = load("stock_nuvio.models.income_list_response").IncomeListResponse
    return {
        "Daftra": _untyped(daftra)
        | {
            OURS: lambda: daftra_client.codec.decode(daftra, IncomePage),
            PYDANTIC: lambda: flat.model_validate_json(daftra),
            STOCK: lambda: stock_flat.from_dict(json.loads(daftra)),
        },
        "Nuvio": _untyped(nuvio)
        | {
            OURS: lambda: nuvio_client.codec.decode(nuvio, IncomeListResponse),
            PYDANTIC: lambda: nested.model_validate_json(nuvio),
            STOCK: lambda: stock_nested.from_dict(json.loads(nuvio)),
        },
    }


def normalized(pages: Bodies, load: Load) -> dict[str, Readers]:
    """Return what reads pages into lists of common incomes (the untyped ones excepted)."""
    daftra, nuvio = pages.daftra, pages.nuvio
    readers = typed(pages, load)
    read_flat, read_nested = readers["Daftra"], readers["Nuvio"]
    status_of = nuvio_record.payment_status
    return {
        "Daftra": _untyped(daftra.content)
        | {
            OURS: lambda: read_daftra_page(DAFTRA_INCOMES, daftra, DATES)[0],
            f"{PYDANTIC} + mapping": lambda: _map_daftra(read_flat[PYDANTIC](), daftra),
            f"{STOCK} + mapping": lambda: daftra_incomes(read_flat[STOCK]()),
        },
        "Nuvio": _untyped(nuvio.content)
        | {
            OURS: lambda: read_nuvio_page(NUVIO_INCOMES, nuvio),
            f"{PYDANTIC} + mapping": lambda: _map_nuvio(read_nested[PYDANTIC](), nuvio),
            f"{STOCK} + mapping": lambda: nuvio_incomes(read_nested[STOCK](), status_of),
        },
    }


def _untyped(content: bytes) -> Readers:
    return {
        FLOOR: lambda: msgspec.json.decode(content),
        JSON: lambda: json.loads(content),
    }


# Pydantic's records have our names and types, so our own mapping serves them: the difference
# between the two rows is then the decoding alone.
def _map_daftra(page: Any, body: Body) -> list[Income]:
    origin = Origin(body.content, split_rows, DAFTRA_INCOMES.fields)
    return daftra_record.money_of(
        Income, [row.income for row in page.data], origin, DATES.read, is_from_client=True
    )


def _map_nuvio(answer: Any, body: Body) -> list[Income]:
    origin = Origin(body.content, split_page, NUVIO_INCOMES.fields)
    return nuvio_record.incomes_of(answer.data, origin)
