"""The server that answers with fixed bytes."""

import json
from pathlib import Path

import httpx
import pytest
from tooling.bench_bodies import bodies
from tooling.bench_paging import candidates
from tooling.bench_server import numbered_pages, serving
from tooling.bench_stock import Load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the two bodies that the server wants."""
    page = bodies("observed", 4)
    (tmp_path / "page.json").write_bytes(page.daftra.content)
    (tmp_path / "single.json").write_bytes(page.daftra_single.content)
    return tmp_path


def test_pages_made_of_one_never_repeat_an_id_and_claim_what_they_hold(folder: Path) -> None:
    pages = [json.loads(page) for page in numbered_pages((folder / "page.json").read_bytes(), 3)]
    ids = [record["Income"]["id"] for page in pages for record in page["data"]]
    assert ids == [str(number) for number in range(1, 13)]
    assert [page["pagination"]["next"] is None for page in pages] == [False, False, True]
    assert pages[0]["pagination"]["total_results"] == 12


def test_a_page_is_asked_for_by_number_and_anything_else_is_the_single_record(
    folder: Path,
) -> None:
    with serving(folder, pages=2) as address, httpx.Client() as plain:
        assert plain.get(f"{address}/incomes?limit=4&page=2").json()["pagination"]["page"] == 2
        assert plain.get(f"{address}/incomes/7").content == (folder / "single.json").read_bytes()


def test_the_server_is_gone_after_the_block(folder: Path) -> None:
    with serving(folder) as address:
        pass
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_all_strategies_read_the_same_records(folder: Path, load: Load) -> None:
    with serving(folder, pages=5) as address:
        tallies = {name: run() for name, run in candidates(address, load, 4).items()}
    assert {count for count, _ in tallies.values()} == {20}
    # The stock client without mapping adds up `amount`, which is no total.
    assert len({total for name, (_, total) in tallies.items() if "stock client, " not in name}) == 1
