"""When a call is repeated, and after how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.errors import (
    LedgerspanError,
    ResponseError,
    TimeoutError,  # noqa: A004
    TransportError,
    UnexpectedResponseError,
    error_for,
)
from ledgerspan.retry import (
    NO_RETRY,
    RETRIED_STATUSES,
    RetryPolicy,
    is_ambiguous,
    may_repeat,
    retry_delay,
)

TRANSIENT = (408, 425, 429, 500, 502, 503, 504)
FINAL = tuple(status for status in range(400, 600) if status not in TRANSIENT)
POLICY = RetryPolicy(attempts=4, base=0.5, cap=20.0, retry_after_cap=60.0)


def refusal(status: int, retry_after: float | None = None) -> ResponseError:
    return error_for(status)(
        "no", method="GET", url="/incomes", status=status, retry_after=retry_after
    )


def unexpected(status: int) -> UnexpectedResponseError:
    return UnexpectedResponseError("odd", method="GET", url="/incomes", status=status)


def delay(
    fault: LedgerspanError, *, attempt: int = 1, read: bool = True, drawn: float = 1.0
) -> float | None:
    return retry_delay(fault, attempt=attempt, read=read, policy=POLICY, draw=lambda: drawn)


@pytest.mark.parametrize("status", TRANSIENT)
def test_a_read_is_repeated_after_a_transient_status(status: int) -> None:
    assert may_repeat(refusal(status), read=True) is True


@pytest.mark.parametrize("status", FINAL)
def test_a_read_is_not_repeated_after_any_other_status(status: int) -> None:
    assert may_repeat(refusal(status), read=True) is False


@pytest.mark.parametrize("status", range(400, 600))
def test_a_write_that_was_answered_is_never_repeated(status: int) -> None:
    assert may_repeat(refusal(status), read=False) is False


def test_the_repeated_statuses_are_exactly_the_transient_ones() -> None:
    assert frozenset(TRANSIENT) == RETRIED_STATUSES


@pytest.mark.parametrize("sent", [True, False])
def test_a_read_without_an_answer_is_repeated(sent: bool) -> None:  # noqa: FBT001
    assert may_repeat(TransportError("gone", sent=sent), read=True) is True


def test_a_write_is_repeated_when_it_never_left() -> None:
    assert may_repeat(TransportError("refused", sent=False), read=False) is True


def test_a_write_that_may_have_left_is_not_repeated() -> None:
    assert may_repeat(TimeoutError("late", sent=True), read=False) is False


def test_a_broken_body_of_a_read_is_worth_a_second_look() -> None:
    assert may_repeat(unexpected(200), read=True) is True


def test_a_broken_body_of_a_write_is_not_sent_again() -> None:
    assert may_repeat(unexpected(202), read=False) is False


@pytest.mark.parametrize("status", [199, 300, 302])
def test_a_redirect_stays_what_it_is(status: int) -> None:
    assert may_repeat(unexpected(status), read=True) is False


def test_what_is_no_answer_and_no_transport_error_is_not_repeated() -> None:
    assert may_repeat(LedgerspanError("something else"), read=True) is False


@pytest.mark.parametrize(("attempt", "longest"), [(1, 0.5), (2, 1.0), (3, 2.0)])
def test_the_wait_doubles_with_each_attempt(attempt: int, longest: float) -> None:
    assert delay(refusal(503), attempt=attempt) == longest


def test_a_read_that_got_no_answer_waits_as_long_as_one_that_was_refused() -> None:
    assert delay(TransportError("reset", sent=True), attempt=2) == 1.0


def test_the_last_attempt_is_not_followed_by_another() -> None:
    assert delay(refusal(503), attempt=4) is None


def test_no_retry_means_one_attempt() -> None:
    assert retry_delay(refusal(503), attempt=1, read=True, policy=NO_RETRY, draw=float) is None


def test_retry_after_is_waited_for_in_full() -> None:
    assert delay(refusal(429, retry_after=7.0)) == 7.0


def test_a_retry_after_below_the_backoff_does_not_shorten_it() -> None:
    assert delay(refusal(503, retry_after=0.1)) == 0.5


def test_a_retry_after_at_the_cap_is_still_waited_for() -> None:
    assert delay(refusal(429, retry_after=60.0)) == 60.0


def test_a_retry_after_beyond_the_cap_is_not_waited_for_at_all() -> None:
    assert delay(refusal(429, retry_after=60.1)) is None


@given(
    attempt=st.integers(1, 10_000),
    drawn=st.floats(0, 1),
    base=st.floats(0, 100),
    cap=st.floats(0, 100),
)
def test_full_jitter_lies_between_zero_and_the_capped_backoff(
    attempt: int, drawn: float, base: float, cap: float
) -> None:
    policy = RetryPolicy(attempts=10_001, base=base, cap=cap)
    pause = retry_delay(refusal(503), attempt=attempt, read=True, policy=policy, draw=lambda: drawn)
    assert pause is not None
    assert 0 <= pause <= min(cap, base * 2.0 ** min(attempt - 1, 60))


@pytest.mark.parametrize("field", ["base", "cap", "retry_after_cap"])
def test_a_negative_time_is_refused(field: str) -> None:
    told = "^base, cap and retry_after_cap are seconds: none is negative$"
    with pytest.raises(ValueError, match=told):
        RetryPolicy(**{field: -1.0})  # type: ignore[arg-type]


def test_one_attempt_is_a_policy() -> None:
    assert RetryPolicy(attempts=1) == NO_RETRY


def test_a_policy_needs_at_least_one_attempt() -> None:
    with pytest.raises(ValueError, match="attempts must be at least 1, not 0"):
        RetryPolicy(attempts=0)


@pytest.mark.parametrize(
    ("fault", "ambiguous"),
    [
        (TransportError("reset", sent=True), True),
        (TransportError("refused", sent=False), False),
        (TimeoutError("late", sent=True), True),
        (unexpected(200), True),
        (unexpected(299), True),
        (unexpected(300), False),
        (unexpected(302), False),
        (refusal(408), True),
        (refusal(502), True),
        (refusal(504), True),
        (refusal(400), False),
        (refusal(401), False),
        (refusal(429), False),
        (LedgerspanError("else"), False),
    ],
)
def test_a_write_is_ambiguous_when_it_may_have_happened(
    fault: LedgerspanError,
    ambiguous: bool,  # noqa: FBT001
) -> None:
    assert is_ambiguous(fault) is ambiguous
