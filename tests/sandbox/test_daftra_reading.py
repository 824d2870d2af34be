"""Reading Daftra incomes: envelopes, both dialects, the five kinds of empty."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def incomes(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    return [row["Income"] for row in client.get("/incomes", params=query).json()["data"]]


def every_income(client: httpx.Client) -> list[dict[str, Any]]:
    return incomes(client, limit=1000)


def test_a_list_is_wrapped_in_an_envelope_with_pagination(either: Sandbox, daftra: Connect) -> None:
    body = daftra(either).get("/incomes").json()
    assert set(body) == {"code", "result", "data", "pagination"}
    assert (body["code"], body["result"]) == (200, "successful")
    assert all(list(row) == ["Income"] for row in body["data"])


def test_the_json_suffix_changes_nothing(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert client.get("/incomes.json").content == client.get("/incomes").content
    assert client.get("/incomes/5.json").content == client.get("/incomes/5").content
    assert client.get("/site_info.json").content == client.get("/site_info").content


def test_the_dialects_order_the_envelope_differently(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    assert next(iter(daftra(documented).get("/incomes").json())) == "code"
    assert list(daftra(box).get("/incomes").json())[-1] == "code"


def test_observed_list_rows_hold_texts_only(box: Sandbox, daftra: Connect) -> None:
    for income in every_income(daftra(box)):
        scalars = {name: value for name, value in income.items() if name != "attachments"}
        assert {type(value) for value in scalars.values()} <= {str, type(None)}


def test_documented_rows_hold_native_types_and_no_null(
    documented: Sandbox, daftra: Connect
) -> None:
    for income in every_income(daftra(documented)):
        assert None not in income.values()
        assert isinstance(income["id"], int)
        assert isinstance(income["amount"], int | float)
        assert income["is_income"] is True
        assert isinstance(income["attachments"], list)
        assert isinstance(income.get("tax1_included", True), bool)


def test_lists_write_iso_dates_in_both_dialects(either: Sandbox, daftra: Connect) -> None:
    dates = [income.get("date", "0000-00-00") for income in every_income(daftra(either))]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for date in dates)


def test_observed_details_write_the_date_as_the_site_does(box: Sandbox, daftra: Connect) -> None:
    for company, order in ((0, "{2}/{1}/{0}"), (1, "{2}-{1}-{0}")):
        client = daftra(box, company)
        row = incomes(client)[0]
        detail = client.get(f"/incomes/{row['id']}").json()["data"]["Income"]
        assert detail["date"] == order.format(*row["date"].split("-"))


def test_site_info_names_the_date_format_that_details_use(box: Sandbox, daftra: Connect) -> None:
    formats = [
        daftra(box, company).get("/site_info").json()["data"]["Site"]["date_format"]
        for company in (0, 1)
    ]
    assert formats == ["DD/MM/YYYY", "DD-MM-YYYY"]


def test_documented_site_info_has_a_key_for_the_date_format(
    documented: Sandbox, daftra: Connect
) -> None:
    site = daftra(documented).get("/site_info").json()["data"]["Site"]
    assert site["date_format"] == 1
    assert not {"moment_format", "url", "is_beta"} & site.keys()


def test_observed_site_info_mixes_texts_and_natives(box: Sandbox, daftra: Connect) -> None:
    site = daftra(box).get("/site_info").json()["data"]["Site"]
    assert (site["id"], site["timezone"]) == ("7001", "63")
    assert (site["staff_id"], site["is_beta"]) == (-1, True)
    assert site["numberFormat"] == [2, ".", ","]


def test_tax_amounts_are_numbers_in_observed_details_and_texts_in_lists(
    box: Sandbox, daftra: Connect
) -> None:
    client = daftra(box)
    row = next(income for income in every_income(client) if income["tax1_amount"])
    detail = client.get(f"/incomes/{row['id']}").json(parse_float=Decimal)["data"]["Income"]
    assert detail["tax1_amount"] == Decimal(row["tax1_amount"])
    assert detail["amount"] == row["amount"]


def test_observed_incomes_are_empty_in_five_ways(daftra: Connect) -> None:
    with Sandbox(seed=7, records=400) as large:
        rows = every_income(daftra(large))
    assert any(row["tax1_id"] is None for row in rows)
    assert any(row["note"] == "" for row in rows)
    assert any(row["tax2_value"] == "" for row in rows)
    assert any(row["client_id"] == "0" for row in rows)
    assert any(row["date"] == "0000-00-00" for row in rows)
    assert any(row["attachments"] == [] for row in rows)


def test_a_single_attachment_is_a_text_in_observed_lists(daftra: Connect) -> None:
    with Sandbox(seed=7, records=100) as large:
        shapes = {type(row["attachments"]) for row in every_income(daftra(large))}
    assert shapes == {str, list}


def test_seeded_amounts_keep_the_decimals_of_their_currency(daftra: Connect) -> None:
    with Sandbox(seed=7, records=400) as large:
        rows = every_income(daftra(large))
    decimals = {
        currency: {
            len(row["amount"].partition(".")[2]) for row in rows if row["currency_code"] == currency
        }
        for currency in ("SAR", "KWD")
    }
    assert decimals == {"SAR": {2}, "KWD": {3}}
    assert 4 in {len((row["tax1_amount"] or "").partition(".")[2]) for row in rows}


def test_an_id_that_is_no_positive_number_is_not_found(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    for number in ("0", "-1", "abc", "1.5", "999999", "9" * 30, "٣"):
        answer = client.get(f"/incomes/{number}")
        assert answer.status_code == 404
        assert answer.json() == {"result": "failed", "code": 404, "message": "Income not found"}


def test_an_unknown_path_is_an_invalid_endpoint(either: Sandbox, daftra: Connect) -> None:
    answer = daftra(either).get("/customers")
    assert (answer.status_code, answer.json()["message"]) == (404, "Invalid Endpoint")


def test_a_known_path_with_another_method_names_all_of_its_methods(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    assert client.patch("/incomes").headers["allow"] == "GET, POST"
    assert client.post("/incomes/1").headers["allow"] == "DELETE, GET, PUT"
    assert client.delete("/site_info").headers["allow"] == "GET"
    assert client.patch("/incomes").status_code == 405
    assert client.head("/incomes").content == b""
