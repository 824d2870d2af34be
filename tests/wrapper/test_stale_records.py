"""When an update is refused: the record is closed, or not what the user believes it to be."""

from decimal import Decimal

import pytest
from ledgerspan.errors import ConflictError, FieldError
from ledgerspan.models import Income
from ledgerspan.stale import refuse_stale

from .fakes import income

READ = income("7", number="A", total=Decimal(1))
CHANGED = income("7", number="B", total=Decimal(2))


def refused(known: Income | str, now: Income, refusal: str | None = None) -> ConflictError:
    with pytest.raises(ConflictError) as caught:
        refuse_stale(known, now, refusal, url="/incomes/7")
    fault = caught.value
    assert (fault.method, fault.url, fault.status) == ("GET", "/incomes/7", 200)
    return fault


def test_a_record_that_stands_as_it_was_read_may_be_changed() -> None:
    refuse_stale(READ, income("7", number="A", total=Decimal("1.0")), None, url="/incomes/7")


def test_an_id_claims_nothing_of_what_is_there() -> None:
    refuse_stale("7", CHANGED, None, url="/incomes/7")


def test_a_record_that_was_changed_since_is_refused_with_each_field_before_and_after() -> None:
    fault = refused(READ, CHANGED)
    assert fault.message == (
        "it was changed since you read it: read it again and decide anew, or force=True"
    )
    assert fault.field_errors == (
        FieldError("number", "was 'A', is 'B'"),
        FieldError("total", "was Decimal('1'), is Decimal('2')"),
    )


@pytest.mark.parametrize("known", ["7", READ])
def test_a_closed_record_is_refused_with_the_reason(known: Income | str) -> None:
    fault = refused(known, CHANGED, "it is posted")
    assert fault.message == ("it is closed to changes: it is posted. force=True tries all the same")
    assert fault.field_errors == ()
