"""A mask has the form of its value, is always the same, and is never the value."""

import re
import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.cassettes.masks import Masks

MASKS = Masks(b"invented-key")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PLAIN = TEXTS.filter(lambda text: "@" not in text and not text.startswith(("/", "http")))


def form(letter: str) -> str:
    """Return what stays of a letter: its alphabet and case, or the letter itself."""
    if letter.isdecimal():
        return "digit"
    if not letter.isalpha():
        return letter
    if "\u0621" <= letter <= "\u064a":
        return "arabic"
    return f"{letter.isascii()} {letter.isupper()}"


@given(PLAIN)
def test_a_text_keeps_its_form(text: str) -> None:
    assert [form(letter) for letter in MASKS.text(text)] == [form(letter) for letter in text]


@given(TEXTS)
def test_a_value_has_the_same_mask_wherever_it_stands(text: str) -> None:
    assert Masks(b"invented-key").text(text) == MASKS.text(text)


@given(st.text(st.sampled_from("abcXYZ123شركة"), min_size=6))
def test_a_mask_is_not_its_value_and_depends_on_the_key(text: str) -> None:
    assert MASKS.text(text) != text
    assert Masks(b"another key").text(text) != MASKS.text(text)


def test_a_value_of_one_letter_is_masked_too() -> None:
    assert [MASKS.text(letter) != letter for letter in "aZ5شé"] == [True] * 5


def test_what_is_no_date_is_masked_as_a_text() -> None:
    assert MASKS.date("12:30") == MASKS.text("12:30") != "12:30"


def test_different_values_have_different_masks() -> None:
    names = [f"Amal Nasser {number}" for number in range(1000)]
    assert len({MASKS.text(name) for name in names}) == 1000


@pytest.mark.parametrize("text", ["+966 11 000 0000", "٠١٢٣٤٥٦٧٨٩", "007", "-12.50"])
def test_figures_stay_figures_of_the_same_size(text: str) -> None:
    mask = MASKS.text(text)
    values = [unicodedata.decimal(letter, None) for letter in mask]
    # Zeros in front stay, and no others are put there.
    assert (values[0] == 0) == (unicodedata.decimal(text[0], None) == 0)
    assert [value is None for value in values] == [not letter.isdecimal() for letter in text]


def test_an_email_address_stays_one_of_a_domain_that_nobody_has() -> None:
    mask = MASKS.text("client1@olive-harbour.com")
    assert re.fullmatch(r"[a-z]{6}[1-9]@[a-z]{8}\.example", mask)
    assert mask.partition("@")[2] == MASKS.text("other@olive-harbour.com").partition("@")[2]


def test_a_link_keeps_the_paths_of_the_apis_and_loses_host_and_names() -> None:
    link = urlsplit(MASKS.text("https://acme.daftra.com/api2/clients?page=2&search=Amal"))
    assert link.netloc.endswith(".example")
    assert link.path == "/api2/clients"
    assert link.query.startswith("page=2&search=")
    assert "Amal" not in link.query
    other = urlsplit(MASKS.text("https://files.shop.com/acme/Amal-passport.pdf?Signature=abcDEF"))
    assert re.fullmatch(r"/[a-z]{4}/[A-Z][a-z]{3}-[a-z]{8}\.pdf", other.path)
    assert "acme" not in other.path
    assert "abcDEF" not in other.query


def test_a_relative_link_to_a_page_stays_as_it_is() -> None:
    assert MASKS.text("/api2/clients/?page=3") == "/api2/clients/?page=3"


@pytest.mark.parametrize(
    ("date", "shape"),
    [
        ("1988-02-29", r"19[5-9]\d-(0[1-9]|1[0-2])-(0[1-9]|1[0-2])"),
        ("29/02/1988", r"(0[1-9]|1[0-2])/(0[1-9]|1[0-2])/19[5-9]\d"),
        ("1988-02-29 00:00:00", r"19[5-9]\d-(0[1-9]|1[0-2])-(0[1-9]|1[0-2]) 00:00:00"),
    ],
)
def test_another_date_is_a_date_in_the_same_spelling(date: str, shape: str) -> None:
    assert re.fullmatch(shape, MASKS.date(date))
    assert MASKS.date(date) != date
