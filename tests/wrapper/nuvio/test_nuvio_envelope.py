"""Nuvio's answers: the status and `success` must both say yes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.errors import (
    AuthenticationError,
    FieldError,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
    ResponseError,
    ServerError,
    UnexpectedResponseError,
    ValidationError,
)
from ledgerspan.nuvio.envelope import is_read, judge

from tests.wrapper.fakes import FakeAnswer, asks, says

GET = asks("/v1/income/INV-1")
CREATE = asks("/v1/income", method="POST", expects_id=True)
RECORD = {"id": "3f1e"}


@pytest.mark.parametrize(
    "body",
    [
        {"success": True, "errors": None, "data": RECORD},
        {"success": True, "errors": None, "data": []},
        {"success": True, "errors": ["a placeholder of the samples"], "data": RECORD},
        {"data": RECORD},
    ],
)
def test_success_is_a_success_whatever_stands_in_errors(body: object) -> None:
    assert judge(GET, says(body)) is None


@pytest.mark.parametrize(
    "body",
    [
        {"success": False, "errors": ["odd"]},
        {"success": False, "errors": ["odd"], "data": None},
        {"success": False, "errors": ["odd"], "data": RECORD},
    ],
)
def test_a_200_that_says_no_is_rejected(body: object) -> None:
    failure = judge(GET, says(body))
    assert failure is not None
    assert (failure.error, failure.message) == (RejectedError, "odd")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, ValidationError),
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (413, ResponseError),
        (422, ValidationError),
        (500, ServerError),
        (502, ServerError),
    ],
)
def test_a_status_that_says_no_is_its_error(status: int, error: type[ResponseError]) -> None:
    failure = judge(GET, says({"success": False, "errors": ["odd"]}, status))
    assert failure is not None
    assert (failure.error, failure.message) == (error, "odd")


def test_several_errors_are_all_told() -> None:
    failure = judge(GET, says({"success": False, "errors": ["one", "two"]}, 422))
    assert failure is not None
    assert failure.message == "one; two"
    assert failure.field_errors == (FieldError("", "one"), FieldError("", "two"))


@pytest.mark.parametrize("errors", [None, [], "odd", {"a": 1}])
def test_a_refusal_without_a_list_of_reasons_says_that(errors: object) -> None:
    failure = judge(GET, says({"success": False, "errors": errors}, 422))
    assert failure is not None
    assert failure.message == "failed, without saying why"


def test_a_create_that_gives_its_record_is_a_success() -> None:
    assert judge(CREATE, says({"success": True, "errors": None, "data": RECORD})) is None


@pytest.mark.parametrize("data", [None, [], {}, {"id": None}, {"id": ""}, [RECORD], "3f1e"])
def test_a_create_without_a_record_has_created_nothing(data: object) -> None:
    failure = judge(CREATE, says({"success": True, "data": data}))
    assert failure is not None
    assert failure.error is RejectedError


@pytest.mark.parametrize("body", [{}, {"errors": None}, {"success": None}, {"ok": True}])
def test_json_that_is_no_envelope_is_unexpected(body: object) -> None:
    failure = judge(GET, says(body))
    assert failure is not None
    assert failure.error is UnexpectedResponseError


@pytest.mark.parametrize("body", [[], [RECORD]])
def test_a_bare_list_is_no_envelope(body: object) -> None:
    failure = judge(GET, says(body))
    assert failure is not None
    assert failure.error is UnexpectedResponseError


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_bare_list_with_a_status_that_says_no_keeps_the_status(status: int) -> None:
    failure = judge(GET, says(["odd"], status))
    assert failure is not None
    assert failure.error is not UnexpectedResponseError


@pytest.mark.parametrize("status", [413, 500, 502])
def test_a_page_of_a_proxy_keeps_its_status(status: int) -> None:
    failure = judge(GET, FakeAnswer(b"<h1>Too large</h1>", status))
    assert failure is not None
    assert failure.error is not UnexpectedResponseError
    assert failure.message == "no JSON but 'Too large'"


def test_a_body_that_was_cut_off_is_unexpected() -> None:
    failure = judge(GET, FakeAnswer(b'{"success":true,"data":[{"id":"3f'))
    assert failure is not None
    assert failure.error is UnexpectedResponseError


@pytest.mark.parametrize(
    ("method", "url", "read"),
    [
        ("GET", "/v1/income/INV-1", True),
        ("HEAD", "/v1/taxes", True),
        ("POST", "/v1/list-incomes", True),
        ("POST", "/v1/list-expenses", True),
        ("POST", "/v1/income", False),
        ("PUT", "/v1/income/3f1e", False),
    ],
)
def test_lists_are_reads_although_they_are_posted(
    method: str,
    url: str,
    read: bool,  # noqa: FBT001
) -> None:
    assert is_read(method, url) is read


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
statuses = st.sampled_from([200, 204, 302, 400, 401, 404, 422, 429, 500, 502])
calls = st.sampled_from([GET, CREATE])


@given(st.dictionaries(st.sampled_from(["success", "errors", "data"]), anything), statuses, calls)
def test_no_envelope_makes_the_judge_fail(body: object, status: int, call: Any) -> None:
    failure = judge(call, FakeAnswer(json.dumps(body).encode(), status))
    assert failure is not None or status < 300


@given(st.binary(), st.sampled_from([b"", b"{", b"[", b'{"success":', b'{"data":']), statuses)
def test_no_bytes_make_the_judge_fail(content: bytes, before: bytes, status: int) -> None:
    failure = judge(GET, FakeAnswer(before + content, status))
    assert failure is None or issubclass(failure.error, ResponseError)


@pytest.mark.parametrize("call", [GET, CREATE])
@pytest.mark.parametrize(
    "content",
    [
        b'{"data":' + b"[" * 100_000,
        b'{"success":false,"errors":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"success":false,"errors":[' + b"9" * 5000 + b"]}",
        b'{"success":NaN}',
        b'{"success":false,"errors":["\\ud800"]}',
        b'\xef\xbb\xbf{"success":true}',
    ],
)
def test_a_hostile_body_is_a_failure_and_no_crash(content: bytes, call: Any) -> None:
    assert judge(call, FakeAnswer(content)) is not None


def test_a_hostile_record_of_a_create_is_no_crash() -> None:
    content = b'{"success":true,"data":{"id":' + b"9" * 5000 + b"}}"
    failure = judge(CREATE, FakeAnswer(content))
    assert failure is None or issubclass(failure.error, ResponseError)


@pytest.mark.parametrize("identity", [True, 7, {"id": "x"}, ["x"]])
def test_a_create_with_an_id_that_is_none_may_have_happened(identity: object) -> None:
    asked = asks(method="POST", expects_id=True)
    found = judge(asked, says({"success": True, "data": {"id": identity}}))
    assert found is not None
    assert found.error is UnexpectedResponseError
    assert found.message == "it says success with an id that is no text"
