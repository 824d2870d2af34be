"""Everything that is raised: the tree, what an error carries, how it reads, that it pickles."""

import builtins
import copy
import inspect
import pickle
from typing import Any

import pytest
from ledgerspan import errors
from ledgerspan.errors import (
    AmbiguousWriteError,
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    DraftError,
    FieldError,
    IncompleteListingError,
    LedgerspanError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitedError,
    RejectedError,
    ResponseError,
    ServerError,
    TransportError,
    UnexpectedResponseError,
    UnsupportedOperationError,
    ValidationError,
    error_for,
)

FACTS: dict[str, Any] = {
    "method": "POST",
    "url": "https://acme.daftra.com/api2/incomes",
    "status": 400,
    "code": "extra_data",
    "field_errors": (FieldError("amount", "is needed"), FieldError("date", "lies ahead")),
    "request_id": "req-1",
    "body": b'{"result":"failed"}',
    "retry_after": 2.5,
    "attempts": 3,
}

EVERY_CLASS = sorted(
    (
        each
        for _, each in inspect.getmembers(errors, inspect.isclass)
        if issubclass(each, LedgerspanError)
    ),
    key=lambda each: each.__name__,
)


def test_every_error_has_one_root() -> None:
    assert len(EVERY_CLASS) == 18
    assert all(issubclass(each, LedgerspanError) for each in EVERY_CLASS)


def test_the_tree_in_the_documentation_names_every_error() -> None:
    drawn = errors.__doc__ or ""
    assert [each.__name__ for each in EVERY_CLASS if each.__name__ not in drawn] == []


@pytest.mark.parametrize(
    ("error", "parent"),
    [
        (ConfigurationError, ValueError),
        (DraftError, ConfigurationError),
        (errors.TimeoutError, TransportError),
        (errors.TimeoutError, builtins.TimeoutError),
        (RejectedError, ResponseError),
        (UnexpectedResponseError, ResponseError),
    ],
)
def test_an_error_is_caught_as_what_it_is_a_kind_of(
    error: type[Exception], parent: type[Exception]
) -> None:
    assert issubclass(error, parent)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, ValidationError),
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (405, ResponseError),
        (408, ResponseError),
        (409, ConflictError),
        (413, ResponseError),
        (418, ResponseError),
        (422, ValidationError),
        (429, RateLimitedError),
        (500, ServerError),
        (502, ServerError),
        (520, ServerError),
        (599, ServerError),
        (999, ServerError),
        (302, UnexpectedResponseError),
        (100, UnexpectedResponseError),
    ],
)
def test_a_status_has_its_error(status: int, expected: type[ResponseError]) -> None:
    assert error_for(status) is expected


def test_an_answer_reads_as_request_status_reason_and_fields() -> None:
    assert str(ValidationError("please correct", **FACTS)) == (
        "POST https://acme.daftra.com/api2/incomes answered 400: please correct\n"
        "  amount: is needed\n"
        "  date: lies ahead\n"
        "  (after 3 attempts)"
    )


def test_a_first_attempt_is_not_worth_a_line() -> None:
    error = NotFoundError("no such record", method="GET", url="/incomes/7", status=404)
    assert str(error) == "GET /incomes/7 answered 404: no such record"


def test_an_error_of_a_draft_lists_every_fault() -> None:
    error = DraftError("this income", FACTS["field_errors"])
    assert str(error) == "this income cannot be sent: amount: is needed; date: lies ahead"
    assert error.field_errors == FACTS["field_errors"]


def test_a_transport_error_was_sent_unless_it_says_otherwise() -> None:
    assert TransportError("reset").sent is True
    assert TransportError("refused", sent=False).sent is False


def test_an_ambiguous_write_of_the_low_level_client_cannot_look() -> None:
    error = AmbiguousWriteError("unclear", operation="POST /x", cause=TransportError("reset"))
    with pytest.raises(UnsupportedOperationError, match="POST /x was sent through the low-level"):
        error.resolve()


def ambiguous() -> AmbiguousWriteError:
    error = AmbiguousWriteError(
        "unclear", operation="incomes.create", cause=errors.TimeoutError("late", sent=True)
    )
    error.lookup = lambda: None
    error._look = lambda: "found"
    return error


def incomplete() -> IncompleteListingError:
    error = IncompleteListingError("broke", page=3, records=200, cause=ServerError("down", **FACTS))
    error._resume = lambda: "the rest"
    return error


def test_an_ambiguous_write_looks_where_it_can() -> None:
    assert ambiguous().resolve() == "found"


def test_a_broken_listing_resumes_where_it_can() -> None:
    assert incomplete().resume() == "the rest"


EXAMPLES: list[LedgerspanError] = [
    LedgerspanError("plain"),
    ConfigurationError("cannot work"),
    DraftError("this income", FACTS["field_errors"]),
    UnsupportedOperationError("not there"),
    TransportError("reset", sent=False, attempts=2),
    errors.TimeoutError("late", sent=True, attempts=4),
    *(each("odd", **FACTS) for each in EVERY_CLASS if issubclass(each, ResponseError)),
    ambiguous(),
    incomplete(),
]


def test_the_examples_are_one_of_each_kind() -> None:
    assert sorted({type(each).__name__ for each in EXAMPLES}) == [
        each.__name__ for each in EVERY_CLASS
    ]


def facts_of(error: LedgerspanError) -> dict[str, Any]:
    """Return what survives pickling: everything but the ways to look and to resume."""
    hidden = ("lookup", "_look", "_resume", "cause")
    return {name: value for name, value in vars(error).items() if name not in hidden}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_survives_pickle_with_its_type_text_and_facts(error: LedgerspanError) -> None:
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(copied), str(copied)) == (type(error), str(error))
    assert facts_of(copied) == facts_of(error)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_survives_a_copy(error: LedgerspanError) -> None:
    copied = copy.copy(error)
    assert (type(copied), str(copied)) == (type(error), str(error))


@pytest.mark.parametrize("error", [ambiguous(), incomplete()])
def test_a_cause_survives_pickle(error: Any) -> None:
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(copied.cause), str(copied.cause)) == (type(error.cause), str(error.cause))


def test_what_cannot_be_pickled_is_given_up_in_words() -> None:
    copied = pickle.loads(pickle.dumps(ambiguous()))  # noqa: S301
    with pytest.raises(UnsupportedOperationError):
        copied.resolve()
