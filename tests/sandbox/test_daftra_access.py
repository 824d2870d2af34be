"""Who may call Daftra: API keys, OAuth tokens, and never the neighbour."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
Ask = Callable[..., httpx.Response]


@pytest.fixture
def oauth(box: Sandbox) -> Ask:
    """Ask for tokens as company 0, in JSON, with members replaced or (None) left out."""

    def ask(**members: Any) -> httpx.Response:
        company = box.daftra_companies[0]
        form = {
            "grant_type": "password",
            "client_id": company.client_id,
            "client_secret": company.client_secret,
            "username": company.username,
            "password": company.password,
            **members,
        }
        form = {name: value for name, value in form.items() if value is not None}
        with httpx.Client(transport=box.transport, base_url=box.daftra_url) as client:
            return client.post("/v2/oauth/token", json=form)

    return ask


def status(box: Sandbox, daftra: Connect, **headers: str) -> int:
    return daftra(box, headers=headers).get("/incomes").status_code


def test_a_key_opens_its_company_in_any_case(either: Sandbox, daftra: Connect) -> None:
    key = either.daftra_companies[1].api_key
    answer = daftra(either, headers={"APIKEY": key}).get("/site_info")
    assert answer.json()["data"]["Site"]["business_name"] == either.daftra_companies[1].name


def test_without_credentials_the_wild_answers_with_a_page_and_the_docs_with_json(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    page = daftra(box, headers={}).get("/incomes")
    assert (page.status_code, page.headers["content-type"]) == (401, "text/html; charset=UTF-8")
    failure = daftra(documented, headers={}).get("/incomes")
    assert (failure.status_code, failure.json()["code"]) == (401, 401)


def test_bad_credentials_are_refused(either: Sandbox, daftra: Connect) -> None:
    key = either.daftra_companies[0].api_key
    assert status(either, daftra, apikey="wrong") == 401
    assert status(either, daftra, apikey="") == 401
    assert status(either, daftra, authorization=f"Bearer {key}") == 401
    assert status(either, daftra, authorization="Basic abc") == 401
    assert status(either, daftra, apikey=key, authorization="Bearer x") == 401


def test_a_password_grant_gives_a_token_that_works(
    box: Sandbox, daftra: Connect, oauth: Ask
) -> None:
    tokens = oauth().json()
    assert set(tokens) == {"token_type", "expires_in", "access_token", "refresh_token"}
    assert tokens["token_type"] == "Bearer"
    assert status(box, daftra, authorization=f"Bearer {tokens['access_token']}") == 200


@pytest.mark.parametrize("encoding", ["urlencoded", "multipart"])
def test_the_token_form_may_be_urlencoded_or_multipart(box: Sandbox, encoding: str) -> None:
    company = box.daftra_companies[0]
    form = {
        "grant_type": "password",
        "client_id": company.client_id,
        "client_secret": company.client_secret,
        "username": company.username,
        "password": company.password,
    }
    with httpx.Client(transport=box.transport, base_url=box.daftra_url) as client:
        if encoding == "multipart":
            parts = {name: (None, value) for name, value in form.items()}
            answer = client.post("/v2/oauth/token", files=parts)
        else:
            answer = client.post("/v2/oauth/token", data=form)
    assert answer.status_code == 200


def test_a_refresh_token_replaces_the_pair_once(box: Sandbox, daftra: Connect, oauth: Ask) -> None:
    first = oauth().json()
    refresh = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    second = oauth(**refresh).json()
    assert status(box, daftra, authorization=f"Bearer {second['access_token']}") == 200
    assert status(box, daftra, authorization=f"Bearer {first['access_token']}") == 401
    assert oauth(**refresh).json()["error"] == "invalid_grant"


def test_expired_tokens_stop_working_and_can_be_refreshed(
    box: Sandbox, daftra: Connect, oauth: Ask
) -> None:
    tokens = oauth().json()
    box.expire_tokens()
    assert status(box, daftra, authorization=f"Bearer {tokens['access_token']}") == 401
    renewed = oauth(grant_type="refresh_token", refresh_token=tokens["refresh_token"]).json()
    assert status(box, daftra, authorization=f"Bearer {renewed['access_token']}") == 200


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"grant_type": None}, (400, "invalid_request")),
        ({"grant_type": "client_credentials"}, (400, "unsupported_grant_type")),
        ({"password": None}, (400, "invalid_request")),
        ({"client_id": 101}, (400, "invalid_request")),
        ({"client_secret": "wrong"}, (401, "invalid_client")),
        ({"password": "wrong"}, (401, "invalid_grant")),
        ({"grant_type": "refresh_token", "refresh_token": "wrong"}, (401, "invalid_grant")),
    ],
)
def test_a_token_is_refused_in_the_words_of_the_standard(
    oauth: Ask, members: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    answer = oauth(**members)
    assert (answer.status_code, answer.json()["error"]) == expected
    assert answer.json()["error_description"]


def test_a_company_cannot_reach_the_records_of_another(either: Sandbox, daftra: Connect) -> None:
    first, second = daftra(either, 0), daftra(either, 1)
    theirs = [row["Income"]["id"] for row in second.get("/incomes?limit=1000").json()["data"]]
    ours = [row["Income"]["id"] for row in first.get("/incomes?limit=1000").json()["data"]]
    assert not set(ours) & set(theirs)
    for number in theirs[:3]:
        assert first.get(f"/incomes/{number}").status_code == 404
        assert first.put(f"/incomes/{number}", json={"Income": {}}).status_code == 404
        assert first.delete(f"/incomes/{number}").status_code == 404
    client_of_second = 20
    answer = first.post("/incomes", json={"Income": {"client_id": client_of_second}})
    assert answer.status_code == 400
    assert second.get("/incomes").json()["pagination"]["total_results"] == 30
