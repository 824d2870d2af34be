"""Masking changes values and nothing else, whatever the JSON."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.cassettes.bodies import Masker, read_json, write_json
from ledgerspan.cassettes.fields import Fields
from ledgerspan.cassettes.masks import Masks
from ledgerspan.specs.meanings import Descriptions

NOTHING = Descriptions("daftra")
NAMES = st.sampled_from(["name", "id", "amount", "email", "token", "notes", "7", "عنوان", "a b"])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.decimals(-1000000, 1000000, allow_nan=False, places=3),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4)
)


def masker(**options: Any) -> Masker:
    return Masker(Masks(b"invented-key"), Fields(**options))


def skeleton(value: Any) -> Any:
    """Return what masking must not change: lists, numbers of members, kinds of values."""
    if isinstance(value, dict):
        return sorted((str(skeleton(inner)) for inner in value.values()), key=str)
    if isinstance(value, list):
        return [skeleton(inner) for inner in value]
    if isinstance(value, bool) or value is None:
        return value
    return "number" if isinstance(value, int | Decimal) else "text"


@given(JSON)
def test_a_masked_value_has_the_same_skeleton_and_can_be_written(value: Any) -> None:
    masked = masker().value(value, NOTHING)
    assert skeleton(read_json(write_json(masked))) == skeleton(value)


@given(JSON)
def test_masking_is_the_same_every_time(value: Any) -> None:
    assert masker().value(value, NOTHING) == masker().value(value, NOTHING)


@given(JSON)
def test_json_in_a_text_is_masked_as_json(value: Any) -> None:
    text = write_json({"note": value}).decode()
    masked = masker().value({"extra_details": text}, NOTHING)["extra_details"]
    assert skeleton(json.loads(masked, parse_float=Decimal)) == skeleton({"note": value})


def test_a_text_that_only_begins_as_json_is_masked_as_a_text() -> None:
    masked = masker().value({"notes": "[draft] Amal"}, NOTHING)["notes"]
    assert masked.startswith("[")
    assert len(masked) == len("[draft] Amal")
    assert "Amal" not in masked


def test_what_was_masked_is_named_by_its_place() -> None:
    subject = masker()
    subject.value({"Client": {"id": 7, "name": "Amal", "tags": ["x", "yes indeed"]}}, NOTHING)
    assert subject.masked == ["/Client/name", "/Client/tags/0", "/Client/tags/1"]


def test_a_key_that_is_somebody_is_masked_and_a_number_is_not() -> None:
    found = masker().value({"7": 1, "amal@acme.example": 1, "first_name": 1}, NOTHING)
    assert list(found)[0::2] == ["7", "first_name"]
    assert "amal" not in str(found)


def test_a_map_by_numbers_is_named_as_the_member_that_holds_it() -> None:
    found = masker().value({"phone": {"1": 55, "2": 66}, "count": {"1": 55}}, NOTHING)
    assert found["count"] == {"1": 55}
    assert found["phone"]["1"] != 55


def test_members_that_are_to_be_kept_stay_with_all_in_them() -> None:
    value = {"Client": {"name": "Amal"}, "name": "Amal"}
    found = masker(keep=["Client"]).value(value, NOTHING)
    assert found["Client"] == {"name": "Amal"}
    assert found["name"] != "Amal"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"a":12.50}', {"a": Decimal("12.50")}),
        (b'{"a":1e400}', {"a": Decimal("1E+400")}),
        (b'"\xd9"', "\ufffd"),
        (b'"\\ud83e"', "?"),
        (b'{"a":["\\ud83e"],"\\ud83e":1.50}', {"a": ["?"], "?": Decimal("1.50")}),
    ],
)
def test_json_is_read_exactly_and_mended_where_it_was_cut(body: bytes, expected: Any) -> None:
    assert read_json(body) == expected


@pytest.mark.parametrize("body", [b"", b"{", b"NaN", b"[" * 100000, b"<html>"])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(body)
