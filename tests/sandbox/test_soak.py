"""A soak in small: what clients believe after faults is what is there, and what is not is told."""

from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from ledgerspan import Daftra, IncomeDraft
from tooling.soak import client_of, findings_of, main, sandbox
from tooling.soak_worker import DAY, Belief, Worker


def income(text: str) -> IncomeDraft:
    return IncomeDraft(date=DAY, currency="SAR", amount=Decimal(1), description=text)


def test_a_short_soak_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--minutes", "0.05", "--clients", "8", "--faults", "0.3"]) == 0
    printed = capsys.readouterr().out
    assert "lost, twice or wrong: 0" in printed
    assert "  create " in printed
    assert "  ambiguous " in printed


def test_a_client_that_has_enough_changes_what_it_has(tmp_path: Path) -> None:
    with sandbox(0, tmp_path) as (address, _):
        client, company = client_of(httpx.get(f"{address}/__sandbox").json(), 0)
        with client:
            worker = Worker(0, client, company, most=2)
            for _ in range(40):
                worker.step()
    assert len(worker.beliefs) <= 2
    assert worker.counts["update"] > worker.counts["create"]


def test_a_client_that_stops_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_worker: Worker) -> None:
        raise LookupError("out of luck")

    monkeypatch.setattr(Worker, "step", fail)
    assert main(["--minutes", "0.001", "--clients", "1"]) == 1
    assert "client 0 stopped: LookupError('out of luck')" in capsys.readouterr().out


def test_what_is_lost_twice_changed_or_of_nobody_is_found(tmp_path: Path) -> None:
    with sandbox(0, tmp_path) as (address, _):
        companies = httpx.get(f"{address}/__sandbox").json()
        client, company = client_of(companies, 0)
        assert isinstance(client, Daftra)
        with client:
            for text in ("soak 0/1", "soak 0/2", "soak 0/2", "soak 0/3 changed 5", "soak 9/0"):
                client.incomes.create(income(text))
            worker = Worker(0, client, company)
            worker.beliefs = {f"soak 0/{each}": Belief({f"soak 0/{each}"}) for each in range(4)}
            worker.beliefs["soak 0/4"] = Belief({"soak 0/4"}, may_be_gone=True)
            found = list(findings_of(address, [worker]))
    assert found == [
        f"{company}: soak 0/0 is lost",
        f"{company}: soak 0/2 is there 2 times",
        f"{company}: soak 0/3 reads 'soak 0/3 changed 5', not one of ['soak 0/3']",
        f"{company}: soak 9/0 is there, and nobody made it",
    ]
