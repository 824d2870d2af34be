"""What a write does not do behind one's back."""

import traceback
from datetime import date
from decimal import Decimal

import pytest
from ledgerspan import AuthenticationError, Daftra, DraftError, IncomeDraft, Outcome, ServerError
from ledgerspan.errors import AmbiguousWriteError
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled
from tests.live.drafts import plain_draft

pytestmark = pytest.mark.anyio

RECORDS = 150


async def undated(daftra: Daftra) -> str:
    everything = await settled(daftra.incomes.list().to_list())
    return next(income.id for income in everything if income.date is None)


async def test_an_update_does_not_date_a_record_that_has_no_date(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    daftra = opened("daftra", kind)
    identity = await undated(daftra)
    with pytest.raises(DraftError, match="would be given today's"):
        await settled(daftra.incomes.update(identity, description="changed"))
    assert asked(box, "PUT") == []


async def test_a_record_without_a_date_can_be_given_one(opened: Opened, kind: str) -> None:
    daftra = opened("daftra", kind)
    day = date(2026, 3, 4)
    changed = await settled(daftra.incomes.update(await undated(daftra), date=day))
    assert day == changed.date


async def test_a_server_that_failed_while_writing_says_to_look_first(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    box.faults.add(Fault("status", status=500, method="POST"))
    with pytest.raises(ServerError) as caught:
        await settled(opened(provider, kind, retry=AT_ONCE).incomes.create(plain_draft()))
    assert caught.value.__notes__ == [
        "The server failed while writing: look before you send this again."
    ]


async def test_a_record_whose_texts_the_server_rewrote_is_not_called_missing(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    daftra = opened("daftra", kind, retry=AT_ONCE)
    draft = IncomeDraft(
        date=date(2026, 5, 6), currency="SAR", amount=Decimal("71.25"), description="as sent "
    )
    box.faults.add(Fault("reset_after", method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(daftra.incomes.create(draft))
    found = (await settled(daftra.incomes.list(since=draft.date, until=draft.date).to_list()))[0]
    await settled(daftra.incomes.update(found.id, description="as sent"))
    resolution = await settled(caught.value.resolve())
    assert resolution.outcome == Outcome.UNKNOWN
    assert [record.id for record in resolution.candidates] == [found.id]
    assert "other texts" in resolution.reason


def test_a_traceback_with_the_values_of_all_frames_shows_no_key(box: Sandbox) -> None:
    key = "invented-key-0123456789"
    with pytest.raises(AuthenticationError) as caught:
        box.daftra(api_key=key, retry=AT_ONCE).incomes.get(1)
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in shown.stack if "/ledgerspan/" in frame.filename]
    assert ours
    assert not [frame.name for frame in ours if key in str(frame.locals)]
