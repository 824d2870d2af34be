"""A marketplace app trades a code for tokens at the central host, and names the site it means."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
Ask = Callable[..., httpx.Response]


@pytest.fixture
def central(box: Sandbox) -> Ask:
    """Ask for tokens as the app of company 0, with members replaced or (None) left out."""

    def ask(path: str = "/oauth/token", **members: Any) -> httpx.Response:
        company = box.daftra_companies[0]
        form = {
            "grant_type": "authorization_code",
            "client_id": company.client_id,
            "client_secret": company.client_secret,
            "redirect_uri": company.redirect_uri,
            "code": company.authorization_code,
            **members,
        }
        form = {name: value for name, value in form.items() if value is not None}
        with httpx.Client(transport=box.transport, base_url=box.daftra_url) as client:
            return client.post(path, json=form)

    return ask


def renewal(tokens: dict[str, Any]) -> dict[str, Any]:
    return {
        "grant_type": "refresh_token",
        "refresh_token": tokens["refresh_token"],
        "code": None,
        "redirect_uri": None,
    }


def bearer(tokens: dict[str, Any], site: object = None) -> dict[str, str]:
    headers = {"authorization": f"Bearer {tokens['access_token']}"}
    return headers if site is None else {**headers, "site-id": str(site)}


def test_a_code_gives_tokens_and_tells_whose_account_they_open(box: Sandbox, central: Ask) -> None:
    answer = central()
    assert answer.status_code == 200
    told = answer.json()
    assert {name: type(value).__name__ for name, value in told.items()} == {
        "token_type": "str",
        "expires_in": "int",
        "access_token": "str",
        "refresh_token": "str",
        "site_id": "int",
        "subdomain": "str",
    }
    company = box.daftra_companies[0]
    assert str(told["site_id"]) == company.site_id
    assert told["subdomain"] == f"{company.subdomain}.daftra.com"


def test_the_tokens_open_both_apis_with_the_site_id(
    box: Sandbox, daftra: Connect, v2: Connect, central: Ask
) -> None:
    tokens = central().json()
    headers = bearer(tokens, tokens["site_id"])
    site = daftra(box, headers=headers).get("/site_info").json()["data"]["Site"]
    assert site["business_name"] == box.daftra_companies[0].name
    assert v2(box, headers=headers).get("/entity/tax/list/1").json()["data"]


def test_without_the_site_id_a_call_is_taught_to_send_it(
    box: Sandbox, daftra: Connect, v2: Connect, central: Ask
) -> None:
    headers = bearer(central().json())
    for answer in (
        daftra(box, headers=headers).get("/incomes"),
        v2(box, headers=headers).get("/entity/income/list"),
    ):
        assert answer.status_code == 401
        assert "send the header Site-Id" in answer.json()["message"]


def test_the_site_id_of_another_account_is_forbidden(
    box: Sandbox, daftra: Connect, v2: Connect, central: Ask
) -> None:
    headers = bearer(central().json(), box.daftra_companies[1].site_id)
    for answer in (
        daftra(box, headers=headers).get("/incomes"),
        v2(box, headers=headers).get("/entity/income/list"),
    ):
        assert answer.status_code == 403
        assert "Site-Id" in answer.json()["message"]


def test_a_code_is_good_once(central: Ask) -> None:
    assert central().status_code == 200
    again = central()
    assert (again.status_code, again.json()["error"]) == (401, "invalid_grant")


def test_the_merchant_can_agree_again(box: Sandbox, central: Ask) -> None:
    first, second = box.new_authorization_code(), box.new_authorization_code()
    assert len({first, second, box.daftra_companies[0].authorization_code}) == 3
    assert [central(code=code).status_code for code in (second, first, first)] == [200, 200, 401]


def test_a_reset_makes_the_first_code_good_and_the_others_worthless(
    box: Sandbox, central: Ask
) -> None:
    later = box.new_authorization_code()
    assert central().status_code == 200
    box.reset()
    assert central(code=later).status_code == 401
    assert central().status_code == 200


@pytest.mark.parametrize("encoding", ["urlencoded", "multipart"])
def test_the_code_may_come_in_a_form(box: Sandbox, encoding: str) -> None:
    company = box.daftra_companies[1]
    form = {
        "grant_type": "authorization_code",
        "client_id": company.client_id,
        "client_secret": company.client_secret,
        "redirect_uri": company.redirect_uri,
        "code": company.authorization_code,
    }
    with httpx.Client(transport=box.transport, base_url=box.daftra_url) as client:
        if encoding == "multipart":
            parts = {name: (None, value) for name, value in form.items()}
            answer = client.post("/oauth/token", files=parts)
        else:
            answer = client.post("/oauth/token", data=form)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"grant_type": None}, (400, "invalid_request")),
        ({"grant_type": "password"}, (400, "unsupported_grant_type")),
        ({"code": None}, (400, "invalid_request")),
        ({"redirect_uri": None}, (400, "invalid_request")),
        ({"client_secret": "wrong"}, (401, "invalid_client")),
        ({"code": "wrong"}, (401, "invalid_grant")),
        ({"redirect_uri": "https://app.example/elsewhere"}, (401, "invalid_grant")),
        ({"grant_type": "refresh_token", "refresh_token": "wrong"}, (401, "invalid_grant")),
    ],
)
def test_a_bad_exchange_is_refused_in_the_words_of_the_standard_and_spares_the_code(
    central: Ask, members: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    answer = central(**members)
    assert (answer.status_code, answer.json()["error"]) == expected
    assert answer.json()["error_description"]
    assert central().status_code == 200


def test_the_code_of_another_account_is_refused(box: Sandbox, central: Ask) -> None:
    theirs = box.daftra_companies[1].authorization_code
    assert central(code=theirs).json()["error"] == "invalid_grant"


def test_a_renewal_at_the_same_address_replaces_the_pair_and_needs_the_site_id_too(
    box: Sandbox, daftra: Connect, central: Ask
) -> None:
    first = central().json()
    second = central(**renewal(first)).json()
    assert second["site_id"] == first["site_id"]
    statuses = [
        daftra(box, headers=headers).get("/incomes").status_code
        for headers in (
            bearer(first, first["site_id"]),
            bearer(second),
            bearer(second, second["site_id"]),
        )
    ]
    assert statuses == [401, 401, 200]


def test_tokens_are_renewed_where_they_were_issued_alone(box: Sandbox, central: Ask) -> None:
    company = box.daftra_companies[0]
    app = central().json()
    login = {"grant_type": "password", "username": company.username, "password": company.password}
    person = central("/v2/oauth/token", **login).json()
    assert "site_id" not in person
    assert central("/v2/oauth/token", **renewal(app)).json()["error"] == "invalid_grant"
    assert central(**renewal(person)).json()["error"] == "invalid_grant"


def test_ended_tokens_can_be_renewed(box: Sandbox, daftra: Connect, central: Ask) -> None:
    tokens = central().json()
    box.expire_tokens()
    site = tokens["site_id"]
    assert daftra(box, headers=bearer(tokens, site)).get("/incomes").status_code == 401
    renewed = central(**renewal(tokens)).json()
    assert daftra(box, headers=bearer(renewed, site)).get("/incomes").status_code == 200


def test_keys_and_logins_need_no_site_id(box: Sandbox, daftra: Connect, central: Ask) -> None:
    company = box.daftra_companies[0]
    login = {"grant_type": "password", "username": company.username, "password": company.password}
    person = central("/v2/oauth/token", **login).json()
    assert daftra(box, headers=bearer(person)).get("/incomes").status_code == 200
    assert daftra(box, headers={"apikey": company.api_key}).get("/incomes").status_code == 200


def test_the_repr_of_a_company_shows_no_code(box: Sandbox) -> None:
    company = box.daftra_companies[0]
    assert company.authorization_code not in repr(company)
    assert company.site_id in repr(company)
