"""A write is stored whole or not at all, and leaves the database fit for the next one."""

import sqlite3
from pathlib import Path

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.database import transaction


@pytest.fixture
def books(tmp_path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(tmp_path / "books.sqlite", isolation_level=None)
    connection.executescript(
        "PRAGMA foreign_keys = ON; CREATE TABLE unit (id INTEGER PRIMARY KEY);"
        "CREATE TABLE bundle (unit INTEGER REFERENCES unit DEFERRABLE INITIALLY DEFERRED)"
    )
    return connection


def test_a_commit_that_is_refused_ends_its_transaction(books: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError), transaction(books):
        books.execute("INSERT INTO bundle VALUES (7)")
    with transaction(books):
        books.execute("INSERT INTO unit VALUES (1)")
    assert books.execute("SELECT count(*) FROM bundle").fetchone() == (0,)
    assert books.execute("SELECT count(*) FROM unit").fetchone() == (1,)
    books.close()


def test_unit_factors_that_a_bundle_uses_cannot_be_replaced() -> None:
    with Sandbox(seed=1, records=45) as box:
        key = box.daftra_companies[0].api_key
        with httpx.Client(
            transport=box.transport, base_url=f"{box.daftra_url}/v2/api", headers={"apikey": key}
        ) as client:
            for factor in range(1, 20):
                bundle = {"product_id": 1, "bundle_product_id": 2, "unit_factor_id": factor}
                made = client.post("/entity/product_bundle", json=bundle)
                if made.status_code == 200:
                    break
            rows = [{"factor_name": "Roll", "factor": 50, "small_name": "rl"}]
            answers = [
                client.put(
                    f"/entity/unit_template/{template}", json={"unit_templates_unit_factors": rows}
                )
                for template in (1, 2, 3)
            ]
            assert made.status_code == 200
            refused = [answer.json() for answer in answers if answer.status_code == 422]
            reason = {"unit_template": ["a row that would go is in use"]}
            assert [body["errors"] for body in refused] == [reason] * len(refused) != []
            assert client.post("/entity/brand", json={"name": "Bluewater"}).status_code == 200
