"""Who is kept from steering: over the wire, what a browser sends for a page of somebody else."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.guard import refusal

from tests.sandbox.contents import create_income


def said(answer: httpx.Response) -> str:
    reason: str = answer.json()["error"]
    return reason


@pytest.fixture
def ask(box: Sandbox) -> Iterator[Callable[..., httpx.Response]]:
    with httpx.Client(base_url=box.url) as client:

        def ask(method: str, path: str, **headers: str) -> httpx.Response:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return client.request(method, path, headers=named)

        yield ask


@pytest.mark.parametrize("path", ["/", "/__sandbox", "/__sandbox/requests", "/docs/nuvio"])
def test_a_foreign_name_that_points_here_is_refused(
    ask: Callable[..., httpx.Response], path: str
) -> None:
    answer = ask("GET", path, host="books.attacker.example:8026")
    assert answer.status_code == 403
    assert "you asked books.attacker.example:8026" in said(answer)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://attacker.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
)
def test_a_page_of_another_origin_cannot_steer(
    box: Sandbox, ask: Callable[..., httpx.Response], headers: dict[str, str]
) -> None:
    create_income(box)
    answer = ask("POST", "/__sandbox/reset", **headers)
    assert (answer.status_code, "must not steer this sandbox" in said(answer)) == (403, True)
    assert ask("POST", "/", **headers).status_code == 403
    assert len(box.requests) == 1


def test_its_own_page_and_plain_clients_steer(
    box: Sandbox, ask: Callable[..., httpx.Response]
) -> None:
    own = {"origin": box.url, "sec_fetch_site": "same-origin"}
    assert ask("POST", "/__sandbox/reset", **own).status_code == 200
    assert ask("POST", "/__sandbox/reset").status_code == 200
    port = box.url.rpartition(":")[2]
    named = {"host": f"localhost:{port}", "origin": f"http://localhost:{port}"}
    assert ask("POST", "/__sandbox/reset", **named).status_code == 200


def test_a_link_from_elsewhere_opens_the_start_page(ask: Callable[..., httpx.Response]) -> None:
    assert ask("GET", "/", sec_fetch_site="cross-site").status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:80", "[::1]:8026", "LOCALHOST"])
def test_every_loopback_name_will_do(host: str) -> None:
    assert refusal("POST", {"host": host, "origin": f"http://{host}"}, "http") is None


@pytest.mark.parametrize(
    "host", ["", "127.0.0.1.nip.example", "localhost.attacker.example", "[", "127.0.0.1, a.example"]
)
def test_no_other_name_will_do(host: str) -> None:
    assert refusal("GET", {"host": host}, "http") is not None


def test_the_apis_answer_to_any_name(box: Sandbox, ask: Callable[..., httpx.Response]) -> None:
    key = box.daftra_companies[0].api_key
    answer = ask("GET", "/daftra/api2/site_info", host="acme.daftra.example", apikey=key)
    assert answer.status_code == 200
