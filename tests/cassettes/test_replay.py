"""A replay gives each request its own answer, and says what it has when it has none."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from ledgerspan import Daftra, Nuvio, ServerError
from ledgerspan.cassettes import Recorder, Replay

INCOMES = "https://acme.daftra.com/api2/incomes"
FILTERED = "https://api.nuvio.io/v1/list-incomes"


class Counting(httpx.MockTransport):
    """Answer each request with the next number."""

    def __init__(self) -> None:
        self.count = 0
        super().__init__(self.answer)

    def answer(self, _: httpx.Request) -> httpx.Response:
        self.count += 1
        return httpx.Response(200, json={"code": self.count}, headers={"X-Cache": "no"})


def replay_of(
    tmp_path: Path, *requests: tuple[str, str, Any], strict: bool = False
) -> httpx.Client:
    """Record some requests, answered 1, 2, 3 and so on; return a client of the replay."""
    file = tmp_path / "tape.ndjson"
    headers = {"apikey": "invented-key"}
    with httpx.Client(transport=Recorder(file, Counting()), headers=headers) as client:
        for method, url, body in requests:
            client.request(method, url, json=body)
    return httpx.Client(transport=Replay(file, strict=strict))


def answer(client: httpx.Client, method: str, url: str, body: Any = None) -> int:
    told = client.request(method, url, json=body)
    return int(told.json()["code"])


def test_answers_are_found_by_method_path_and_query_in_any_order(tmp_path: Path) -> None:
    client = replay_of(
        tmp_path,
        ("GET", f"{INCOMES}?page=1&limit=5", None),
        ("GET", f"{INCOMES}?page=2&limit=5", None),
        ("DELETE", f"{INCOMES}/7", None),
        ("GET", f"{INCOMES}/7", None),
    )
    assert answer(client, "GET", f"{INCOMES}?limit=5&page=2") == 2
    assert answer(client, "GET", f"{INCOMES}/7") == 4
    assert answer(client, "DELETE", f"{INCOMES}/7") == 3
    assert answer(client, "GET", f"{INCOMES}?limit=5&page=1") == 1


def test_the_host_and_what_stands_before_the_root_do_not_matter(tmp_path: Path) -> None:
    client = replay_of(tmp_path, ("GET", INCOMES, None), ("POST", FILTERED, {}))
    assert answer(client, "GET", "http://127.0.0.1:8028/daftra/api2/incomes") == 1
    assert answer(client, "POST", "https://nuvio.somewhere.com/v1/list-incomes", {}) == 2


def test_bodies_tell_requests_apart_whatever_the_order_of_members(tmp_path: Path) -> None:
    client = replay_of(
        tmp_path,
        ("POST", FILTERED, {"startDate": "2026-01-01", "endDate": "2026-03-31"}),
        ("POST", FILTERED, {"startDate": "2026-04-01", "endDate": "2026-06-30"}),
    )
    second = {"endDate": "2026-06-30", "startDate": "2026-04-01"}
    assert answer(client, "POST", FILTERED, second) == 2
    assert client.post(FILTERED, json={"startDate": "2026-04-01"}).status_code == 501


@pytest.mark.parametrize(
    "other",
    [
        {"tags": ["x"], "amount": 5},
        {"tags": ["x", "y"], "amount": "5"},
        {"tags": ["x", "y"], "amount": 5, "more": 1},
        {"tags": {"0": "x", "1": "y"}, "amount": 5},
        {"tags": ["x", "y"], "amount": True},
    ],
)
def test_another_body_is_another_request(tmp_path: Path, other: Any) -> None:
    told = {"tags": ["x", "y"], "amount": 5}
    client = replay_of(tmp_path, ("POST", "https://api.nuvio.io/v1/income", told))
    assert client.post("https://api.nuvio.io/v1/income", json=other).status_code == 501


def test_what_was_masked_in_a_request_matches_anything(tmp_path: Path) -> None:
    client = replay_of(
        tmp_path,
        ("GET", f"{INCOMES}?keywords=Amal&page=1", None),
        ("POST", FILTERED, {"customerCode": "C-001", "tagName": "repeat customer"}),
    )
    assert answer(client, "GET", f"{INCOMES}?keywords=Bruno&page=1") == 1
    assert answer(client, "GET", f"{INCOMES}?keywords=Bruno&page=2") == 501
    assert answer(client, "POST", FILTERED, {"customerCode": "C-001", "tagName": "export"}) == 2
    other = {"customerCode": "C-002", "tagName": "repeat customer"}
    assert client.post(FILTERED, json=other).status_code == 501


def test_forms_and_other_bodies_are_compared_too(tmp_path: Path) -> None:
    file = tmp_path / "tape.ndjson"
    url = "https://acme.daftra.com/v2/oauth/token"
    form = {"grant_type": "password", "client_secret": "invented-secret"}
    with httpx.Client(transport=Recorder(file, Counting())) as client:
        client.post(url, data=form)
        client.post(url, content=b"not json")
    assert "invented-secret" not in file.read_text("utf-8")
    with httpx.Client(transport=Replay(file)) as client:
        other = {**form, "client_secret": "another"}
        assert client.post(url, data=other).json() == {"code": 1}
        assert client.post(url, data={**form, "grant_type": "code"}).status_code == 501
        assert client.post(url, content=b"masked").json() == {"code": 2}
        assert client.post(url, content=b"something else").status_code == 501


def test_repeated_requests_get_their_answers_in_order_and_then_the_last_again(
    tmp_path: Path,
) -> None:
    client = replay_of(tmp_path, *[("GET", INCOMES, None)] * 3)
    assert [answer(client, "GET", INCOMES) for _ in range(5)] == [1, 2, 3, 3, 3]


def test_a_strict_replay_gives_each_answer_once(tmp_path: Path) -> None:
    client = replay_of(tmp_path, *[("GET", INCOMES, None)] * 2, strict=True)
    assert [answer(client, "GET", INCOMES) for _ in range(3)] == [1, 2, 501]
    told = client.get(INCOMES).json()["message"]
    assert told.endswith("its 2 recorded answers have been given")


def test_a_miss_names_the_nearest_request(tmp_path: Path) -> None:
    client = replay_of(tmp_path, ("GET", f"{INCOMES}?page=1", None), ("GET", f"{INCOMES}/7", None))
    told = client.get(f"{INCOMES}?page=9").json()
    assert told["message"] == (
        "no recorded answer for GET /api2/incomes?page=9: "
        "the nearest is #1 GET /api2/incomes?page=1"
    )


def test_a_miss_for_its_body_says_so(tmp_path: Path) -> None:
    client = replay_of(tmp_path, ("POST", FILTERED, {"startDate": "2026-01-01"}))
    told = client.post(FILTERED, json={"startDate": "2026-02-01"}).json()
    assert told["errors"][0].endswith("#1 POST /v1/list-incomes, with another body")


def test_an_empty_cassette_says_that_it_is_empty(tmp_path: Path) -> None:
    told = replay_of(tmp_path).get(INCOMES).json()["message"]
    assert told == "no recorded answer for GET /api2/incomes: nothing was recorded"


def test_a_path_of_neither_api_is_a_miss_too(tmp_path: Path) -> None:
    told = replay_of(tmp_path).get("https://acme.daftra.com/owner").json()["message"]
    assert told.endswith("it is no path of Daftra or Nuvio")


def test_a_client_gets_a_miss_as_an_error_of_its_own_kind_at_once(tmp_path: Path) -> None:
    replay = replay_of(tmp_path)._transport
    with Daftra("acme", api_key="any", transport=replay) as daftra:
        with pytest.raises(ServerError, match="no recorded answer for GET /api2/taxes") as caught:
            daftra.taxes.list().to_list()
        assert (caught.value.status, caught.value.attempts) == (501, 1)
    told = "no recorded answer for GET /v1/taxes"
    with Nuvio(token="any", transport=replay) as nuvio, pytest.raises(ServerError, match=told):
        nuvio.taxes.list().to_list()


def test_headers_that_decide_something_come_back_and_others_do_not(tmp_path: Path) -> None:
    told = replay_of(tmp_path, ("GET", INCOMES, None)).get(INCOMES)
    assert told.headers["content-type"] == "application/json"
    assert "x-cache" not in told.headers
