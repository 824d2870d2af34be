"""What a row promises and how a miss is shown."""

import io
import json

from tooling.bench_rows import Row, as_json, print_rows, rows_of


def test_a_target_is_missed_above_it() -> None:
    assert Row("decode", "a page", "ours", 1.61, target=1.6).missed()
    assert not Row("decode", "a page", "ours", 1.6, target=1.6).missed()


def test_a_target_to_be_reached_is_missed_below_it() -> None:
    assert Row("paging", "pages", "ours", 6.9, target=7, at_least=True).missed()
    assert not Row("paging", "pages", "ours", 7.0, target=7, at_least=True).missed()


def test_slack_forgives_in_both_directions() -> None:
    assert not Row("decode", "a page", "ours", 2.0, target=1.6).missed(0.3)
    assert Row("decode", "a page", "ours", 2.1, target=1.6).missed(0.3)
    assert not Row("paging", "pages", "ours", 5.4, target=7, at_least=True).missed(0.3)
    assert Row("paging", "pages", "ours", 5.3, target=7, at_least=True).missed(0.3)


def test_a_row_without_a_target_misses_nothing() -> None:
    assert not Row("decode", "a page", "a peer", 99.0).missed()


def test_the_fastest_stands_first_and_has_its_target_beside_it() -> None:
    rows = rows_of("decode", "a page", {"peer": 4.0, "ours": 1.7}, {"ours": 1.6})
    out = io.StringIO()
    print_rows(rows, out)
    assert [line.split() for line in out.getvalue().strip().splitlines()] == [
        ["decode:", "a", "page"],
        ["ours", "1.70", "x", "<=", "1.6", "MISSED"],
        ["peer", "4.00", "x"],
    ]


def test_the_json_names_versions_and_says_which_target_was_missed() -> None:
    kept = json.loads(as_json([Row("decode", "a page", "ours", 1.7, target=1.6)], quick=True))
    assert kept["quick"] is True
    assert kept["packages"].keys() >= {"httpx", "msgspec", "pydantic"}
    assert kept["rows"][0]["missed"] is True
