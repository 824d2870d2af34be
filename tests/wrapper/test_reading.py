"""Bodies are read fast where they fit, tolerantly where they do not, and never lost."""

from typing import Any

import msgspec
import pytest
from daftra_client import codec
from daftra_client.codec import decode
from daftra_client.models import Income, IncomePage
from ledgerspan.reading import Reader

PAGES = Reader(lambda: IncomePage, codec)


def read(content: bytes) -> tuple[Any, list[str]]:
    told: list[Any] = []
    page = PAGES.read(content, told.append)
    return page, [mismatch.path for mismatch in told]


def test_a_body_that_fits_is_read_by_the_twin() -> None:
    page, told = read(b'{"data":[{"Income":{"id":"7"}}]}')
    assert type(page).__name__ == "IncomePage"
    assert not isinstance(page, IncomePage)
    assert (page.data[0].income.id, told) == (7, [])


def test_a_body_that_does_not_fit_is_read_by_the_model() -> None:
    page, told = read(b'{"data":[{"Income":{"id":"7","amount":"1,5"}},{"Income":{"id":"8"}}]}')
    assert isinstance(page, IncomePage)
    assert isinstance(page.data, list)
    assert [row.income.id for row in page.data if isinstance(row.income, Income)] == [7, 8]
    assert told == ["$.data[0].Income.amount"]


def test_both_ways_give_the_same_values() -> None:
    fitting = b'{"data":[{"Income":{"id":"7","amount":"1.50","date":"2026-03-01"}}]}'
    fast, _ = read(fitting)
    slow = decode(fitting, IncomePage)
    assert isinstance(slow.data, list)
    assert [
        getattr(fast.data[0].income, name) == getattr(slow.data[0].income, name)
        for name in ("id", "amount", "date", "vendor", "tax1_id")
    ] == [True] * 5


@pytest.mark.parametrize("content", [b"", b"{", b"<html>", b'{"data":[}'])
def test_only_bytes_that_are_no_json_are_an_error(content: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        read(content)


@pytest.mark.parametrize("empty", ['""', "[]", '"0000-00-00"'])
def test_an_empty_where_a_number_belongs_does_not_leave_the_fast_path(empty: str) -> None:
    first = f'{{"Income":{{"id":"7","note":"","tax2_value":{empty}}}}}'
    page, told = read(f'{{"data":[{first},{{"Income":{{"id":8}}}}]}}'.encode())
    assert not isinstance(page, IncomePage)
    assert [row.income.id for row in page.data] == [7, 8]
    assert (page.data[0].income.tax2_value, page.data[0].income.note, told) == (None, "", [])


def test_a_text_that_looks_like_an_empty_member_is_left_alone() -> None:
    note = r"\"amount\":\"\" and :\"\""
    page, _ = read(b'{"data":[{"Income":{"id":7,"amount":"","note":"%b"}}]}' % note.encode())
    assert page.data[0].income.note == '"amount":"" and :""'
    assert page.data[0].income.amount is None
