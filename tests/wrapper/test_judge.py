"""What both providers' answers have in common when they say no."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.config import Secret
from ledgerspan.errors import (
    FieldError,
    NotFoundError,
    RateLimitedError,
    ResponseError,
    ServerError,
    UnexpectedResponseError,
    ValidationError,
)
from ledgerspan.judge import (
    Failure,
    answer_error,
    broken,
    field_errors_of,
    plain_text,
    unreadable,
)

from .fakes import FakeAnswer, asks, says

PAGE = b"<!doctype html><html><head><title>Sign in</title></head><body>Please</body></html>"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(status: int) -> None:
    failure = unreadable(FakeAnswer(b"", status, {"location": "/login"}))
    assert failure is not None
    assert failure.error is UnexpectedResponseError
    assert "redirect" in failure.message


@pytest.mark.parametrize("content", [b"", b"   ", b"\r\n\t "])
def test_a_success_without_a_body_is_unexpected(content: bytes) -> None:
    assert unreadable(FakeAnswer(content)) == Failure(
        error=UnexpectedResponseError, message="the body is empty"
    )


def test_a_refusal_without_a_body_is_its_status() -> None:
    assert unreadable(FakeAnswer(b"", 404)) == Failure(error=NotFoundError, message="no body")


def test_a_login_page_with_200_is_unexpected() -> None:
    failure = unreadable(FakeAnswer(PAGE, 200))
    assert failure == Failure(error=UnexpectedResponseError, message="no JSON but 'Sign in Please'")


def test_an_html_page_of_a_proxy_keeps_its_status() -> None:
    failure = unreadable(FakeAnswer(b"<h1>Bad Gateway</h1>", 502))
    assert failure == Failure(error=ServerError, message="no JSON but 'Bad Gateway'")


@pytest.mark.parametrize("content", [b"{}", b"[]", b'  {"a":1}', b'{"cut'])
def test_what_begins_as_json_is_left_to_the_provider(content: bytes) -> None:
    assert unreadable(FakeAnswer(content)) is None


def test_a_body_that_was_cut_off_says_so() -> None:
    failure = broken(FakeAnswer(b'{"a":'), ValueError("truncated"))
    assert failure.error is UnexpectedResponseError
    assert failure.message == "the body is no valid JSON (truncated); it was probably cut off"


def test_a_cut_off_refusal_keeps_its_status() -> None:
    assert broken(FakeAnswer(b"{", 429), ValueError("x")).error is RateLimitedError


def test_the_words_of_a_page_are_shown_without_its_tags() -> None:
    assert plain_text(PAGE) == "Sign in Please"


def test_a_long_text_is_shortened() -> None:
    assert plain_text(b"word " * 500) == ("word " * 60) + "…"


def test_a_text_in_another_encoding_is_still_shown() -> None:
    assert plain_text("erreur é".encode("latin-1")) == "erreur \ufffd"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ()),
        ({}, ()),
        ([], ()),
        ("", ()),
        ("wrong", (("", "wrong"),)),
        ({"code": "Code already exists"}, (("code", "Code already exists"),)),
        ({"Income": {"client_id": ["unknown"]}}, (("Income.client_id", "unknown"),)),
        ({"amount": ["too low", "odd"]}, (("amount", "too low"), ("amount", "odd"))),
        (["first", "second"], (("", "first"), ("", "second"))),
        ({"amount": None, "date": ""}, ()),
        ({"amount": 7}, (("amount", "7"),)),
        ({"0": {"1": {"x": "deep"}}}, (("0.1.x", "deep"),)),
    ],
)
def test_validation_errors_of_any_nesting_become_one_list(
    value: object, expected: tuple[tuple[str, str], ...]
) -> None:
    assert field_errors_of(value) == tuple(FieldError(*each) for each in expected)


def build(answer: FakeAnswer, failure: Failure, *secrets: str) -> ResponseError:
    return answer_error(
        failure,
        asks("/api2/incomes/7"),
        answer,
        base_url="https://acme.daftra.com",
        attempts=2,
        secrets=[Secret(value) for value in secrets],
    )


def test_an_error_carries_everything_that_is_known_of_the_answer() -> None:
    answer = says({"m": 1}, 429, retry_after="7", x_request_id="req-1")
    failure = Failure(
        error=RateLimitedError, message="slow down", code=429, field_errors=(FieldError("a", "b"),)
    )
    error = build(answer, failure)
    assert type(error) is RateLimitedError
    assert error.__dict__ == {
        "message": "slow down",
        "method": "GET",
        "url": "https://acme.daftra.com/api2/incomes/7",
        "status": 429,
        "code": 429,
        "field_errors": (FieldError("a", "b"),),
        "request_id": "req-1",
        "body": b'{"m": 1}',
        "retry_after": 7.0,
        "attempts": 2,
    }


@pytest.mark.parametrize("name", ["x_request_id", "x_correlation_id", "cf_ray"])
def test_a_request_id_is_found_under_its_usual_names(name: str) -> None:
    answer = says({}, 500, **{name: "req-9"})
    assert build(answer, Failure(error=ServerError, message="x")).request_id == "req-9"


def test_secrets_are_masked_wherever_the_server_repeats_them() -> None:
    key = "invented-key-0001"
    answer = FakeAnswer(f'{{"message":"{key} is wrong"}}'.encode(), 400)
    failure = Failure(
        error=ValidationError,
        message=f"{key} is wrong",
        code=f"bad {key}",
        field_errors=(FieldError(f"keys.{key}", f"{key}?"),),
    )
    error = build(answer, failure, key)
    assert key not in f"{error} {error!r} {error.body!r} {error.__dict__}"


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_secret_is_masked_in_every_spelling_that_json_has_for_it(
    ascii_only: bool,  # noqa: FBT001
) -> None:
    password = 'invented "كلمة"'
    body = json.dumps({"password": password}, ensure_ascii=ascii_only).encode()
    error = build(FakeAnswer(body, 400), Failure(error=ValidationError, message="x"), password)
    assert error.body == b'{"password": "***"}'


@given(st.binary())
def test_no_bytes_make_the_first_look_fail(content: bytes) -> None:
    failure = unreadable(FakeAnswer(content))
    assert failure is None or failure.error is UnexpectedResponseError
