"""Many companies at once: results and errors by company, bounded, cancelled without a trace."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pytest
from ledgerspan import (
    AsyncCompanies,
    AsyncDaftra,
    AsyncNuvio,
    AuthenticationError,
    Companies,
    ConfigurationError,
    Daftra,
    LedgerspanError,
    Nuvio,
)
from ledgerspan.sandbox import Sandbox

from tests.live.both import settled

pytestmark = pytest.mark.anyio

RECORDS = 12
NAMES = ["acme", "oasis", "harbour"]


@pytest.fixture
def companies(box: Sandbox) -> Iterator[Companies[Daftra | Nuvio]]:
    """Open three companies of the sandbox, for threads."""
    with Companies(
        {"acme": box.daftra(0), "oasis": box.daftra(1), "harbour": box.nuvio(0)}
    ) as opened:
        yield opened


@pytest.fixture
async def async_companies(box: Sandbox) -> AsyncIterator[AsyncCompanies[AsyncDaftra | AsyncNuvio]]:
    """Open three companies of the sandbox, for tasks."""
    async with AsyncCompanies(
        {"acme": box.async_daftra(0), "oasis": box.async_daftra(1), "harbour": box.async_nuvio(0)}
    ) as opened:
        yield opened


@pytest.fixture
def three(
    kind: str, companies: Companies[Any], async_companies: AsyncCompanies[Any]
) -> Companies[Any] | AsyncCompanies[Any]:
    return companies if kind == "sync" else async_companies


def counted(kind: str) -> Callable[[Any], Any]:
    """Return a function that counts incomes, of the kind that `each` takes."""
    if kind == "sync":
        return lambda books: len(books.incomes.list().to_list())

    async def count(books: Any) -> int:
        return len(await books.incomes.list().to_list())

    return count


def test_companies_are_a_mapping_in_their_order(companies: Companies[Daftra | Nuvio]) -> None:
    assert list(companies) == NAMES
    assert (len(companies), "oasis" in companies, "dunes" in companies) == (3, True, False)
    assert isinstance(companies["harbour"], Nuvio)
    assert repr(companies) == "Companies(acme, oasis, harbour)"


def test_a_company_that_is_not_there_is_refused_with_those_that_are(
    companies: Companies[Daftra | Nuvio],
) -> None:
    with pytest.raises(KeyError, match="no company 'dunes', only acme, oasis, harbour"):
        companies["dunes"]


@pytest.mark.parametrize("at_once", [1, 2, 4])
async def test_each_gives_results_by_company_in_their_order(
    three: Any, kind: str, at_once: int
) -> None:
    found = await settled(three.each(counted(kind), at_once=at_once))
    assert list(found.results.items()) == [("acme", 12), ("oasis", 12), ("harbour", 12)]
    assert found.errors == {}
    found.raise_if_failed()


async def test_one_failure_does_not_stop_the_others(box: Sandbox, three: Any, kind: str) -> None:
    wrong = getattr(box, "daftra" if kind == "sync" else "async_daftra")(0, api_key="invented")
    found = await settled(type(three)({**three, "dunes": wrong}).each(counted(kind)))
    await settled(wrong.close())
    assert list(found.results) == NAMES
    assert list(found.errors) == ["dunes"]
    assert isinstance(found.errors["dunes"], AuthenticationError)
    assert [outcome.company for outcome in found.outcomes] == [*NAMES, "dunes"]


async def test_errors_are_raised_together_each_with_its_company(three: Any, kind: str) -> None:
    def fail(books: Any) -> None:
        raise LedgerspanError(type(books).__name__)

    async def fail_later(books: Any) -> None:
        fail(books)

    found = await settled(three.each(fail if kind == "sync" else fail_later))
    with pytest.raises(ExceptionGroup, match="3 of 3 companies failed: acme, oasis, harbour") as e:
        found.raise_if_failed()
    assert [error.__notes__ for error in e.value.exceptions] == [
        ["company: acme"],
        ["company: oasis"],
        ["company: harbour"],
    ]


def test_no_more_threads_run_at_once_than_wanted(companies: Companies[Daftra | Nuvio]) -> None:
    meeting = threading.Barrier(2)
    now, most, lock = 0, 0, threading.Lock()

    def work(_: Daftra | Nuvio) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        meeting.wait(10)
        with lock:
            now -= 1

    four = Companies({**companies, "again": companies["acme"]})
    assert four.each(work, at_once=2).errors == {}
    assert most == 2


async def test_no_more_tasks_run_at_once_than_wanted(
    async_companies: AsyncCompanies[AsyncDaftra | AsyncNuvio],
) -> None:
    now, most = 0, 0

    async def work(_: AsyncDaftra | AsyncNuvio) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        now -= 1

    await async_companies.each(work, at_once=2)
    assert most == 2


@pytest.mark.parametrize("at_once", [0, -1, True, 2.0])
async def test_a_number_that_runs_nothing_is_refused(three: Any, kind: str, at_once: Any) -> None:
    with pytest.raises(ConfigurationError, match="at_once is a number of calls from 1 on"):
        await settled(three.each(counted(kind), at_once=at_once))


def test_threads_see_the_context_of_the_caller(companies: Companies[Daftra | Nuvio]) -> None:
    trace: ContextVar[str] = ContextVar("trace", default="")
    trace.set("invented-trace")
    found = companies.each(lambda _: trace.get())
    assert set(found.results.values()) == {"invented-trace"}


def test_a_keyboard_interrupt_stops_before_the_next_company(
    companies: Companies[Daftra | Nuvio],
) -> None:
    begun: list[str] = []

    def interrupted(books: Daftra | Nuvio) -> None:
        begun.append(type(books).__name__)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        companies.each(interrupted, at_once=1)
    assert begun == ["Daftra"]


async def test_cancelling_leaves_no_task_behind(
    async_companies: AsyncCompanies[AsyncDaftra | AsyncNuvio],
) -> None:
    before, ended = asyncio.all_tasks(), []
    started = asyncio.Event()

    async def wait(books: AsyncDaftra | AsyncNuvio) -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(books)

    running = asyncio.ensure_future(async_companies.each(wait, at_once=2))
    await started.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (len(ended), asyncio.all_tasks()) == (2, before)


async def test_a_call_that_cancels_itself_is_no_missing_result(
    async_companies: AsyncCompanies[AsyncDaftra | AsyncNuvio],
) -> None:
    async def give_up(_: AsyncDaftra | AsyncNuvio) -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await async_companies.each(give_up)


async def test_closing_closes_every_client_even_if_one_cannot(kind: str) -> None:
    closed: list[int] = []

    class Sticky:
        def __init__(self, number: int) -> None:
            self._number = number

        def close(self) -> Any:
            return self._shut() if kind == "async" else self._note()

        async def _shut(self) -> None:
            self._note()

        def _note(self) -> None:
            closed.append(self._number)
            if self._number == 2:
                raise OSError("stuck")

    clients: Any = {str(number): Sticky(number) for number in (1, 2, 3)}
    three = Companies(clients) if kind == "sync" else AsyncCompanies(clients)
    with pytest.raises(OSError, match="stuck"):
        await settled(three.close())
    assert sorted(closed) == [1, 2, 3]


@pytest.fixture
def file(box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a profile file of two companies of the sandbox, served over HTTP."""
    monkeypatch.setenv("ACME_KEY", box.daftra_companies[0].api_key)
    monkeypatch.setenv("HARBOUR_TOKEN", box.nuvio_companies[0].token)
    path = tmp_path / "config.toml"
    path.write_text(
        f"""
        [companies.harbour]
        provider = "nuvio"
        base_url = "{box.url}/nuvio"
        token = "env:HARBOUR_TOKEN"

        [companies.acme]
        provider = "daftra"
        base_url = "{box.url}/daftra"
        api_key = "env:ACME_KEY"
        """,
        encoding="utf-8",
    )
    return path


async def test_the_companies_of_a_file_are_opened_in_its_order(file: Path, kind: str) -> None:
    opened: Any = Companies if kind == "sync" else AsyncCompanies
    companies = opened.from_file(file, timeout=20)
    found = await settled(companies.each(counted(kind)))
    await settled(companies.close())
    assert list(found.results.items()) == [("harbour", 12), ("acme", 12)]
    assert {client._made_with["timeout"] for client in companies.values()} == {20}


def test_faults_of_all_companies_are_told_at_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ACME_KEY", "HARBOUR_TOKEN"):
        monkeypatch.delenv(name)
    with pytest.raises(ConfigurationError) as caught:
        Companies.from_file(file)
    assert str(caught.value).splitlines() == [
        f"{file} cannot be used:",
        "  companies.harbour.token: the environment variable HARBOUR_TOKEN is not set",
        "  companies.acme.api_key: the environment variable ACME_KEY is not set",
    ]
