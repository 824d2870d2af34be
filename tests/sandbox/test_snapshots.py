"""A snapshot brings back what was stored, as often as it is asked to."""

import re
from pathlib import Path

import pytest
from ledgerspan.sandbox import Fault, Sandbox

from tests.sandbox.contents import (
    ask_for_tokens,
    create_income,
    create_invoice,
    everything,
    opens,
    write_something,
)


def test_restore_brings_every_record_back_as_often_as_it_is_asked_to(either: Sandbox) -> None:
    write_something(either)
    snapshot = either.snapshot()
    before = everything(either)
    for _ in range(2):
        write_something(either)
        assert everything(either) != before
        either.restore(snapshot)
        assert everything(either) == before


def test_what_happens_after_a_restore_happens_as_it_did_before(box: Sandbox) -> None:
    snapshot = box.snapshot()
    first = (create_income(box), create_invoice(box), ask_for_tokens(box).json())
    box.restore(snapshot)
    assert (create_income(box), create_invoice(box), ask_for_tokens(box).json()) == first


def test_a_restore_brings_back_tokens_and_takes_away_later_ones(box: Sandbox) -> None:
    early = ask_for_tokens(box).json()["access_token"]
    snapshot = box.snapshot()
    box.expire_tokens()
    late = ask_for_tokens(box).json()["access_token"]
    assert (opens(box, early), opens(box, late)) == (False, True)
    box.restore(snapshot)
    assert (opens(box, early), opens(box, late)) == (True, False)


def test_a_restore_makes_a_spent_refresh_token_good_again(box: Sandbox) -> None:
    renewal = {
        "grant_type": "refresh_token",
        "refresh_token": ask_for_tokens(box).json()["refresh_token"],
    }
    snapshot = box.snapshot()
    assert ask_for_tokens(box, **renewal).status_code == 200
    assert ask_for_tokens(box, **renewal).status_code == 401
    box.restore(snapshot)
    assert ask_for_tokens(box, **renewal).status_code == 200


def test_a_restore_brings_back_the_clock(box: Sandbox) -> None:
    box.advance(days=3)
    then = box.clock
    snapshot = box.snapshot()
    box.advance(days=40)
    box.restore(snapshot)
    assert box.clock == then


def test_faults_and_requests_stay_as_they_are(box: Sandbox) -> None:
    snapshot = box.snapshot()
    create_income(box)
    box.faults.add(Fault("html"))
    box.restore(snapshot)
    assert [request.method for request in box.requests] == ["POST"]
    assert [fault.kind for fault in box.faults] == ["html"]


def test_a_reset_leaves_a_snapshot_good(box: Sandbox) -> None:
    write_something(box)
    snapshot, before = box.snapshot(), everything(box)
    box.reset()
    assert everything(box) != before
    box.restore(snapshot)
    assert everything(box) == before


def test_a_snapshot_fits_another_sandbox_of_the_same_plan(box: Sandbox) -> None:
    write_something(box)
    with Sandbox(seed=7, records=30) as twin:
        twin.restore(box.snapshot())
        assert everything(twin) == everything(box)


def test_a_snapshot_of_another_plan_is_refused_with_the_reason(
    box: Sandbox, documented: Sandbox
) -> None:
    before = everything(documented)
    with pytest.raises(ValueError, match="whose keys and records differ"):
        documented.restore(box.snapshot())
    assert everything(documented) == before


def test_what_is_restored_into_a_file_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "books.sqlite"
    with Sandbox(records=5, database=path) as box:
        write_something(box)
        snapshot, before = box.snapshot(), everything(box)
        write_something(box)
        box.restore(snapshot)
    with Sandbox(records=5, database=path) as box:
        assert everything(box) == before


def test_a_snapshot_tells_its_size_and_no_secret(box: Sandbox) -> None:
    assert re.fullmatch(r"Snapshot\(seed=7, [0-9]+\.[0-9] MiB\)", repr(box.snapshot()))
