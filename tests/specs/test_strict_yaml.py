import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tooling.strict_yaml import StrictYamlError, load


@pytest.mark.parametrize(
    "text", ["NO", "on", "yes", "2024-01-01", "0123", "1e3", "1:30", "~", "True"]
)
def test_what_loaders_read_in_different_ways_stays_text(text: str) -> None:
    assert load(f"value: {text}") == {"value": text}


def test_numbers_booleans_and_null_are_what_json_says() -> None:
    assert load("[1, -20, 1.5, true, false, null]") == [1, -20, 1.5, True, False, None]


def test_a_quoted_scalar_is_always_text() -> None:
    assert load("""["200", 'true', "null"]""") == ["200", "true", "null"]


def test_a_block_of_text_keeps_its_lines() -> None:
    assert load("text: |\n  one\n  two\n") == {"text": "one\ntwo\n"}


def test_a_key_that_occurs_twice_is_refused_with_its_line() -> None:
    with pytest.raises(StrictYamlError, match=r"notes\.yaml:2: key 'a' occurs twice"):
        load("a: 1\na: 2\n", "notes.yaml")


def test_an_unquoted_status_code_is_refused() -> None:
    with pytest.raises(StrictYamlError, match="key 200 is not text; quote it"):
        load("responses:\n  200:\n    description: fine\n")


def test_a_merge_key_is_refused() -> None:
    with pytest.raises(StrictYamlError, match="merge keys are not used here"):
        load("base: &base {a: 1}\nother:\n  <<: *base\n")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(StrictYamlError, match="is empty"):
        load("")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("abcشØ 0123:-#'\"\\", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab-", max_size=3), inner),
    max_leaves=8,
)


@given(json_values)
def test_json_reads_as_itself(value: object) -> None:
    assert load(json.dumps(value, ensure_ascii=False)) == value
