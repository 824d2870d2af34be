"""The dates that providers write; a text that fits nothing is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.dates import DateFormat, is_iso, read_iso_date
from ledgerspan.errors import ConfigurationError

DAY = date(2026, 9, 5)
ARABIC_INDIC = {ord("0") + digit: 0x660 + digit for digit in range(10)}


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-05",
        "2026-09-05 00:00:00",
        "2026-09-05T23:59:59",
        "2026-09-05T23:59:59Z",
        "2026-09-05T23:59:59.123456+03:00",
    ],
)
def test_an_iso_day_is_read_with_or_without_a_time(text: str) -> None:
    assert read_iso_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "2026-02-30",
        "2026-13-01",
        "05/09/2026",
        "2026-9-5",
        "2026-09-05x",
        " 2026-09-05",
        "20260905",
        "today",
    ],
)
def test_what_is_no_iso_day_is_no_date(text: str) -> None:
    assert read_iso_date(text) is None


def test_the_zone_of_a_time_does_not_move_the_day() -> None:
    assert read_iso_date("2026-09-05T23:30:00-11:00") == DAY


def test_arabic_indic_digits_are_digits() -> None:
    assert read_iso_date("2026-09-05".translate(ARABIC_INDIC)) == DAY


def test_arabic_indic_digits_are_read_in_a_site_format() -> None:
    assert DateFormat("DD/MM/YYYY").read("05/09/2026".translate(ARABIC_INDIC)) == DAY


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-09-05", True),
        ("2026-09-05 10:00:00", True),
        ("0000-00-00", True),
        ("9999-99-99", True),
        ("05/09/2026", False),
        ("", False),
    ],
)
def test_a_text_is_iso_by_its_form_whether_the_day_exists_or_not(
    text: str,
    iso: bool,  # noqa: FBT001
) -> None:
    assert is_iso(text) is iso


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("DD/MM/YYYY", "05/09/2026"),
        ("D/M/YYYY", "5/9/2026"),
        ("DD-MM-YYYY", "05-09-2026"),
        ("DD.MM.YYYY", "05.09.2026"),
        ("MM/DD/YYYY", "09/05/2026"),
        ("YYYY/MM/DD", "2026/09/05"),
        ("YYYY-MM-DD", "2026-09-05"),
        ("d/m/Y", "05/09/2026"),
        ("d-m-Y", "05-09-2026"),
        ("m/d/Y", "09/05/2026"),
        ("Y.m.d", "2026.09.05"),
        ("j/n/Y", "5/9/2026"),
    ],
)
def test_a_day_is_read_in_the_format_of_the_site(form: str, text: str) -> None:
    assert DateFormat(form).read(text) == DAY


def test_day_and_month_are_never_swapped_to_make_a_date() -> None:
    assert DateFormat("MM/DD/YYYY").read("25/09/2026") is None


@pytest.mark.parametrize(
    "text",
    ["", "05/09/2026x", "05-09-2026", "05/09/26", "31/02/2026", "00/00/0000", "5 September 2026"],
)
def test_a_text_in_another_format_is_no_date(text: str) -> None:
    assert DateFormat("DD/MM/YYYY").read(text) is None


def test_the_separator_is_meant_literally() -> None:
    assert DateFormat("DD.MM.YYYY").read("05/09/2026") is None


@pytest.mark.parametrize(
    "text",
    ["05/09/2026 00:00:00", "05/09/2026 14:30", "05/09/2026T14:30Z", "05/09/2026 14:30\n(noon)"],
)
def test_a_time_behind_the_day_is_passed_over(text: str) -> None:
    assert DateFormat("DD/MM/YYYY").read(text) == DAY


def test_a_time_behind_a_short_day_is_passed_over_too() -> None:
    assert DateFormat("D/M/YYYY").read("5/9/2026 14:30") == DAY


@pytest.mark.parametrize(
    "form",
    [
        "",
        "DD/MM",
        "DD/MM/YY",
        "DD/DD/YYYY",
        "YYYY/MM/YYYY",
        "MM/m/YYYY",
        "DD/MM-YYYY",
        "DDMMYYYY",
        "None",
        "3",
        "dd/mm/yyyy",
        "D MMMM YYYY",
    ],
)
def test_a_format_that_cannot_be_read_is_refused_with_an_example(form: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        DateFormat(form)
    assert str(caught.value) == (
        f"{form!r} is no date format that can be read: name year, month and day once each, "
        'such as "DD/MM/YYYY" or "d-m-Y"'
    )


def test_formats_are_equal_by_their_text() -> None:
    assert DateFormat("d/m/Y") == DateFormat("d/m/Y")
    assert DateFormat("d/m/Y") != DateFormat("m/d/Y")
    assert DateFormat("d/m/Y") != "d/m/Y"
    assert len({DateFormat("d/m/Y"), DateFormat("d/m/Y")}) == 1


def test_a_format_shows_itself() -> None:
    assert repr(DateFormat("d/m/Y")) == "DateFormat('d/m/Y')"


@given(st.text())
def test_no_text_makes_a_reader_fail(text: str) -> None:
    found = [read_iso_date(text), DateFormat("DD/MM/YYYY").read(text)]
    assert all(day is None or isinstance(day, date) for day in found)


@given(st.from_regex(r"\d{4}-\d{2}-\d{2}.{0,20}", fullmatch=True))
def test_no_digits_in_the_form_of_a_date_make_a_reader_fail(text: str) -> None:
    day = read_iso_date(text)
    assert day is None or isinstance(day, date)


@given(st.text())
def test_a_format_is_taken_or_refused_and_nothing_else(text: str) -> None:
    try:
        taken = DateFormat(text)
    except ConfigurationError:
        return
    assert taken.text == text


@given(st.dates(), st.sampled_from(["d/m/Y", "DD-MM-YYYY", "MM.DD.YYYY", "YYYY/MM/DD"]))
def test_every_day_that_is_written_in_a_format_is_read_back(day: date, form: str) -> None:
    parts = {"y": f"{day.year:04}", "m": f"{day.month:02}", "d": f"{day.day:02}"}
    separator = next(letter for letter in form if not letter.isalpha())
    text = separator.join(parts[token[0].lower()] for token in form.split(separator))
    assert DateFormat(form).read(text) == day
