"""The life of a client: shared by threads, pickled, closed and used again."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, make, settled
from tests.live.drafts import plain_draft
from tests.live.grants import grant_of

pytestmark = pytest.mark.anyio


def copied(client: Any) -> Any:
    """Return a client that went through a pickle."""
    return pickle.loads(pickle.dumps(client))  # noqa: S301  # our own bytes


async def test_a_pickled_client_works_again(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    assert box.url
    client = opened(provider, kind, transport=None, retry=2)
    expected = await settled(client.incomes.list().to_list())
    again = copied(client)
    assert expected == await settled(again.incomes.list().to_list())
    assert (type(again), repr(again)) == (type(client), repr(client))
    await settled(again.close())


async def test_a_pickled_client_keeps_its_options(box: Sandbox, opened: Opened, kind: str) -> None:
    assert box.url
    client = opened("daftra", kind, transport=None, page_size=7, prefetch=2)
    await settled(client.incomes.list().first())
    again = copied(client)
    box.requests.clear()
    await settled(again.incomes.list().to_list())
    assert {request.query.partition("&")[2] for request in box.requests} == {"limit=7"}
    await settled(again.close())


async def test_a_client_with_a_password_grant_pickles_too(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    assert box.url
    client = opened("daftra", kind, transport=None, oauth=grant_of(box))
    expected = await settled(client.incomes.get("7"))
    again = copied(client)
    assert expected == await settled(again.incomes.get("7"))
    await settled(again.close())


def test_a_copied_client_works(box: Sandbox, provider: str) -> None:
    with make(box, provider, "sync") as client, copy.copy(client) as again:
        assert client.incomes.list().to_list() == again.incomes.list().to_list()


@pytest.mark.parametrize("wire", [False, True], ids=["in-process", "wire"])
def test_eight_threads_share_a_client(box: Sandbox, provider: str, *, wire: bool) -> None:
    options: dict[str, Any] = {"transport": None} if wire else {}
    assert not wire or box.url
    with make(box, provider, "sync", **options) as client:
        expected = client.incomes.list().to_list()

        def work(place: int) -> tuple[Any, Any]:
            return client.incomes.list().to_list(), client.incomes.get(expected[place].id)

        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(work, range(16)))
    assert found == [(expected, income) for income in expected[:16]]


def test_eight_threads_writing_store_each_income_once(box: Sandbox, provider: str) -> None:
    with make(box, provider, "sync") as client:

        def write(place: int) -> str:
            return str(client.incomes.create(plain_draft(description=f"write {place}")).id)

        with ThreadPoolExecutor(8) as pool:
            ids = set(pool.map(write, range(24)))
        written = [i for i in client.incomes.list() if (i.description or "").startswith("write ")]
    assert len(ids) == 24
    assert {income.id for income in written} == ids


@pytest.mark.parametrize("wire", [False, True], ids=["in-process", "wire"])
async def test_a_closed_client_opens_again_when_it_is_used(
    box: Sandbox, opened: Opened, provider: str, kind: str, *, wire: bool
) -> None:
    assert not wire or box.url
    options: dict[str, Any] = {"transport": None} if wire else {}
    client = opened(provider, kind, **options)
    before = await settled(client.incomes.list().to_list())
    await settled(client.close())
    await settled(client.close())
    assert before == await settled(client.incomes.list().to_list())


def test_leaving_the_with_block_closes_a_client(box: Sandbox, provider: str) -> None:
    assert box.url
    with make(box, provider, "sync", transport=None) as client:
        client.incomes.list().first()
        assert client._session._pool._transport is not None
    assert client._session._pool._transport is None


async def test_leaving_the_async_with_block_closes_a_client(box: Sandbox, provider: str) -> None:
    assert box.url
    async with make(box, provider, "async", transport=None) as client:
        await client.incomes.list().first()
        assert client._session._pool._transport is not None
    assert client._session._pool._transport is None


def test_a_client_that_was_never_used_opens_nothing(box: Sandbox, provider: str) -> None:
    with make(box, provider, "sync") as client:
        assert client._session._pool._transport is None
