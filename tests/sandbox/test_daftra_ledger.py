"""The Daftra ledger: codes, totals, system accounts, and entries that balance."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]

MAIN, RENT, SUPPLIES = 1, 5, 6
BALANCED = [
    {"journal_account_id": RENT, "debit": "10.50"},
    {"journal_account_id": str(MAIN), "credit": 10.5},
]


def book(client: httpx.Client, lines: Any = None, **members: Any) -> httpx.Response:
    body: dict[str, Any] = {"Journal": members}
    if lines is not None:
        body["JournalTransaction"] = lines
    return client.post("/journals", json=body)


def read(client: httpx.Client, place: str) -> dict[str, Any]:
    record: dict[str, Any] = next(iter(client.get(place).json()["data"].values()))
    return record


def reasons(answer: httpx.Response, key: str = "Journal") -> set[str]:
    assert answer.status_code == 400
    found = answer.json()["validation_errors"]
    return set(found.get(key, found))


def test_seeded_entries_balance(either: Sandbox, daftra: Connect) -> None:
    for row in daftra(either).get("/journals").json()["data"]:
        entry = row["Journal"]
        for side in ("debit", "credit"):
            lines = [Decimal(str(line[side])) for line in entry["JournalTransaction"]]
            assert sum(lines) == Decimal(str(entry[f"total_{side}"])) > 0


def test_lines_are_written_beside_the_entry_and_read_inside_it(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    number = book(client, BALANCED, description="Rent").json()["id"]
    entry = read(client, f"/journals/{number}")
    assert [str(line["journal_account_id"]) for line in entry["JournalTransaction"]] == ["5", "1"]
    assert {str(line["journal_id"]) for line in entry["JournalTransaction"]} == {str(number)}
    assert {Decimal(str(entry[name])) for name in ("total_debit", "total_credit")} == {
        Decimal("10.5")
    }


def test_the_keys_of_other_records_are_texts_in_both_dialects(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    line = read(client, "/journals/1")["JournalTransaction"][0]
    assert isinstance(line["journal_id"], str)
    assert isinstance(line["journal_account_id"], str)


def test_lines_inside_the_entry_empty_it(either: Sandbox, daftra: Connect) -> None:
    answer = book(daftra(either), JournalTransaction=BALANCED)
    assert (answer.status_code, answer.json()["message"]) == (400, "Journal is empty")


def test_an_entry_gets_the_next_number_unless_it_has_one(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    numbers = [
        read(client, f"/journals/{book(client, **given).json()['id']}")["number"]
        for given in ({}, {"number": "M-7"}, {})
    ]
    assert numbers == ["000013", "M-7", "000014"]


@pytest.mark.parametrize(
    "lines",
    [
        [{"journal_account_id": RENT, "debit": 10}],
        [{"journal_account_id": RENT, "debit": 10}, {"journal_account_id": MAIN, "credit": 9.99}],
    ],
)
def test_lines_that_do_not_balance_are_refused(
    either: Sandbox, daftra: Connect, lines: list[dict[str, Any]]
) -> None:
    assert reasons(book(daftra(either), lines)) == {"total_debit"}
    assert either.requests[-1].stored is False


def test_totals_that_do_not_balance_are_refused(either: Sandbox, daftra: Connect) -> None:
    assert reasons(book(daftra(either), total_debit=1, total_credit=2)) == {"total_debit"}


def test_totals_that_differ_from_the_lines_are_refused(either: Sandbox, daftra: Connect) -> None:
    refused = book(daftra(either), BALANCED, total_debit=11, total_credit=11)
    assert reasons(refused) == {"total_debit", "total_credit"}


def test_an_account_that_does_not_exist_is_a_reason_against_its_line(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    lines = [BALANCED[0], {"journal_account_id": 999, "credit": "10.50"}]
    flat, nested = (
        book(daftra(each), lines).json()["validation_errors"] for each in (documented, box)
    )
    assert flat["journal_account_id"].startswith("line 2: ")
    assert nested == {"JournalTransaction": {"journal_account_id": [flat["journal_account_id"]]}}


@pytest.mark.parametrize("lines", [{}, "x", [1], [None]])
def test_lines_that_are_no_objects_are_refused(
    either: Sandbox, daftra: Connect, lines: Any
) -> None:
    assert reasons(book(daftra(either), lines)) == {"JournalTransaction"}


def test_an_update_replaces_the_lines_that_it_names_and_keeps_them_otherwise(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    place = f"/journals/{book(client, BALANCED).json()['id']}"
    assert client.put(place, json={"Journal": {"name": "Rent"}}).status_code == 200
    assert len(read(client, place)["JournalTransaction"]) == 2
    lines = [{**line, "journal_account_id": SUPPLIES} for line in BALANCED] * 2
    client.put(place, json={"Journal": {}, "JournalTransaction": lines})
    entry = read(client, place)
    assert {line["journal_account_id"] for line in entry["JournalTransaction"]} == {str(SUPPLIES)}
    assert Decimal(str(entry["total_debit"])) == 21
    assert client.put(place, json={"Journal": {"total_debit": 1}}).status_code == 400


def test_lines_may_be_sent_back_as_they_were_read(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    place = f"/journals/{book(client, BALANCED).json()['id']}"
    lines = read(client, place)["JournalTransaction"]
    sent = {"Journal": {}, "JournalTransaction": lines}
    assert client.put(place, json=sent).status_code == 200
    assert {line["id"] for line in lines} & {
        line["id"] for line in read(client, place)["JournalTransaction"]
    } == set()


def test_an_account_and_its_category_count_the_lines(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    before = [Decimal(str(read(client, place)["total_debit"])) for place in PLACES]
    book(client, BALANCED)
    after = [Decimal(str(read(client, place)["total_debit"])) for place in PLACES]
    assert [new - old for new, old in zip(after, before, strict=True)] == [Decimal("10.5")] * 2


PLACES = (f"/journal_accounts/{RENT}", "/journal_cats/3")


def test_the_totals_of_an_account_cannot_be_written(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    before = read(client, PLACES[0])["total_debit"]
    body = {"JournalAccount": {"name": "Rent", "code": "3101", "total_debit": 999}}
    assert client.put(PLACES[0], json=body).status_code == 200
    assert read(client, PLACES[0])["total_debit"] == before


def test_a_code_is_given_once(either: Sandbox, daftra: Connect) -> None:
    for path, key, code in (
        ("journal_accounts", "JournalAccount", "3101"),
        ("journal_cats", "JournalCat", "11"),
    ):
        client = daftra(either)
        answer = client.post(f"/{path}", json={key: {"name": "Again", "code": code}})
        found = answer.json()["validation_errors"]
        assert found.get(key, found)["code"] in ("Code already exists", ["Code already exists"])
        assert client.post(f"/{path}", json={key: {"code": "9999"}}).status_code == 202
        assert client.post(f"/{path}", json={key: {"code": None}}).status_code == 202


def test_an_account_keeps_its_own_code(either: Sandbox, daftra: Connect) -> None:
    body = {"JournalAccount": {"name": "Rent", "code": "3101"}}
    assert daftra(either).put(PLACES[0], json=body).status_code == 200


def test_the_other_company_may_use_the_same_code(either: Sandbox, daftra: Connect) -> None:
    codes = [
        {row["JournalAccount"]["code"] for row in data}
        for data in (
            daftra(either, company).get("/journal_accounts").json()["data"] for company in (0, 1)
        )
    ]
    assert codes[0] == codes[1]


@pytest.mark.parametrize(
    "place",
    [
        "/journal_accounts/8",  # it has lines
        "/journal_accounts/2",  # the system keeps it
        "/journal_cats/5",  # it has accounts
        "/journal_cats/1",  # it has a category below
    ],
)
def test_system_and_parent_accounts_refuse_deletion(
    either: Sandbox, daftra: Connect, place: str
) -> None:
    answer = daftra(either).delete(place)
    assert (answer.status_code, answer.json()["result"]) == (400, "failed")


def test_categories_nest_and_never_in_a_ring(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert read(client, "/journal_accounts/1")["parent_cat_ids"] == "1,5"
    body = {"JournalCat": {"name": "Assets", "code": "1", "journal_cat_id": 5}}
    assert reasons(client.put("/journal_cats/1", json=body), "JournalCat") == {"journal_cat_id"}
