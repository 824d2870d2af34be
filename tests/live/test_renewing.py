"""The password grant: one token for all calls, renewed in time, renewed once when it ended."""

from typing import Any

import pytest
from ledgerspan import (
    AuthenticationError,
    ServerError,
    ValidationError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled, stored
from tests.live.drafts import plain_draft
from tests.live.grants import TOKENS, Clock, grant_of, grants

pytestmark = pytest.mark.anyio


async def test_the_password_grant_fetches_one_token_for_all_calls(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box))
    assert len(await settled(client.incomes.list(page_size=10).to_list())) == 40
    await settled(client.incomes.create(plain_draft()))
    assert grants(box) == ["password"]


async def test_a_token_is_renewed_before_it_ends(box: Sandbox, opened: Opened, kind: str) -> None:
    clock = Clock()
    client = opened("daftra", kind, oauth=grant_of(box, clock=clock))
    await settled(client.incomes.get("7"))
    clock.now = 94_694_400 - 31
    await settled(client.incomes.get("7"))
    assert grants(box) == ["password"]
    clock.now = 94_694_400 - 29
    await settled(client.incomes.get("7"))
    assert grants(box) == ["password", "refresh_token"]


async def test_an_ended_token_is_renewed_once_and_the_read_repeated(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box), date_format="DD/MM/YYYY")
    income = await settled(client.incomes.get("7"))
    box.expire_tokens()
    assert income == await settled(client.incomes.get("7"))
    assert grants(box) == ["password", "refresh_token"]
    assert [request.status for request in asked(box, "GET")] == [200, 401, 200]


async def test_an_ended_token_is_renewed_once_and_the_write_repeated(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box))
    await settled(client.incomes.get("7"))
    box.expire_tokens()
    await settled(client.incomes.create(plain_draft()))
    assert [request.status for request in asked(box, "POST", "/incomes")] == [401, 202]
    assert (grants(box), stored(box)) == (["password", "refresh_token"], 1)


async def test_a_401_that_stays_is_told_after_one_renewal(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box), retry=AT_ONCE)
    box.faults.add(Fault("status", status=401, path="/incomes"))
    with pytest.raises(AuthenticationError):
        await settled(client.incomes.get("7"))
    assert (len(asked(box, "GET")), grants(box)) == (2, ["password", "refresh_token"])


@pytest.mark.parametrize("status", [400, 401])
async def test_a_refused_renewal_falls_back_to_the_password(
    box: Sandbox, opened: Opened, kind: str, status: int
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box))
    await settled(client.incomes.get("7"))
    box.expire_tokens()
    box.faults.add(Fault("status", status=status, path=TOKENS, times=1))
    await settled(client.incomes.get("7"))
    assert grants(box) == ["password", "refresh_token", "password"]


@pytest.mark.parametrize("wrong", ["client_secret", "password"])
async def test_a_wrong_password_or_app_secret_is_an_authentication_error(
    box: Sandbox, opened: Opened, kind: str, wrong: str
) -> None:
    given: dict[str, Any] = {wrong: "invented-wrong"}
    client = opened("daftra", kind, oauth=grant_of(box, **given))
    with pytest.raises(AuthenticationError) as caught:
        await settled(client.incomes.get("7"))
    assert (caught.value.status, len(asked(box))) == (401, 1)


async def test_a_token_endpoint_that_fails_is_asked_again(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    box.faults.add(Fault("status", status=503, path=TOKENS, times=2))
    client = opened("daftra", kind, oauth=grant_of(box), retry=AT_ONCE)
    assert (await settled(client.incomes.get("7"))).id == "7"
    assert len(grants(box)) == 3


async def test_a_token_endpoint_that_stays_down_is_told_and_no_write_goes_out(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    box.faults.add(Fault("status", status=503, path=TOKENS))
    client = opened("daftra", kind, oauth=grant_of(box), retry=AT_ONCE)
    with pytest.raises(ServerError):
        await settled(client.incomes.create(plain_draft()))
    assert (len(asked(box)), len(grants(box))) == (3, 3)


def test_a_token_endpoint_that_wants_something_else_is_a_validation_error(box: Sandbox) -> None:
    box.faults.add(Fault("status", status=400, path=TOKENS))
    with box.daftra(oauth=grant_of(box)) as daftra, pytest.raises(ValidationError):
        daftra.incomes.get("7")
