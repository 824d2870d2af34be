"""Whatever bytes a server sends, the judge and the readers end in a value or an error of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgerspan.call import Answer, Call, Flow
from ledgerspan.daftra.envelope import judge as judge_daftra
from ledgerspan.daftra.flows import V1Flows
from ledgerspan.daftra.money import INCOMES as DAFTRA_INCOMES
from ledgerspan.daftra.site import SiteDates
from ledgerspan.drafts import IncomeDraft
from ledgerspan.errors import LedgerspanError, UnexpectedResponseError
from ledgerspan.filters import DocumentFilters
from ledgerspan.judge import Failure
from ledgerspan.models import Income
from ledgerspan.nuvio.envelope import judge as judge_nuvio
from ledgerspan.nuvio.flows import NuvioFlows
from ledgerspan.nuvio.money import INCOMES as NUVIO_INCOMES
from ledgerspan.resources.resource import Slices

from .fakes import FakeAnswer

DAFTRA = (
    b'{"code":200,"result":"successful","data":[{"Income":{"id":"7","amount":"1.10","note":"a\\u00e9"'
    b',"date":"2026-03-14"}}],"pagination":{"page":1,"page_count":1,"total_results":1,"next":null}}'
)
DAFTRA_ONE = b'{"code":200,"result":"successful","data":{"Income":{"id":"7","amount":1.1}}}'
NUVIO = (
    b'{"success":true,"errors":null,"data":[{"id":"a","totalAmount":1.10,"description":"\\u00e9",'
    b'"items":[{"id":"l","unitPrice":"2.50"}]}]}'
)
NUVIO_ONE = b'{"success":true,"errors":null,"data":{"id":"a","totalAmount":1.10}}'

Judge = Callable[[Call, Answer], Failure | None]


def silent(_: Any) -> None:
    """Take a mismatch that this test does not ask about."""


def daftra_flows() -> V1Flows[Income, IncomeDraft]:
    return V1Flows(DAFTRA_INCOMES, SiteDates("DD/MM/YYYY", silent), silent)


def nuvio_flows() -> NuvioFlows[Income, IncomeDraft]:
    return NuvioFlows(NUVIO_INCOMES, silent)


def daftra_list(content: bytes) -> list[Income]:
    (listing,) = daftra_flows().listings(DocumentFilters(), Slices())
    return listing.read(FakeAnswer(content), 1)[0]


def nuvio_list(content: bytes) -> list[Income]:
    (listing,) = nuvio_flows().listings(DocumentFilters(), Slices())
    return listing.read(FakeAnswer(content), 1)[0]


def finish(flow: Flow[Income], content: bytes) -> list[Income]:
    next(flow)
    try:
        flow.send(FakeAnswer(content))
    except StopIteration as end:
        return [end.value]
    raise AssertionError("a single read is one call")


def daftra_one(content: bytes) -> list[Income]:
    return finish(daftra_flows().get("7"), content)


def nuvio_one(content: bytes) -> list[Income]:
    return finish(nuvio_flows().get("INV-1"), content)


WAYS: list[tuple[bytes, Judge, Callable[[bytes], list[Income]]]] = [
    (DAFTRA, judge_daftra, daftra_list),
    (DAFTRA_ONE, judge_daftra, daftra_one),
    (NUVIO, judge_nuvio, nuvio_list),
    (NUVIO_ONE, judge_nuvio, nuvio_one),
]
CALL = Call(method="GET", url="/x", operation="x", read=True)


def survive(content: bytes, judge: Judge, read: Callable[[bytes], list[Income]]) -> None:
    """Go the way of an answer; only errors of ours may end it."""
    if judge(CALL, FakeAnswer(content)) is not None:
        return
    try:
        found = read(content)
    except LedgerspanError:
        return
    for income in found:
        assert isinstance(income.raw, dict)


@pytest.mark.parametrize(("content", "judge", "read"), WAYS)
def test_the_bodies_that_are_damaged_below_are_good(
    content: bytes, judge: Judge, read: Callable[[bytes], list[Income]]
) -> None:
    assert judge(CALL, FakeAnswer(content)) is None
    assert [income.id for income in read(content)] in (["7"], ["a"])


@pytest.mark.parametrize(("content", "judge", "read"), WAYS)
def test_a_body_that_is_cut_off_anywhere_is_an_error_of_ours(
    content: bytes, judge: Judge, read: Callable[[bytes], list[Income]]
) -> None:
    for length in range(len(content)):
        survive(content[:length], judge, read)


damage = st.sampled_from(
    [
        b"",
        b"0",
        b'"',
        b"\\",
        b"\\x",
        b"\\u12",
        b"\xff",
        b"\x01",
        b"{",
        b"]",
        b",",
        b"NaN",
        b"1e",
        b":",
    ]
)


@settings(max_examples=1000)
@given(st.sampled_from(WAYS), st.integers(0, 200), damage, st.integers(0, 3))
def test_a_body_that_is_damaged_anywhere_is_read_or_an_error_of_ours(
    way: tuple[bytes, Judge, Callable[[bytes], list[Income]]], at: int, with_: bytes, cut: int
) -> None:
    content, judge, read = way
    survive(content[:at] + with_ + content[at + cut :], judge, read)


@pytest.mark.parametrize(
    ("judge", "read", "content"),
    [
        (judge_daftra, daftra_one, b'{"code":200,"result":"successful"}'),
        (judge_daftra, daftra_one, b'{"code":200,"result":"successful","data":null}'),
        (judge_daftra, daftra_one, b'{"code":200,"result":"successful","data":[]}'),
        (judge_daftra, daftra_one, b'{"code":200,"result":"successful","data":{"Other":{}}}'),
        (judge_nuvio, nuvio_one, b'{"success":true,"errors":null}'),
        (judge_nuvio, nuvio_one, b'{"success":true,"errors":null,"data":null}'),
        (judge_nuvio, nuvio_one, b'{"success":true,"errors":null,"data":[]}'),
    ],
)
def test_a_single_read_without_a_record_is_unexpected_and_no_empty_income(
    judge: Judge, read: Callable[[bytes], list[Income]], content: bytes
) -> None:
    assert judge(CALL, FakeAnswer(content)) is None
    with pytest.raises(UnexpectedResponseError, match="no record"):
        read(content)


def test_bytes_that_are_no_utf_8_cost_their_characters_and_no_record() -> None:
    (found,) = nuvio_list(NUVIO.replace(b"\\u00e9", b"caf\xe9 paid"))
    assert found.description == "caf\ufffd paid"
    assert found.raw["description"] == "caf\ufffd paid"


def test_a_cut_off_emoji_costs_one_character_and_no_record() -> None:
    content = NUVIO.replace(b"\\u00e9", b"paid \\ud83d")
    (found,) = nuvio_list(content)
    assert found.description == "paid \ufffd"
    assert found.raw["description"] == "paid \ufffd"


def test_a_whole_emoji_beside_it_stays_whole() -> None:
    content = NUVIO.replace(b"\\u00e9", b"\\ud83d\\ude00 \\\\ud83d \\udE00")
    (found,) = nuvio_list(content)
    assert found.description == "😀 \\ud83d \ufffd"
