"""A value is spoken of without being told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.drift.values import class_of, masked_value, plain_value, token_of

WORD = st.text(st.sampled_from("bcdefghijklmnopqrstuvwyzABCDEFGHéñ"), min_size=1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "boolean"),
        (7, "integer"),
        (7.5, "number"),
        ("", "empty text"),
        ("7", "text of digits"),
        ("-7.50", "text of a decimal"),
        ("2026-05-04", "text of a date"),
        ("2026-05-04 10:00:00", "text of a date and time"),
        ("04/05/2026", "text of a local date"),
        ("00000000-0000-4000-8000-000000000007", "text of an identifier"),
        ("amal@acme.example", "text of an e-mail address"),
        ("https://acme.example/a", "text of an address"),
        ("Amal", "text"),
        ([], "empty list"),
        ([1], "list"),
        ({}, "empty object"),
        ({"a": 1}, "object"),
    ],
)
def test_values_have_classes(value: Any, expected: str) -> None:
    assert class_of(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Amal Nasser 12", '"Xxxx Xxxxxx 99"'),
        ("شركة 5", '"سسسس 9"'),
        (1234.5, "9999.9"),
        (-7, "-9"),
        (None, "null"),
        (True, "true"),
        ([1, 2], "list of 2"),
        ({"name": "Amal"}, "object of 1"),
        ("a" * 50, '"' + "x" * 39 + "…"),
    ],
)
def test_a_mask_is_the_shape_of_a_value(value: Any, expected: str) -> None:
    assert masked_value(value) == expected


@given(WORD)
def test_no_letter_of_a_text_is_left(text: str) -> None:
    assert set(masked_value(text)) <= set('"xX…')


def test_values_are_shown_when_they_are_asked_for() -> None:
    assert [plain_value(each) for each in ("Amal", 5, None, False, ["Amal"])] == [
        '"Amal"',
        "5",
        "null",
        "false",
        "['Amal']",
    ]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (3, "*"),
        ("12", "*"),
        ("amount", "amount"),
        ("a/b~c", "x~1x~0x"),
        ("amal@acme.example", "xxxx@xxxx.xxxxxxx"),
    ],
)
def test_names_of_members_stay_and_keys_that_are_values_do_not(key: Any, expected: str) -> None:
    assert token_of(key) == expected
