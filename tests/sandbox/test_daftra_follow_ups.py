"""Follow-up actions and statuses: a key reads one, a name lists those of a kind."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
PATHS = ("follow_up_actions", "follow_up_statuses")


def listed(client: httpx.Client, path: str, kind: str) -> list[dict[str, Any]]:
    answer = client.get(f"/{path}/{kind}")
    assert answer.status_code == 200
    rows: list[dict[str, Any]] = answer.json()["data"]
    assert answer.json()["pagination"] == {
        "prev": None,
        "next": None,
        "page": 1,
        "page_count": int(bool(rows)),
        "total_results": len(rows),
    }
    return rows


@pytest.mark.parametrize("path", PATHS)
def test_a_name_lists_those_of_its_kind(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    for kind, code in (("client", "1"), ("invoice", "2"), ("work_order", "8")):
        rows = listed(client, path, kind)
        assert {str(row["item_type"]) for row in rows} == {code}
        assert listed(client, path, f"{kind}.json") == rows


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wrapped_around_them(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    row = listed(client, path, "client")[0]
    assert client.get(f"/{path}/{row['id']}").json()["data"] == row


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", ["weather", "supplier", "shift"])
def test_other_names_list_nothing(either: Sandbox, daftra: Connect, path: str, kind: str) -> None:
    assert listed(daftra(either), path, kind) == []


def test_the_name_of_an_entity_lists_its_statuses(either: Sandbox, daftra: Connect) -> None:
    rows = listed(daftra(either), "follow_up_statuses", "rental_reservation_order")
    assert [row["name"] for row in rows] == ["Reserved"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("number", ["999", "0", "00", "a-b", "%20", "عميل"])
def test_digits_are_a_key_and_words_a_name_and_all_else_is_nothing(
    either: Sandbox, daftra: Connect, path: str, number: str
) -> None:
    client = daftra(either)
    assert client.get(f"/{path}/{number}").status_code == 404
    assert client.delete(f"/{path}/{number}").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_a_name_cannot_be_deleted(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    before = listed(client, path, "client")
    assert client.delete(f"/{path}/client").status_code == 404
    assert listed(client, path, "client") == before


@pytest.mark.parametrize("path", PATHS)
def test_the_other_company_has_its_own(either: Sandbox, daftra: Connect, path: str) -> None:
    number = listed(daftra(either), path, "client")[0]["id"]
    other = daftra(either, company=1)
    assert other.get(f"/{path}/{number}").status_code == 404
    assert other.delete(f"/{path}/{number}").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_they_cannot_be_made_or_changed(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    assert client.post(f"/{path}/client", json={}).headers["allow"] == "DELETE, GET"
    assert client.put(f"/{path}/1", json={}).status_code == 405
    assert client.get(f"/{path}").json()["message"] == "Invalid Endpoint"


def test_an_action_that_a_note_took_is_not_deleted(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    action = listed(client, "follow_up_actions", "client")[-1]["id"]
    note = client.post("/notes/client/1", json={"Note": {"action_id": action}}).json()["id"]
    assert client.delete(f"/follow_up_actions/{action}").status_code == 400
    client.delete(f"/notes/{note}")
    assert client.delete(f"/follow_up_actions/{action}").status_code == 200
    assert client.get(f"/follow_up_actions/{action}").status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("work_orders", {"WorkOrder": {"follow_up_status_id": 6}}),
        ("clients", {"Client": {"follow_up_status": 6}}),
        ("invoices", {"Invoice": {"client_id": 1, "follow_up_status": 6}}),
    ],
)
def test_a_status_that_a_record_has_is_not_deleted(
    either: Sandbox, daftra: Connect, path: str, body: dict[str, Any]
) -> None:
    client = daftra(either)
    number = client.post(f"/{path}", json=body).json()["id"]
    assert client.delete("/follow_up_statuses/6").status_code == 400
    assert client.delete(f"/{path}/{number}").status_code == 200
    assert client.delete("/follow_up_statuses/6").status_code == 200
