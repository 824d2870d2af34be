"""Bodies that leave their description: what comes out of each, and what is told."""

import json
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from daftra_client.codec import adapt, decode, mended
from daftra_client.models import Income, IncomePage, IncomeRow, Pagination, SalesDocument
from daftra_client.types import UNSET
from hypothesis import given
from hypothesis import strategies as st
from nuvio_client.codec import decode as decode_nuvio
from nuvio_client.models import Income as NuvioIncome
from nuvio_client.models import IncomeListResponse


def read(shape: Any, body: object) -> tuple[Any, list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    value = decode(
        json.dumps(body).encode(), shape, lambda each: told.append((each.path, each.message))
    )
    return value, told


def income(**members: object) -> tuple[Any, list[tuple[str, str]]]:
    return read(Income, {"id": 7, **members})


def test_an_unknown_member_is_passed_over() -> None:
    found, told = income(brand_new=5)
    assert (found, told) == (Income(id=7), [])


def test_a_member_that_is_absent_is_unset() -> None:
    found, told = income()
    assert (found.amount is UNSET, told) == (True, [])


def test_null_is_none_where_null_is_known() -> None:
    found, told = income(vendor=None)
    assert (found.vendor, told) == (None, [])


@pytest.mark.parametrize("shape", [dict, list])
def test_an_empty_collection_where_a_value_is_meant_is_none_or_told(shape: type) -> None:
    found, told = income(client_id=shape())
    assert (found.client_id, bool(told)) in ((None, False), (UNSET, True))


@pytest.mark.parametrize("empty", ["", [], None])
@pytest.mark.parametrize("name", ["amount", "client_id", "tax1_included"])
def test_every_kind_of_no_value_is_none(name: str, empty: object) -> None:
    found, told = income(**{name: empty})
    assert (getattr(found, name), told) == (None, [])


@pytest.mark.parametrize(
    ("name", "sent", "expected"),
    [
        ("client_id", "12", 12),
        ("client_id", 12.0, 12),
        ("amount", "12.50", "12.50"),
        ("amount", 12, "12"),
        ("tax1_included", "1", True),
        ("tax1_included", 0, False),
        ("tax1_included", "false", False),
    ],
)
def test_a_scalar_of_another_kind_fits_by_its_meaning(
    name: str, sent: object, expected: object
) -> None:
    found, told = income(**{name: sent})
    value = getattr(found, name)
    assert (str(value) if isinstance(expected, str) else value, told) == (expected, [])


@pytest.mark.parametrize(
    ("name", "sent", "message"),
    [
        ("amount", "1,5", "Invalid decimal string"),
        ("amount", True, "Expected `decimal | null`, got `bool`"),
        ("amount", {"value": 1}, "Expected `decimal | null`, got `object`"),
        ("client_id", "twelve", "Expected `int | null`, got `str`"),
        ("client_id", 1.5, "Expected `int | null`, got `decimal`"),
        ("note", 7, "Expected `str | null`, got `int`"),
        ("tax1_included", "yes", "Expected `bool | null`, got `str`"),
        ("attachments", {}, "Expected `str | array | null`, got `object`"),
    ],
)
def test_a_member_that_does_not_fit_stays_unset_and_is_told(
    name: str, sent: object, message: str
) -> None:
    found, told = income(**{name: sent, "vendor": "Nile"})
    assert getattr(found, name) is UNSET
    assert found.vendor == "Nile"
    assert told == [(f"$.{name}", message)]


def test_a_required_member_that_is_missing_is_told_and_unset() -> None:
    found, told = read(Income, {"amount": "1.10"})
    assert (found.id is UNSET, str(found.amount)) == (True, "1.10")
    assert told == [("$.id", "Required member is missing")]


def test_a_list_sent_as_null_is_none() -> None:
    page, told = read(IncomePage, {"data": None})
    assert (page.data, told) == (None, [])


def test_an_object_sent_as_an_empty_list_is_none() -> None:
    page, told = read(IncomePage, {"data": [], "pagination": []})
    assert (page.pagination, told) == (None, [])


def test_a_list_sent_as_an_object_is_told() -> None:
    page, told = read(IncomePage, {"data": {"0": {}}})
    assert page.data is UNSET
    assert [path for path, _ in told] == ["$.data"]


@pytest.mark.parametrize("row", [7, "x", True])
def test_a_row_that_is_no_object_is_told_and_still_counts(row: object) -> None:
    page, told = read(IncomePage, {"data": [{"Income": {"id": 1}}, row, {"Income": {"id": 2}}]})
    assert [type(each) for each in page.data] == [IncomeRow] * 3
    assert [path for path, _ in told] == ["$.data[1]"]


def test_one_bad_member_costs_no_other_record() -> None:
    rows = [
        {"Income": {"id": number, "amount": "x" if number == 2 else "1"}} for number in (1, 2, 3)
    ]
    page, told = read(IncomePage, {"data": rows})
    assert [row.income.id for row in page.data] == [1, 2, 3]
    assert told == [("$.data[1].Income.amount", "Invalid decimal string")]


def test_misfits_are_told_by_the_names_of_the_api() -> None:
    told: list[Any] = []
    content = b'{"data":[{"id":"a","customer":{"id":1},"items":[{"id":"l","unitPrice":[1]}]}]}'
    decode_nuvio(content, IncomeListResponse, told.append)
    assert [each.path for each in told] == [
        "$.data[0].customer.id",
        "$.data[0].items[0].unitPrice",
    ]


def test_a_text_in_a_list_of_texts_that_is_none_is_told_and_dropped() -> None:
    found, told = income(attachments=["a.pdf", 7, "b.pdf"])
    assert found.attachments == ["a.pdf", "b.pdf"]
    assert [path for path, _ in told] == ["$.attachments[1]"]


def test_without_a_listener_nothing_is_told_and_nothing_breaks() -> None:
    assert decode(b'{"id":7,"note":7}', Income) == Income(id=7)


def test_a_mapping_is_adapted_as_bytes_are() -> None:
    assert adapt({"id": "7"}, Income) == Income(id=7) == Income.from_dict({"id": "7"})


def test_a_member_named_like_a_keyword_is_found() -> None:
    paging = decode(b'{"next":"/api2/x?page=2","page":"1"}', Pagination)
    assert (paging.next_, paging.page) == ("/api2/x?page=2", 1)


def test_the_fast_path_and_the_tolerant_path_agree() -> None:
    body = {"id": "a", "invoiceNumber": "INV-1", "totalAmount": 1.25, "tags": [{"id": "t"}]}
    fast = decode_nuvio(json.dumps(body).encode(), NuvioIncome)
    slow = decode_nuvio(json.dumps({**body, "description": 7}).encode(), NuvioIncome)
    assert slow == fast


@pytest.mark.parametrize(
    "content", [b"", b"{", b"<html>", b"{'id':1}", b'{"id":NaN}', b'{"id":Infinity}', b"[" * 99999]
)
def test_only_bytes_that_are_no_json_are_an_error(content: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(content, Income)


@pytest.mark.parametrize(
    "value",
    [b"9" * 5000, b"1e99999999999999999999", b'"\\ud800"', b'"\xff"', b"[" * 200 + b"]" * 200],
)
def test_json_beyond_all_measure_costs_no_record(value: bytes) -> None:
    page = decode(
        b'{"data":[{"Income":{"id":1,"note":%s}},{"Income":{"id":2}}]}' % value, IncomePage
    )
    assert isinstance(page.data, list)
    assert [row.income.id for row in page.data if row.income] == [1, 2]


def test_a_number_beyond_decimals_is_kept_as_text_where_anything_may_stand() -> None:
    record = decode(b'{"id":1,"InvoiceTax":[1e99999999999999999999,0.10]}', SalesDocument)
    assert record.invoice_tax == ["1e99999999999999999999", Decimal("0.10")]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"\\ud83d", b"\\ufffd"),
        (b"\\uDE00", b"\\ufffd"),
        (b"\\ud83d\\ude00", b"\\ud83d\\ude00"),
        (b"\\ud83d\\ud83d\\ude00", b"\\ufffd\\ud83d\\ude00"),
        (b"\\\\ud83d", b"\\\\ud83d"),
        (b"\\\\\\ud83d", b"\\\\\\ufffd"),
        (b"\\u0627", b"\\u0627"),
        (b"caf\xe9", "caf\ufffd".encode()),
        ("شركة".encode(), "شركة".encode()),
    ],
)
def test_what_is_no_character_is_mended_and_the_rest_left_alone(
    sent: bytes, expected: bytes
) -> None:
    assert mended(sent) == expected


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


@given(st.lists(anything, max_size=5))
def test_a_list_of_anything_keeps_its_length(rows: list[Any]) -> None:
    page, _ = read(IncomePage, {"data": rows})
    assert [type(row) for row in page.data] == [IncomeRow] * len(rows)
