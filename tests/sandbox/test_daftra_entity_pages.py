"""Lists of v2 are the flat paginator of Laravel, and every record is on one of its pages."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.daftra.entities.paginator import Asked, paginator

Connect = Callable[..., httpx.Client]


def test_a_page_in_the_middle_says_where_it_stands(either: Sandbox, v2: Connect) -> None:
    page = v2(either).get("/entity/income/list/1?page=2&per_page=10").json()
    rows = page.pop("data")
    path = "/v2/api/entity/income/list/1"
    assert len(rows) == 10
    assert page == {
        "current_page": 2,
        "first_page_url": f"{path}?page=1",
        "from": 11,
        "last_page": 3,
        "last_page_url": f"{path}?page=3",
        "links": [
            {"url": f"{path}?page=1", "label": "&laquo; Previous", "page": 1, "active": False},
            {"url": f"{path}?page=1", "label": "1", "page": 1, "active": False},
            {"url": f"{path}?page=2", "label": "2", "page": 2, "active": True},
            {"url": f"{path}?page=3", "label": "3", "page": 3, "active": False},
            {"url": f"{path}?page=3", "label": "Next &raquo;", "page": 3, "active": False},
        ],
        "next_page_url": f"{path}?page=3",
        "path": path,
        "per_page": 10,
        "prev_page_url": f"{path}?page=1",
        "to": 20,
        "total": 30,
    }


def test_the_ends_have_no_neighbour(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    first = client.get("/entity/income/list/1?per_page=15").json()
    last = client.get("/entity/income/list/1?per_page=15&page=2").json()
    assert (first["prev_page_url"], last["next_page_url"]) == (None, None)
    assert first["next_page_url"] == last["path"] + "?page=2"


@pytest.mark.parametrize("query", ["page=9", "filter[id]=0", "page=999999999999999999&per_page=7"])
def test_a_page_without_rows_stands_nowhere(either: Sandbox, v2: Connect, query: str) -> None:
    page = v2(either).get(f"/entity/income/list/1?{query}").json()
    assert (page["data"], page["from"], page["to"]) == ([], None, None)
    assert page["next_page_url"] is None
    assert page["last_page"] >= 1


def test_20_is_the_size_and_limit_is_ignored(either: Sandbox, v2: Connect) -> None:
    page = v2(either).get("/entity/income/list/1?limit=5").json()
    assert (page["per_page"], len(page["data"]), page["last_page"]) == (20, 20, 2)


def test_no_size_is_cut_short(either: Sandbox, v2: Connect) -> None:
    page = v2(either).get("/entity/income/list/1?per_page=100000").json()
    assert (page["per_page"], len(page["data"]), page["last_page"]) == (100000, 30, 1)


@pytest.mark.parametrize("query", ["", "&filter[id][gt]=0", "&sort[amount]=desc"])
def test_every_record_is_on_one_page(either: Sandbox, v2: Connect, query: str) -> None:
    client = v2(either)
    seen: list[int] = []
    for number in range(1, 6):
        address = f"/entity/income/list/1?per_page=7&page={number}{query}"
        seen += [row["id"] for row in client.get(address).json()["data"]]
    assert sorted(seen) == list(range(1, 31))


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=two", "per_page=0", "per_page=", "page="]
)
def test_a_page_that_is_no_number_is_refused_by_name(
    either: Sandbox, v2: Connect, query: str
) -> None:
    answer = v2(either).get(f"/entity/income/list/1?{query}")
    assert answer.status_code == 400
    assert answer.json()["message"].startswith(f"The {query.partition('=')[0]} must be")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (1, "1 2 3 4 5 6 7 8 9 10 ... 29 30"),
        (7, "1 2 3 4 5 6 7 8 9 10 ... 29 30"),
        (8, "1 2 ... 5 6 7 8 9 10 11 ... 29 30"),
        (15, "1 2 ... 12 13 14 15 16 17 18 ... 29 30"),
        (23, "1 2 ... 20 21 22 23 24 25 26 ... 29 30"),
        (24, "1 2 ... 21 22 23 24 25 26 27 28 29 30"),
        (30, "1 2 ... 21 22 23 24 25 26 27 28 29 30"),
    ],
)
def test_a_long_list_has_a_window_of_buttons(page: int, expected: str) -> None:
    links: list[dict[str, Any]] = paginator([], Asked(page, 1), 30, "/x")["links"][1:-1]
    assert " ".join(each["label"] for each in links) == expected
    assert [each["label"] for each in links if each["active"]] == [str(page)]
    assert {each["url"] for each in links if each["label"] == "..."} == {None}


def test_up_to_13_pages_all_have_a_button() -> None:
    links = paginator([], Asked(1, 1), 13, "/x")["links"]
    assert [each["label"] for each in links[1:-1]] == [str(number) for number in range(1, 14)]
