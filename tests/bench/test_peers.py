"""A comparison is only fair when everybody gives the same values."""

import json

import daftra_client.codec
import pytest
from daftra_client.models import IncomePage
from ledgerspan.models import Income
from ledgerspan.sandbox.exchange import Dialect
from tooling.bench_bodies import DIALECTS, bodies
from tooling.bench_decode import OURS, PYDANTIC, STOCK, normalized, typed
from tooling.bench_stock import Load

RECORDS = 120


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("provider", ["Daftra", "Nuvio"])
@pytest.mark.parametrize("peer", [f"{PYDANTIC} + mapping", f"{STOCK} + mapping"])
def test_peers_give_the_incomes_that_ledgerspan_gives(
    load: Load, dialect: Dialect, provider: str, peer: str
) -> None:
    candidates = normalized(bodies(dialect, RECORDS), load)[provider]
    ours: list[Income] = candidates[OURS]()
    assert len(ours) == RECORDS
    assert [income.to_dict() for income in ours if income.total is None] == []
    assert candidates[peer]() == ours


@pytest.mark.parametrize("dialect", DIALECTS)
def test_pydantic_reads_the_values_that_the_generated_client_reads(
    load: Load, dialect: Dialect
) -> None:
    pages = bodies(dialect, RECORDS)
    page = daftra_client.codec.decode(pages.daftra.content, IncomePage)
    assert page.data
    theirs = typed(pages, load)["Daftra"][PYDANTIC]()
    assert [row.income.amount for row in theirs.data] == [
        row.income and row.income.amount for row in page.data
    ]


def test_bodies_of_equal_calls_are_equal() -> None:
    assert bodies("observed", 5) == bodies("observed", 5)


def test_a_page_has_as_many_records_as_were_asked_for() -> None:
    pages = bodies("documented", 7)
    assert len(json.loads(pages.daftra.content)["data"]) == 7
    assert len(json.loads(pages.nuvio.content)["data"]) == 7


def test_the_stock_clients_are_generated_without_templates_of_ours(load: Load) -> None:
    assert not hasattr(load("stock_daftra"), "codec")
    assert "additional_properties" in dir(load("stock_daftra.models.income").Income(id=1))
