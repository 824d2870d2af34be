"""The sandbox beside Prism: both serve the same records, and both are gone afterwards."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from tooling import bench_sandbox
from tooling.bench_prism import prism
from tooling.bench_sandbox import (
    IN_PROCESS,
    PRISM,
    WIRE,
    Listing,
    figures,
    listings,
    measure,
    ours,
    peers,
)
from tooling.node_tools import NodeMissingError, NodeToolError

from tests.specs.node import needs_node

RECORDS = 6


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=7, records=RECORDS) as sandbox:
        yield sandbox


@pytest.mark.parametrize("place", [0, 1], ids=["daftra", "nuvio"])
def test_both_ways_to_ask_the_sandbox_give_the_same_page(box: Sandbox, place: int) -> None:
    candidates = ours(box, listings(box, RECORDS)[place])
    assert candidates[IN_PROCESS]() == candidates[WIRE]()
    assert len(json.loads(candidates[WIRE]())["data"]) == RECORDS


@needs_node
@pytest.mark.parametrize("place", [0, 1], ids=["daftra", "nuvio"])
def test_prism_serves_the_records_that_the_sandbox_serves_beside_those_of_the_bundle(
    box: Sandbox, place: int
) -> None:
    listing = listings(box, RECORDS)[place]
    page = ours(box, listing)[WIRE]()
    with peers(listing, page) as theirs:
        counts = {name: len(json.loads(pages())["data"]) for name, pages in theirs.items()}
        assert json.loads(theirs[PRISM]()) == json.loads(page)
    assert counts == {PRISM: RECORDS, "Prism, the 2 records of the bundle": 2}


@needs_node
def test_prism_is_gone_after_the_block(tmp_path: Path) -> None:
    paths = {"/toys": {"get": {"responses": {"204": {"description": "None left."}}}}}
    toy = {"openapi": "3.1.0", "info": {"title": "Toys", "version": "1"}, "paths": paths}
    document = tmp_path / "toy.json"
    document.write_text(json.dumps(toy), encoding="utf-8")
    with prism(document) as port:
        assert httpx.get(f"http://127.0.0.1:{port}/toys").status_code == 204
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/toys")


@needs_node
def test_a_document_that_prism_cannot_read_is_an_error_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(NodeToolError, match="no-such-file"), prism(tmp_path / "no-such-file"):
        pass


def test_an_answer_that_is_no_page_is_no_measurement(box: Sandbox) -> None:
    listing = Listing("daftra", "GET", "/api2/incomes", "", None, {"apikey": "wrong"})
    with pytest.raises(AssertionError, match="/api2/incomes was answered with 401"):
        ours(box, listing)[WIRE]()


def test_without_node_the_sandbox_is_measured_alone_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_: Path) -> AbstractContextManager[int]:
        raise NodeMissingError("there is no Node")

    monkeypatch.setattr(bench_sandbox, "prism", missing)
    rows = measure(records=RECORDS, rounds=1)
    assert {(row.candidate, row.unit) for row in rows} == {
        (name, unit) for name in (WIRE, IN_PROCESS) for unit in ("ms", "/s")
    }
    assert "*** Prism is left out: there is no Node ***" in capsys.readouterr().err


def test_figures_are_of_one_page_and_ratios_of_prism() -> None:
    rows = figures("a page", {PRISM: [0.05, 0.05], WIRE: [0.1, 0.1]})
    assert [(row.candidate, row.unit, round(row.value, 6)) for row in rows] == [
        (PRISM, "x", 1.0),
        (WIRE, "x", 2.0),
        (PRISM, "ms", 10.0),
        (WIRE, "ms", 20.0),
        (PRISM, "/s", 100.0),
        (WIRE, "/s", 50.0),
    ]
