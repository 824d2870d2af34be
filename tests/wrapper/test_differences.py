"""What `differences` tells of two bodies: all that changed, and nothing that did not."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.dry_run import DryRun, differences, exactly

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3, max_value=99, min_value=-99)
    | st.text("ab", max_size=2)
)
bodies = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=12,
)
members = st.dictionaries(st.sampled_from("abcd"), bodies, max_size=4)


def without_nothing(body: Any) -> Any:
    """Return a body in which a member that is null is not there: both say nothing."""
    if isinstance(body, dict):
        kept = {name: without_nothing(inner) for name, inner in body.items()}
        return {name: inner for name, inner in kept.items() if inner is not None}
    if isinstance(body, list):
        return [without_nothing(inner) for inner in body]
    return body


def put(body: Any, path: str, value: Any) -> None:
    """Lay one difference over a body."""
    *way, last = path.replace("[", ".[").split(".")
    for step in way:
        body = body[int(step[1:-1])] if step.startswith("[") else body[step]
    if not last.startswith("["):
        body[last] = value
    elif int(last[1:-1]) < len(body):
        body[int(last[1:-1])] = value
    else:
        body.append(value)


def cut(body: Any, like: Any) -> Any:
    """Shorten lists to those of another body: None in place of an item means that it went."""
    if isinstance(body, dict) and isinstance(like, dict):
        return {name: cut(inner, like.get(name)) for name, inner in body.items()}
    if isinstance(body, list) and isinstance(like, list):
        return [cut(*pair) for pair in zip(body, like, strict=False)]
    return body


@given(members)
def test_a_body_does_not_differ_from_itself(body: dict[str, Any]) -> None:
    assert differences(body, deepcopy(body)) == ()


@given(members, members)
def test_laying_the_differences_over_the_first_gives_the_second(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    found = deepcopy(before)
    for each in differences(before, after):
        put(found, each.path, each.after)
    assert without_nothing(cut(found, after)) == without_nothing(after)


@given(members, members)
def test_seen_from_the_other_side_each_difference_is_the_other_way_round(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    there = {(each.path, str(each.before), str(each.after)) for each in differences(before, after)}
    back = {(each.path, str(each.after), str(each.before)) for each in differences(after, before)}
    assert there == back


def test_paths_name_members_and_places() -> None:
    before = {"Income": {"note": "a"}, "items": [{"quantity": 1}, {"quantity": 2}]}
    after = {"Income": {"note": "b"}, "items": [{"quantity": 1}, {"quantity": 3}, {"quantity": 4}]}
    assert [each.path for each in differences(before, after)] == [
        "Income.note",
        "items[1].quantity",
        "items[2]",
    ]


def test_a_flag_is_not_the_number_that_python_takes_it_for() -> None:
    assert [each.after for each in differences({"a": 1}, {"a": True})] == [True]


def test_the_same_amount_in_two_spellings_is_no_difference() -> None:
    assert differences({"amount": Decimal("2.50")}, {"amount": Decimal("2.5")}) == ()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=9))
def test_a_body_is_read_back_to_the_last_digit(amount: Decimal) -> None:
    content = b'{"amount":%b}' % format(amount, "f").encode()
    assert exactly(content) == {"amount": amount}
    assert DryRun(operation="incomes.create", content=content).body == {"amount": amount}


def test_a_run_without_a_body_has_none() -> None:
    assert DryRun(operation="incomes.delete").body is None
