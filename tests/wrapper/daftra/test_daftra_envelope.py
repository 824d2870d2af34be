"""Daftra's answers: `result` and `code` decide, not the status (observation 3 and 9)."""

import pytest
from ledgerspan.daftra.envelope import is_read, judge
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

from tests.wrapper.fakes import FakeAnswer, asks, says

LIST, CREATE, TOKEN = (
    asks(),
    asks(method="POST", expects_id=True),
    asks("/v2/oauth/token", method="POST"),
)
PAGINATION = {"prev": None, "next": None, "page": 1, "page_count": 1, "total_results": 0}


@pytest.mark.parametrize(
    "body",
    [
        {"code": 200, "result": "successful", "data": [], "pagination": PAGINATION},
        {"code": 200, "result": "successful", "data": {"Income": {"id": "7"}}},
        {"result": "successful", "code": "200"},
        {"code": 200, "result": "success"},
        {"data": []},
        {"result": None, "data": {"Income": {}}},
        {"code": 200, "result": "successful", "message": "deleted"},
    ],
)
def test_an_envelope_that_says_successful_is_a_success(body: object) -> None:
    assert judge(LIST, says(body)) is None


@pytest.mark.parametrize("identity", [7, "7"])
def test_a_create_is_202_with_an_id_of_either_kind(identity: object) -> None:
    body = {"code": 202, "result": "successful", "id": identity}
    assert judge(CREATE, says(body, 202)) is None


@pytest.mark.parametrize(
    "body",
    [
        {"code": 202, "result": "successful"},
        {"code": 202, "result": "successful", "id": None},
        {"code": 202, "result": "successful", "id": ""},
        {"code": 202, "result": "successful", "id": "0"},
        {"code": 202, "result": "successful", "id": 0},
        {"code": 202, "result": "successful", "id": []},
        {"code": 202, "result": "successful", "id": False},
    ],
)
def test_a_create_without_an_id_has_created_nothing(body: object) -> None:
    failure = judge(CREATE, says(body, 202))
    assert failure is not None
    assert failure.error is RejectedError
    assert "nothing was created" in failure.message


def test_an_update_needs_no_id() -> None:
    assert judge(asks(method="PUT"), says({"code": 200, "result": "successful"})) is None


@pytest.mark.parametrize(
    "body",
    [
        {"result": "failed", "code": 400, "message": "odd"},
        {"result": "failed", "message": "odd"},
        {"result": "Failure", "message": "odd"},
        {"result": "FAILED", "code": 200, "message": "odd"},
        {"result": "successful", "code": 400, "message": "odd"},
        {"result": "successful", "code": "422", "message": "odd"},
        {"error": "odd"},
        {"error": "odd", "data": []},
    ],
)
def test_a_200_that_says_failed_is_rejected(body: object) -> None:
    failure = judge(LIST, says(body))
    assert failure is not None
    assert (failure.error, failure.message) == (RejectedError, "odd")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, ValidationError),
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (422, ValidationError),
        (500, ServerError),
        (503, ServerError),
    ],
)
def test_a_status_that_says_no_is_its_error(status: int, error: type[ResponseError]) -> None:
    failure = judge(LIST, says({"result": "failed", "code": status, "message": "odd"}, status))
    assert failure is not None
    assert (failure.error, failure.message, failure.code) == (error, "odd", status)


@pytest.mark.parametrize("code", [b"9" * 5000, b'"' + b"4" * 5000 + b'"', b'"0400"', b'"00401"'])
def test_a_code_of_any_length_says_no(code: bytes) -> None:
    answer = FakeAnswer(b'{"code":%b,"data":[]}' % code)
    failure = judge(asks(), answer)
    assert failure is not None
    assert failure.error is RejectedError


@pytest.mark.parametrize("code", [b'"000000200"', b"200", b'"0"', b'""'])
def test_a_code_that_is_small_says_yes(code: bytes) -> None:
    assert judge(asks(), FakeAnswer(b'{"code":%b,"data":[]}' % code)) is None


def test_a_status_that_says_no_is_not_outvoted_by_its_body() -> None:
    failure = judge(LIST, says({"result": "successful", "code": 200, "data": []}, 500))
    assert failure is not None
    assert failure.error is ServerError


@pytest.mark.parametrize(
    ("errors", "expected"),
    [
        ({"amount": "is needed"}, (("amount", "is needed"),)),
        ({"Income": {"client_id": ["unknown"]}}, (("Income.client_id", "unknown"),)),
        ({}, ()),
        ([], ()),
        (None, ()),
    ],
)
def test_validation_errors_are_flattened(
    errors: object, expected: tuple[tuple[str, str], ...]
) -> None:
    body = {"result": "failed", "code": 400, "message": "odd", "validation_errors": errors}
    failure = judge(LIST, says(body, 400))
    assert failure is not None
    assert failure.field_errors == tuple(FieldError(*each) for each in expected)


def test_members_that_may_not_be_sent_are_named() -> None:
    body = {"result": "failed", "error_type": "extra_data", "extra_data": ["id", "is_income"]}
    failure = judge(LIST, says(body, 400))
    assert failure is not None
    assert failure.code == "extra_data"
    assert failure.field_errors == (
        FieldError("", "may not be sent: id"),
        FieldError("", "may not be sent: is_income"),
    )


def test_a_failure_without_a_reason_says_that() -> None:
    failure = judge(LIST, says({"result": "failed"}))
    assert failure is not None
    assert failure.message == "failed, without saying why"


@pytest.mark.parametrize("body", [{}, {"code": 200}, {"id": 7}, {"data": None}])
def test_json_that_is_no_envelope_is_unexpected(body: object) -> None:
    failure = judge(LIST, says(body))
    assert failure is not None
    assert failure.error is UnexpectedResponseError


@pytest.mark.parametrize("body", [[], [1], [{"id": 1, "text": "x"}]])
def test_a_bare_list_is_no_envelope_of_v1(body: object) -> None:
    failure = judge(LIST, says(body))
    assert failure is not None
    assert failure.error is UnexpectedResponseError


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_bare_list_with_a_status_that_says_no_keeps_the_status(status: int) -> None:
    failure = judge(LIST, says(["odd"], status))
    assert failure is not None
    assert failure.error is not UnexpectedResponseError


@pytest.mark.parametrize("content", [b'{"result":"successful","data":[{"Inc', b"{", b'{"a":1}x'])
def test_a_body_that_was_cut_off_is_unexpected(content: bytes) -> None:
    failure = judge(LIST, FakeAnswer(content))
    assert failure is not None
    assert failure.error is UnexpectedResponseError
    assert "cut off" in failure.message


def test_invalid_endpoint_as_a_text_is_unexpected() -> None:
    failure = judge(LIST, FakeAnswer(b"Invalid Endpoint"))
    assert failure is not None
    assert failure.message == "no JSON but 'Invalid Endpoint'"


def test_a_token_is_a_success_without_any_envelope() -> None:
    body = {"token_type": "Bearer", "expires_in": 3600, "access_token": "invented"}
    assert judge(TOKEN, says(body)) is None


def test_a_token_answer_without_a_token_is_rejected() -> None:
    failure = judge(TOKEN, says({"token_type": "Bearer"}))
    assert failure is not None
    assert failure.error is RejectedError


def test_an_oauth_error_tells_its_description() -> None:
    body = {"error": "invalid_client", "error_description": "no such app"}
    failure = judge(TOKEN, says(body, 401))
    assert failure is not None
    assert (failure.error, failure.message) == (AuthenticationError, "no such app")


@pytest.mark.parametrize(
    ("method", "url", "read"),
    [
        ("GET", "/api2/incomes", True),
        ("HEAD", "/api2/incomes", True),
        ("POST", "/api2/incomes", False),
        ("PUT", "/api2/incomes/7", False),
        ("DELETE", "/api2/incomes/7", False),
        ("POST", "/v2/oauth/token", True),
        ("GET", "/api2/bookings/7/status/1", False),
        ("GET", "/api2/invoices/update_draft/7", False),
        ("GET", "/api2/estimates/7/convert", False),
    ],
)
def test_a_low_level_call_is_a_read_only_if_it_changes_nothing(
    method: str,
    url: str,
    read: bool,  # noqa: FBT001
) -> None:
    assert is_read(method, url) is read


@pytest.mark.parametrize("identity", ["abc", True, -7, {"id": 7}, [7], "7a", 7.5])
def test_a_create_with_an_id_that_is_none_may_have_happened(identity: object) -> None:
    found = judge(CREATE, says({"code": 202, "result": "successful", "id": identity}, 202))
    assert found is not None
    assert found.error is UnexpectedResponseError
    assert found.message == "it says successful with an id that is no number"


def test_the_reasons_of_a_refusal_may_stand_in_extra_data_alone() -> None:
    body = {"result": "failed", "extra_data": {"Invoice": {"client_id": ["not found"]}}}
    found = judge(CREATE, says(body))
    assert found is not None
    assert found.field_errors == (FieldError("Invoice.client_id", "not found"),)
