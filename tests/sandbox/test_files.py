"""A database in a file: what it keeps, and which files are refused."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

from tests.sandbox.contents import (
    ask_for_tokens,
    create_income,
    create_invoice,
    everything,
    opens,
    write_something,
)

SERVE = """
import sys
from ledgerspan.sandbox import Sandbox
box = Sandbox(seed=5, records=10, database=sys.argv[1])
print(box.url, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "books.sqlite"


def opened(path: Path) -> Sandbox:
    return Sandbox(seed=5, records=10, database=path)


@pytest.fixture
def served(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that serves a sandbox on the file, and ends with its standard input."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", SERVE, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        yield process


def address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_it_keeps_every_byte_that_was_written(path: Path) -> None:
    with opened(path) as first:
        write_something(first)
        before = everything(first)
    with opened(path) as second:
        assert everything(second) == before
        write_something(second)
        assert everything(second) != before


def test_it_keeps_tokens_and_the_clock(path: Path) -> None:
    with opened(path) as first:
        tokens = ask_for_tokens(first).json()
        first.advance(days=30)
        then = first.clock
    with opened(path) as second:
        assert second.clock == then
        assert opens(second, tokens["access_token"])
        renewal = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
        assert ask_for_tokens(second, **renewal).status_code == 200


def test_ids_go_on_after_a_delete_and_a_restart(path: Path) -> None:
    with opened(path) as first:
        number = create_income(first)
        invoice = create_invoice(first)
        headers = {"apikey": first.daftra_companies[0].api_key}
        with httpx.Client(transport=first.transport, headers=headers) as client:
            gone = client.delete(f"{first.daftra_url}/api2/incomes/{number}")
            assert gone.status_code == 200
    with opened(path) as second:
        assert create_income(second) == number + 1
        later = create_invoice(second)
    assert later["id"] != invoice["id"]
    assert later["invoiceNumber"] != invoice["invoiceNumber"]


def test_a_reset_of_a_file_lasts(path: Path) -> None:
    with opened(path) as first:
        before = everything(first)
        write_something(first)
        first.reset()
    with opened(path) as second:
        assert everything(second) == before


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"seed": 6}, "seed=5"),
        ({"records": 11}, "records=10"),
        ({"dialect": "documented"}, "dialect=observed"),
        ({"clock": date(2030, 1, 1)}, "clock=2026-07-01"),
    ],
)
def test_a_file_of_another_plan_is_refused_and_tells_its_own(
    path: Path, asked: dict[str, object], words: str
) -> None:
    opened(path).close()
    with pytest.raises(ValueError, match=f"was made with {words}, and "):
        Sandbox(**{"seed": 5, "records": 10, "database": path, **asked})  # type: ignore[arg-type]


def test_a_file_of_other_tables_is_refused(path: Path) -> None:
    opened(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE facts SET value = 'older' WHERE name = 'layout'")
    connection.commit()
    connection.close()
    with pytest.raises(ValueError, match="another version of the sandbox"):
        opened(path)


def test_a_database_of_somebody_else_is_refused_and_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ValueError, match="not a database of this sandbox"):
        opened(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("Dear diary, " * 200, encoding="utf-8")
    with pytest.raises(ValueError, match="not a database of this sandbox"):
        opened(path)
    assert path.read_text(encoding="utf-8") == "Dear diary, " * 200


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="its folder must exist"):
        opened(tmp_path / "nowhere" / "books.sqlite")


def test_a_second_sandbox_on_the_same_file_is_refused_until_the_first_is_closed(
    path: Path,
) -> None:
    with opened(path) as first:
        with pytest.raises(ValueError, match="probably by another sandbox"):
            opened(path)
        assert create_income(first) == 21
    with opened(path) as second:
        assert create_income(second) == 22


def test_a_file_that_another_process_serves_is_refused(
    path: Path, served: "subprocess.Popen[str]"
) -> None:
    assert address(served).startswith("http://127.0.0.1:")
    with pytest.raises(ValueError, match="probably by another sandbox"):
        opened(path)


def test_what_was_answered_survives_a_process_that_is_killed(
    path: Path, served: "subprocess.Popen[str]"
) -> None:
    with httpx.Client(base_url=address(served)) as client:
        key = client.get("/__sandbox").json()["daftra"]["companies"][0]["api_key"]
        ids = [
            client.post(
                "/daftra/api2/incomes", headers={"apikey": key}, json={"Income": {"amount": 1}}
            ).json()["id"]
            for _ in range(5)
        ]
    served.send_signal(signal.SIGKILL)
    served.wait(10)
    with opened(path) as box:
        headers = {"apikey": key}
        with httpx.Client(transport=box.transport, headers=headers) as client:
            found = [
                client.get(f"{box.daftra_url}/api2/incomes/{each}").status_code for each in ids
            ]
        assert (ids, found) == (list(range(21, 26)), [200] * 5)
        assert create_income(box) == 26
