"""No answer of Daftra, however broken, makes its judge fail."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.daftra.envelope import judge
from ledgerspan.errors import ResponseError

from tests.wrapper.fakes import FakeAnswer, asks

LIST, CREATE, TOKEN = (
    asks(),
    asks(method="POST", expects_id=True),
    asks("/v2/oauth/token", method="POST"),
)

anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
NAMES = ["result", "code", "data", "id", "error", "message", "validation_errors", "error_type",
         "extra_data", "access_token", "error_description"]  # fmt: skip
statuses = st.sampled_from([200, 202, 204, 302, 400, 401, 404, 422, 429, 500, 502])
calls = st.sampled_from([LIST, CREATE, TOKEN])


@given(st.dictionaries(st.sampled_from(NAMES), anything), statuses, calls)
def test_no_envelope_makes_the_judge_fail(body: object, status: int, call: Any) -> None:
    failure = judge(call, FakeAnswer(json.dumps(body).encode(), status))
    assert failure is not None or status < 300


@given(st.binary(), st.sampled_from([b"", b"{", b"[", b'{"result":', b'{"data":[']), statuses)
def test_no_bytes_make_the_judge_fail(content: bytes, before: bytes, status: int) -> None:
    failure = judge(LIST, FakeAnswer(before + content, status))
    assert failure is None or issubclass(failure.error, ResponseError)


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize(
    "content",
    [
        b'{"data":' + b"[" * 100_000,
        b'{"result":"failed","message":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"code":' + b"9" * 5000 + b',"result":"failed"}',
        b'{"code":NaN}',
        b'{"message":"\xff\xfe"}',
        b'{"message":"\\ud800","result":"failed"}',
        b'\xef\xbb\xbf{"result":"successful"}',
    ],
)
def test_a_hostile_body_is_a_failure_and_no_crash(content: bytes, status: int) -> None:
    failure = judge(LIST, FakeAnswer(content, status))
    assert failure is not None
