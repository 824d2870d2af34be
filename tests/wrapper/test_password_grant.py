"""The password grant: fetch, renew before the end, fall back to the password."""

import json
from typing import Any

import pytest
from ledgerspan.auth import PasswordGrant
from ledgerspan.call import Call
from ledgerspan.config import Options, Secret
from ledgerspan.daftra.envelope import is_read, judge
from ledgerspan.errors import AuthenticationError, ConfigurationError, ServerError
from ledgerspan.pipeline import Pipeline, Send
from ledgerspan.retry import NO_RETRY

from .fakes import FakeAnswer, says

SECRETS = {"client_secret": "invented-app-secret", "password": "invented pass word"}


class Clock:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def grant(clock: Clock | None = None, **changes: Any) -> PasswordGrant:
    made_with: dict[str, Any] = {
        "client_id": "1",
        "username": "amira@books.example",
        **SECRETS,
        **changes,
    }
    return PasswordGrant(**made_with, clock=clock or Clock())


def token(name: str, expires_in: object = 3600, refresh: str | None = None) -> bytes:
    return json.dumps(
        {"access_token": name, "expires_in": expires_in, "refresh_token": refresh}
    ).encode()


def body_of(call: Call) -> dict[str, str]:
    return dict(json.loads(call.content or b""))


def test_at_first_there_is_no_header() -> None:
    assert grant().header() is None


def test_the_first_token_is_fetched_with_the_password() -> None:
    call = grant().token_call()
    assert (call.method, call.url, call.read) == ("POST", "/v2/oauth/token", True)
    assert body_of(call) == {
        "grant_type": "password",
        "client_id": "1",
        "client_secret": "invented-app-secret",
        "username": "amira@books.example",
        "password": "invented pass word",
    }


def test_a_token_becomes_a_bearer_header() -> None:
    auth = grant()
    auth.accept(token("first"))
    assert auth.header() == ("Authorization", "Bearer first")


def test_a_token_is_renewed_half_a_minute_before_its_end() -> None:
    clock = Clock()
    auth = grant(clock)
    auth.accept(token("first", 3600))
    clock.now += 3569
    assert auth.header() is not None
    clock.now += 1
    assert auth.header() is None


def test_a_token_that_lives_shorter_than_that_is_used_up_to_its_half() -> None:
    clock = Clock()
    auth = grant(clock)
    auth.accept(token("first", 20))
    clock.now += 9.9
    assert auth.header() is not None
    clock.now += 0.1
    assert auth.header() is None


def test_a_token_without_a_lifetime_lives_until_it_is_refused() -> None:
    clock = Clock()
    auth = grant(clock)
    auth.accept(token("first", None))
    clock.now += 10**9
    assert auth.header() == ("Authorization", "Bearer first")


@pytest.mark.parametrize("lifetime", [0, -1, 0.5, 1e300])
def test_a_lifetime_that_says_nothing_does_not_fetch_for_ever(lifetime: float) -> None:
    header, grants = fetch(grant(), FakeAnswer(token("first", lifetime)))
    assert (header, grants) == (("Authorization", "Bearer first"), ["password"])


def test_a_lifetime_sent_as_text_counts_too() -> None:
    clock = Clock()
    auth = grant(clock)
    auth.accept(token("first", "3600"))
    clock.now += 3570
    assert auth.header() is None


def refusal(status: int = 401) -> AuthenticationError:
    return AuthenticationError("ended", method="POST", url="/v2/oauth/token", status=status)


def test_a_refused_refresh_token_is_not_used_again() -> None:
    auth = grant()
    auth.accept(token("first", refresh="invented-refresh"))
    renewal = auth.token_call()
    assert body_of(renewal) == {
        "grant_type": "refresh_token",
        "client_id": "1",
        "client_secret": "invented-app-secret",
        "refresh_token": "invented-refresh",
    }
    assert auth.failed(renewal, refusal()) is True
    assert body_of(auth.token_call())["grant_type"] == "password"


def test_a_refused_password_leaves_nothing_to_try() -> None:
    auth = grant()
    assert auth.failed(auth.token_call(), refusal()) is False


def test_a_refresh_token_survives_a_server_that_is_down() -> None:
    auth = grant()
    auth.accept(token("first", refresh="invented-refresh"))
    down = ServerError("down", method="POST", url="/v2/oauth/token", status=503)
    assert auth.failed(auth.token_call(), down) is False
    assert body_of(auth.token_call())["grant_type"] == "refresh_token"


def test_a_refresh_token_that_a_renewal_does_not_repeat_stays_good() -> None:
    auth = grant()
    auth.accept(token("first", refresh="invented-refresh"))
    auth.accept(token("second"))
    assert body_of(auth.token_call())["refresh_token"] == "invented-refresh"


def test_a_renewal_refused_after_another_one_worked_drops_nothing() -> None:
    auth = grant()
    auth.accept(token("first", refresh="invented-refresh"))
    late = auth.token_call()
    auth.accept(token("second", refresh="invented-newer"))
    assert auth.failed(late, refusal()) is True
    assert body_of(auth.token_call())["refresh_token"] == "invented-newer"


def test_a_refused_token_is_dropped() -> None:
    auth = grant()
    auth.accept(token("first"))
    header = auth.header()
    assert header is not None
    assert auth.refused(header) is True
    assert auth.header() is None


def test_a_refused_token_that_was_renewed_meanwhile_is_not_dropped_again() -> None:
    auth = grant()
    auth.accept(token("second"))
    assert auth.refused(("Authorization", Secret("Bearer first"))) is True
    assert auth.header() == ("Authorization", "Bearer second")


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"{}", b"<html>", b'{"access_token":null}', b'{"access_token":""}',
     b'{"access_token":"a b"}', b'{"access_token":7}', b'{"access_token":["x"]}'],
)  # fmt: skip
def test_an_answer_without_a_usable_token_is_an_authentication_error(content: bytes) -> None:
    with pytest.raises(AuthenticationError, match="without a usable access_token"):
        grant().accept(content)


@pytest.mark.parametrize("name", ["client_id", "username", "password"])
@pytest.mark.parametrize("value", ["", None])
def test_what_the_grant_needs_is_demanded(name: str, value: object) -> None:
    with pytest.raises(ConfigurationError, match="the password grant needs client_id"):
        grant(None, **{name: value})


def test_a_secret_pasted_with_a_line_break_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="client_secret holds a blank"):
        grant(client_secret="invented\n")


def test_it_never_shows_a_secret() -> None:
    auth = grant()
    auth.accept(token("invented-access", refresh="invented-refresh"))
    assert repr(auth) == "PasswordGrant(username='amira@books.example')"
    assert [secret.reveal() for secret in auth.secrets] == [
        "invented-app-secret",
        "invented pass word",
        "invented-access",
        "invented-refresh",
    ]


def fetch(auth: PasswordGrant, *answers: FakeAnswer) -> tuple[Any, list[str]]:
    """Run the pipeline's token exchange over prepared answers; return header and grants."""
    pipeline = Pipeline(
        base_url="https://acme.daftra.com",
        auth=auth,
        judge=judge,
        is_read=is_read,
        options=Options(retry=NO_RETRY),
    )
    steps, waiting, grants = pipeline.fetch_token(), list(answers), []
    try:
        step = next(steps)
        while True:
            assert isinstance(step, Send)
            assert step.header is None
            grants.append(body_of(step.call)["grant_type"])
            step = steps.send(waiting.pop(0))
    except StopIteration as end:
        return end.value, grants


def expired(refresh: str | None = "invented-refresh") -> PasswordGrant:
    clock = Clock()
    auth = grant(clock)
    auth.accept(token("first", 60, refresh))
    clock.now += 60
    return auth


@pytest.mark.parametrize("status", [400, 401, 422])
def test_a_refused_refresh_falls_back_to_the_password(status: int) -> None:
    refused = says({"error": "invalid_grant", "error_description": "expired"}, status)
    header, grants = fetch(expired(), refused, FakeAnswer(token("second")))
    assert header == ("Authorization", "Bearer second")
    assert grants == ["refresh_token", "password"]


def test_a_refresh_that_works_needs_no_password() -> None:
    header, grants = fetch(expired(), FakeAnswer(token("second")))
    assert header == ("Authorization", "Bearer second")
    assert grants == ["refresh_token"]


def test_a_refused_password_is_an_error() -> None:
    refused = says({"error": "invalid_credentials", "error_description": "no such user"}, 401)
    with pytest.raises(AuthenticationError, match="no such user"):
        fetch(grant(), refused)


def test_a_server_that_fails_is_not_taken_for_a_refusal() -> None:
    with pytest.raises(ServerError):
        fetch(expired(), says({"message": "down"}, 503), FakeAnswer(token("second")))


def test_a_token_endpoint_that_talks_html_is_no_token() -> None:
    with pytest.raises(AuthenticationError, match="no JSON but 'Sign in'"):
        fetch(grant(), FakeAnswer(b"<html><b>Sign in</b></html>", 401))
