"""One flight for a token: whoever needs it first fetches it, the others wait for that one."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from ledgerspan import PasswordGrant
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import Opened, asked
from tests.live.grants import grant_of

pytestmark = pytest.mark.anyio

CALLERS = 8


@pytest.fixture
def grant(box: Sandbox) -> PasswordGrant:
    """Make a password grant whose endpoint takes so long that all callers come to wait."""
    box.faults.add(Fault("latency", seconds=0.1, path="/v2/oauth/token"))
    return grant_of(box)


def all_at_once(call: Callable[[], Any]) -> list[Any]:
    """Call from eight threads that start together."""
    start = threading.Barrier(CALLERS)

    def one(_: int) -> Any:
        start.wait()
        return call()

    with ThreadPoolExecutor(CALLERS) as pool:
        return list(pool.map(one, range(CALLERS)))


def tokens_asked(box: Sandbox) -> int:
    """Count the token requests."""
    return len(asked(box, "POST", "/v2/oauth/token"))


def test_eight_threads_fetch_one_token(box: Sandbox, grant: PasswordGrant) -> None:
    with box.daftra(oauth=grant) as daftra:
        found = all_at_once(lambda: daftra.incomes.get("7").id)
    assert (found, tokens_asked(box)) == (["7"] * CALLERS, 1)


async def test_eight_tasks_fetch_one_token(
    box: Sandbox, opened: Opened, grant: PasswordGrant
) -> None:
    daftra = opened("daftra", "async", oauth=grant)
    found = await asyncio.gather(*(daftra.incomes.get("7") for _ in range(CALLERS)))
    assert ([income.id for income in found], tokens_asked(box)) == (["7"] * CALLERS, 1)


def test_eight_threads_renew_an_ended_token_once(box: Sandbox, grant: PasswordGrant) -> None:
    with box.daftra(oauth=grant) as daftra:
        daftra.incomes.get("7")
        box.expire_tokens()
        found = all_at_once(lambda: daftra.incomes.get("7").id)
    assert (found, tokens_asked(box)) == (["7"] * CALLERS, 2)


async def test_eight_tasks_renew_an_ended_token_once(
    box: Sandbox, opened: Opened, grant: PasswordGrant
) -> None:
    daftra = opened("daftra", "async", oauth=grant)
    await daftra.incomes.get("7")
    box.expire_tokens()
    found = await asyncio.gather(*(daftra.incomes.get("7") for _ in range(CALLERS)))
    assert ([income.id for income in found], tokens_asked(box)) == (["7"] * CALLERS, 2)


async def test_a_caller_who_gives_up_does_not_take_the_token_from_the_others(
    opened: Opened, grant: PasswordGrant
) -> None:
    daftra = opened("daftra", "async", oauth=grant)
    calls = [asyncio.ensure_future(daftra.incomes.get("7")) for _ in range(CALLERS)]
    await asyncio.sleep(0)
    calls[0].cancel()
    found = await asyncio.gather(*calls, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert [getattr(income, "id", income) for income in found[1:]] == ["7"] * (CALLERS - 1)
