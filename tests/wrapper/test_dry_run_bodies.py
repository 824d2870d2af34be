"""What a rehearsed update tells: the members whose values would change, by their paths."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.dry_run import Difference, DryRun, differences

BEFORE = {"Income": {"note": "Rent", "taxes": [{"id": 1}, {"id": 2}], "vendor": "Nile"}}


def after(**members: Any) -> dict[str, Any]:
    return {"Income": {**BEFORE["Income"], **members}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (after(), ()),
        (
            after(note="Hall"),
            (Difference(path="Income.note", before="Rent", after="Hall"),),
        ),
        (
            after(taxes=[{"id": 1}, {"id": 3}, {"id": 4}]),
            (
                Difference(path="Income.taxes[1].id", before=2, after=3),
                Difference(path="Income.taxes[2]", before=None, after={"id": 4}),
            ),
        ),
        (
            after(taxes=[]),
            (
                Difference(path="Income.taxes[0]", before={"id": 1}, after=None),
                Difference(path="Income.taxes[1]", before={"id": 2}, after=None),
            ),
        ),
        (
            after(taxes=None, client_id=7),
            (
                Difference(path="Income.taxes", before=[{"id": 1}, {"id": 2}], after=None),
                Difference(path="Income.client_id", before=None, after=7),
            ),
        ),
        ({"Income": 7}, (Difference(path="Income", before=BEFORE["Income"], after=7),)),
    ],
)
def test_each_change_is_told_with_its_path_and_both_values(
    body: dict[str, Any], expected: tuple[Difference, ...]
) -> None:
    assert differences(BEFORE, body) == expected


def test_bodies_that_are_no_objects_differ_as_a_whole() -> None:
    assert differences("a", "b") == (Difference(path="", before="a", after="b"),)


def test_a_path_may_begin_within_a_body() -> None:
    assert differences({"a": 1}, {"a": 2}, "data") == (
        Difference(path="data.a", before=1, after=2),
    )


@pytest.mark.parametrize(("content", "body"), [(b"", None), (b'{"note":"x"}', {"note": "x"})])
def test_a_body_is_what_would_be_sent(content: bytes, body: object) -> None:
    assert DryRun(operation="incomes.update", content=content).body == body


def test_an_amount_of_a_body_keeps_its_digits() -> None:
    body = DryRun(operation="incomes.update", content=b'{"amount":0.10}').body
    assert (body["amount"], str(body["amount"])) == (Decimal("0.1"), "0.10")
