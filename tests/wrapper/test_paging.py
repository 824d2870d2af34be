"""Where a listing ends, which records are new, what the report says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.paging import Claims, PageReport, horizon, new_places, stop_reason

WHOLE = Claims(paged=False)


def stops(claims: Claims, *, asked: int = 1, received: int = 10, new: int = 10) -> str | None:
    return stop_reason(claims, asked=asked, received=received, new=new)


def test_a_list_that_comes_whole_ends_with_its_only_answer() -> None:
    assert stops(WHOLE) == "complete: the provider gives the whole list at once"


def test_a_whole_list_without_records_ends_too() -> None:
    assert stops(WHOLE, received=0, new=0) == "complete: the provider gives the whole list at once"


def test_a_page_before_the_last_one_goes_on() -> None:
    assert stops(Claims(page=1, page_count=3, has_next=True)) is None


def test_the_last_page_without_a_next_link_ends() -> None:
    assert stops(Claims(page=3, page_count=3, has_next=False), asked=3) == "the last page"


def test_the_last_page_ends_where_next_is_not_said() -> None:
    assert stops(Claims(page=3, page_count=3), asked=3) == "the last page"


def test_a_next_link_beats_a_page_count_that_is_too_small() -> None:
    assert stops(Claims(page=3, page_count=3, has_next=True), asked=3) is None


def test_a_missing_next_link_does_not_end_before_the_claimed_last_page() -> None:
    assert stops(Claims(page=1, page_count=3, has_next=False)) is None


def test_without_any_claim_a_page_with_records_goes_on() -> None:
    assert stops(Claims()) is None


def test_without_any_claim_an_empty_page_ends() -> None:
    assert stops(Claims(), asked=4, received=0, new=0) == "an empty page"


def test_an_empty_page_before_the_claimed_end_is_a_hole() -> None:
    assert stops(Claims(page=2, page_count=5), asked=2, received=0, new=0) is None


def test_a_page_that_repeats_past_the_end_ends() -> None:
    claims = Claims(page=3, page_count=3, has_next=False)
    assert stops(claims, asked=4, new=0) == "a page that only repeats"


def test_a_server_that_ignores_the_page_number_is_noticed() -> None:
    claims = Claims(page=1, page_count=9, has_next=True)
    assert stops(claims, asked=2, new=0) == "a page that only repeats"


def test_a_page_in_the_middle_that_only_repeats_goes_on_to_the_claimed_end() -> None:
    assert stops(Claims(page=2, page_count=5), asked=2, new=0) is None


@pytest.mark.parametrize("news", [{"received": 0, "new": 0}, {"new": 0}])
def test_the_claimed_last_page_ends_though_it_brings_nothing(news: dict[str, int]) -> None:
    assert stops(Claims(page=3, page_count=3, has_next=True), asked=3, **news) is not None


@pytest.mark.parametrize("received", [0, 10])
def test_windows_of_days_end_with_the_last_one_and_no_sooner(received: int) -> None:
    windows = Claims(page_count=3, window=True)
    ends = [stops(windows, asked=asked, received=received, new=0) for asked in (1, 2, 3)]
    assert ends == [None, None, "the last window"]


def test_windows_may_be_empty_for_longer_than_any_hole() -> None:
    windows = Claims(page_count=99, window=True)
    assert stop_reason(windows, asked=50, received=0, new=0, empty=50) is None


@given(
    page_count=st.none() | st.integers(0, 50),
    asked=st.integers(51, 99),
    has_next=st.none() | st.booleans(),
)
def test_past_everything_that_is_claimed_a_page_without_news_always_ends(
    page_count: int | None,
    asked: int,
    has_next: bool | None,  # noqa: FBT001
) -> None:
    claims = Claims(page=asked, page_count=page_count, has_next=has_next)
    assert stops(claims, asked=asked, received=0, new=0) is not None
    assert stops(claims, asked=asked, received=5, new=0) is not None


def test_ids_that_are_all_new_need_no_choice() -> None:
    assert new_places(["1", "2"], {"0"}) is None


def test_an_id_that_came_before_is_left_out() -> None:
    assert new_places(["1", "2", "3"], {"2"}) == [0, 2]


def test_an_id_that_comes_twice_on_a_page_counts_once() -> None:
    assert new_places(["1", "1", "2"], set()) == [0, 2]


def test_records_without_an_id_cannot_be_told_apart_and_all_count() -> None:
    assert new_places(["", "", "1"], {"1"}) == [0, 1]


@given(st.lists(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_new_places_are_first_places_of_unseen_ids_in_order(ids: list[str], seen: set[str]) -> None:
    expected = [
        place for place, name in enumerate(ids) if name not in seen and name not in ids[:place]
    ]
    places = new_places(ids, set(seen))
    assert (list(range(len(ids))) if places is None else places) == expected


def test_only_claimed_pages_are_worth_fetching_ahead() -> None:
    assert horizon(Claims(page_count=3), asked=2, ahead=8) == 3


def test_without_a_claim_the_number_asked_for_is_fetched_ahead() -> None:
    assert horizon(Claims(), asked=2, ahead=8) == 10


def test_nothing_is_fetched_ahead_of_a_whole_list() -> None:
    assert horizon(WHOLE, asked=1, ahead=8) == 1


def test_the_horizon_never_lies_before_the_page_asked_for() -> None:
    assert horizon(Claims(page_count=0), asked=2, ahead=8) == 2


def test_nothing_is_missing_while_a_listing_runs() -> None:
    assert PageReport(records=3, claimed_total=9).missing == 0


def test_what_was_claimed_and_never_came_is_missing() -> None:
    report = PageReport(records=3, filtered={"since": 2}, claimed_total=9, stopped="an empty page")
    assert report.missing == 4


def test_more_records_than_claimed_are_not_missing() -> None:
    assert PageReport(records=9, claimed_total=3, stopped="the last page").missing == 0


@pytest.mark.parametrize("claimed", [None, 0])
def test_without_a_claim_nothing_is_missing(claimed: int | None) -> None:
    assert PageReport(records=0, claimed_total=claimed, stopped="an empty page").missing == 0
