"""`load` and `save`: several processes, and later ones, share the tokens of one sign-in."""

from typing import Any

import anyio
import anyio.to_thread
import pytest
from ledgerspan import ConfigurationError, PasswordGrant, Tokens
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, settled
from tests.live.central import Central
from tests.live.grants import grant_of, grants
from tests.live.test_token_sharing import CALLERS, all_at_once

pytestmark = pytest.mark.anyio


class Store:
    """Keep tokens as texts, as a file or a table does, and count who comes."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] | None = None
        self.loads = 0
        self.saves = 0

    def load(self) -> Tokens | None:
        self.loads += 1
        return None if self.kept is None else Tokens.from_dict(self.kept)

    def save(self, tokens: Tokens) -> None:
        self.saves += 1
        self.kept = tokens.to_dict()

    @property
    def callbacks(self) -> dict[str, Any]:
        return {"load": self.load, "save": self.save}


@pytest.fixture
def central() -> Central:
    return Central()


@pytest.fixture
def store() -> Store:
    return Store()


async def test_a_second_process_signs_in_with_the_tokens_of_the_first(
    box: Sandbox, opened: Opened, kind: str, store: Store
) -> None:
    for _ in range(2):
        client = opened("daftra", kind, oauth=grant_of(box, **store.callbacks))
        await settled(client.incomes.get("7"))
    assert (grants(box), store.loads, store.saves) == (["password"], 2, 1)


async def test_an_app_needs_its_code_only_once(central: Central, kind: str, store: Store) -> None:
    first = central.grant(code="invented-code", **store.callbacks)
    await settled(central.client(kind, first).incomes.get("7"))
    later = central.client(kind, central.grant(**store.callbacks))
    assert (await settled(later.incomes.get("7"))).id == "7"
    assert central.grants == ["authorization_code"]
    assert central.calls[-1].headers["site-id"] == "77"


async def test_tokens_are_saved_before_their_first_use(
    central: Central, kind: str, store: Store
) -> None:
    uses: list[int] = []

    def save(tokens: Tokens) -> None:
        uses.append(len(central.calls))
        store.save(tokens)

    client = central.client(kind, central.grant(code="invented-code", save=save))
    await settled(client.incomes.get("7"))
    central.expire()
    await settled(client.incomes.get("7"))
    # None before the first tokens; before the second, the first use and the one that got a 401.
    assert uses == [0, 2]


async def test_a_store_is_asked_once_while_its_tokens_live(
    central: Central, kind: str, store: Store
) -> None:
    client = central.client(kind, central.grant(code="invented-code", **store.callbacks))
    for _ in range(3):
        await settled(client.incomes.get("7"))
    assert (store.loads, store.saves) == (1, 1)


def test_whoever_waited_for_a_token_does_not_ask_the_store_again(
    central: Central, store: Store
) -> None:
    grant = central.grant(code="invented-code", **store.callbacks)
    central.client("sync", grant).incomes.get("7")
    # What a caller does who comes to the token when another has just fetched it.
    grant.recall()
    assert store.loads == 1


def test_eight_threads_ask_the_store_once(central: Central, store: Store) -> None:
    client = central.client("sync", central.grant(code="invented-code", **store.callbacks))
    assert all_at_once(lambda: client.incomes.get("7").id) == ["7"] * CALLERS
    assert (store.loads, store.saves) == (1, 1)


async def test_tokens_that_another_process_renewed_are_taken_over(
    central: Central, kind: str, store: Store
) -> None:
    ours = central.client(kind, central.grant(code="invented-code", **store.callbacks))
    theirs = central.client(kind, central.grant(**store.callbacks))
    for client in (ours, theirs):
        await settled(client.incomes.get("7"))
    central.expire()
    for client in (ours, theirs, ours):
        assert (await settled(client.incomes.get("7"))).id == "7"
    assert central.grants == ["authorization_code", "refresh_token"]


async def test_a_renewal_that_another_process_won_takes_over_what_it_saved(
    central: Central, kind: str, store: Store
) -> None:
    ours = central.client(kind, central.grant(code="invented-code", **store.callbacks))
    await settled(ours.incomes.get("7"))
    before = store.load()
    theirs = central.client(kind, central.grant(**store.callbacks))
    central.expire()
    await settled(theirs.incomes.get("7"))
    # The store as it was, at the start and before the renewal, and as it is after its refusal.
    answers = iter([before, before, store.load()])
    late = central.client(kind, central.grant(load=lambda: next(answers)))
    assert (await settled(late.incomes.get("7"))).id == "7"
    assert central.grants == ["authorization_code", "refresh_token", "refresh_token"]


async def test_a_store_that_only_has_refused_tokens_does_not_stop_a_renewal(
    box: Sandbox, opened: Opened, kind: str, store: Store
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box, load=store.load, save=store.save))
    await settled(client.incomes.get("7"))
    box.expire_tokens()
    await settled(client.incomes.get("7"))
    assert grants(box) == ["password", "refresh_token"]


async def test_what_load_raises_goes_through_and_nothing_is_sent(
    central: Central, kind: str
) -> None:
    def load() -> Tokens:
        raise ConnectionError("the invented database is away")

    client = central.client(kind, central.grant(load=load))
    with pytest.raises(ConnectionError, match="database is away"):
        await settled(client.incomes.get("7"))
    assert central.requests == []


async def test_tokens_that_could_not_be_saved_are_saved_before_they_are_used(
    central: Central, kind: str, store: Store
) -> None:
    faults = [OSError("the invented disk is full"), OSError("still full")]

    def save(tokens: Tokens) -> None:
        if faults:
            raise faults.pop(0)
        store.save(tokens)

    client = central.client(kind, central.grant(code="invented-code", save=save))
    for text in ("disk is full", "still full"):
        with pytest.raises(OSError, match=text) as caught:
            await settled(client.incomes.get("7"))
        assert "fetched but not saved" in caught.value.__notes__[0]
    assert (len(central.calls), store.saves) == (0, 0)
    assert (await settled(client.incomes.get("7"))).id == "7"
    assert (central.grants, store.saves) == (["authorization_code"], 1)


@pytest.mark.parametrize("name", ["load", "save"])
async def test_an_async_callback_is_refused(central: Central, kind: str, name: str) -> None:
    async def callback(*_: Any) -> None:
        """Never run."""

    client = central.client(kind, central.grant(**{"code": "invented-code", name: callback}))
    with pytest.raises(ConfigurationError, match=f"{name} is a plain function: it gave an await"):
        await settled(client.incomes.get("7"))


async def test_what_load_gives_must_be_tokens(central: Central, kind: str) -> None:
    client = central.client(kind, central.grant(load=lambda: {"access_token": "invented"}))
    with pytest.raises(ConfigurationError, match="load returns Tokens or None, not dict"):
        await settled(client.incomes.get("7"))


@pytest.mark.parametrize("name", ["load", "save"])
def test_what_is_no_function_is_refused(name: str) -> None:
    wrong: dict[str, Any] = {name: "file.json"}
    with pytest.raises(ConfigurationError, match=f"{name} is a function, not str"):
        PasswordGrant(client_id="1", client_secret="s", username="u", password="p", **wrong)


@pytest.mark.parametrize("name", ["load", "save"])
async def test_a_callback_that_uses_its_own_client_is_refused_and_does_not_hang(
    central: Central, name: str
) -> None:
    clients: list[Any] = []

    def callback(*_: Any) -> None:
        clients[0].incomes.get("7")

    clients.append(
        central.client("sync", central.grant(**{"code": "invented-code", name: callback}))
    )

    def call() -> None:
        with pytest.raises(ConfigurationError, match="must not use the client"):
            clients[0].incomes.get("7")

    with anyio.fail_after(10):
        await anyio.to_thread.run_sync(call, abandon_on_cancel=True)
