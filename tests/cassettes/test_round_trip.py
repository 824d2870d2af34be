"""What was recorded is replayed: the same records, but for what was masked."""

import asyncio
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ledgerspan import AsyncDaftra, Daftra, Nuvio, TaxDraft, UnexpectedResponseError
from ledgerspan.cassettes import Recorder, Replay
from ledgerspan.drift import DriftReporter
from ledgerspan.drift.sources import exchanges_of
from ledgerspan.models import Record
from ledgerspan.sandbox import Fault, Sandbox

from tests.drift.traffic import read_entities, read_everything, signed_in, write_everything

# Common fields that hold words of people; all others come back as they were.
WORDS = {
    "account/name",
    "address/city",
    "address/line1",
    "attachments/location",
    "bank_name",
    "category",
    "contact/name",
    "description",
    "email",
    "first_name",
    "iban",
    "item",
    "last_name",
    "name",
    "number",
    "phone",
    "product/name",
    "project/name",
    "tags/name",
    "tax/name",
    "tax_number",
    "taxes/name",
}
# Numbers of bank accounts; those of documents stay.
NUMBERED = {"Account/number"}


def recorded(box: Sandbox, file: Path, *, raw: bool = False) -> list[Any]:
    recorder = Recorder(file, box.transport, raw=raw)
    with box.daftra(transport=recorder) as daftra, box.nuvio(transport=recorder) as nuvio:
        return read_everything("daftra", daftra) + read_everything("nuvio", nuvio)


def replayed(file: Path) -> list[Any]:
    replay = Replay(file)
    with (
        Daftra("another-site", api_key="any", transport=replay) as daftra,
        Nuvio(token="any", transport=replay) as nuvio,
    ):
        found = read_everything("daftra", daftra) + read_everything("nuvio", nuvio)
    assert replay.player.missed == 0
    return found


def plain(value: Any) -> Any:
    """Return a record as JSON values, structs by the names of their members."""
    if isinstance(value, Record):
        return value.to_dict()
    return msgspec.to_builtins(value)


def differences(one: Any, other: Any, path: str) -> set[str]:
    """Return the places in which two plain values differ; indexes are left out."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return {
            place for key in one for place in differences(one[key], other[key], f"{path}/{key}")
        }
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return {place for a, b in zip(one, other, strict=True) for place in differences(a, b, path)}
    return set() if one == other else {path}


def test_a_raw_recording_gives_the_same_records(box: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "raw.ndjson"
    before = recorded(box, file, raw=True)
    assert replayed(file) == before


def test_a_masked_recording_gives_the_same_records_but_for_words(
    box: Sandbox, tmp_path: Path
) -> None:
    file = tmp_path / "masked.ndjson"
    before, after = recorded(box, file), replayed(file)
    assert [type(each) for each in before] == [type(each) for each in after]
    places = {
        place
        for one, other in zip(before, after, strict=True)
        for place in differences(plain(one), plain(other), type(one).__name__)
    }
    assert places
    for place in places:
        known = any(place.endswith(f"/{each}") for each in WORDS - {"number"})
        assert known or place in NUMBERED, place


def test_references_stay_intact_when_their_names_are_masked(box: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "masked.ndjson"
    recorded(box, file)
    with Nuvio(token="any", transport=Replay(file)) as nuvio:
        names = {contact.id: contact.name for contact in nuvio.contacts.list()}
        referred = [income.contact for income in nuvio.incomes.list() if income.contact]
    assert referred
    for contact in referred:
        assert contact.name == names[str(contact.id)]


def test_a_cassette_of_everything_is_no_drift(box: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "all.ndjson"
    recorder = Recorder(file, box.transport)
    with box.daftra(transport=recorder) as daftra, box.nuvio(transport=recorder) as nuvio:
        for provider, client in (("daftra", daftra), ("nuvio", nuvio)):
            read_everything(provider, client)
            write_everything(box, provider, client)
        read_entities(daftra)
    with signed_in(box, transport=recorder) as daftra:
        daftra.taxes.list().to_list()
    reporter = DriftReporter()
    reporter.observe(exchanges_of(file))
    report = reporter.report()
    assert not report.drifted, report.table()
    assert report.examined == recorder.tape.taken > 150


def test_masked_amounts_are_no_drift_either(box: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "all.ndjson"
    with box.daftra(transport=Recorder(file, box.transport, amounts=True)) as daftra:
        read_everything("daftra", daftra)
    reporter = DriftReporter()
    reporter.observe(exchanges_of(file))
    assert not reporter.report().drifted, reporter.report().table()


def test_writes_are_replayed_too(box: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "writes.ndjson"
    with box.daftra(transport=Recorder(file, box.transport)) as daftra:
        made = daftra.taxes.create(TaxDraft(name="City levy", rate=Decimal(5)))
        daftra.taxes.delete(made.id)
    replay = Replay(file)
    with Daftra("acme", api_key="any", transport=replay) as daftra:
        again = daftra.taxes.create(TaxDraft(name="Any other name", rate=Decimal(5)))
        daftra.taxes.delete(again.id)
    assert (again.id, again.rate) == (made.id, made.rate)
    assert again.name != made.name
    assert replay.player.missed == 0


def test_a_grant_is_replayed(box: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "grant.ndjson"
    with signed_in(box, transport=Recorder(file, box.transport)) as daftra:
        count = len(daftra.taxes.list().to_list())
    replay = Replay(file)
    with signed_in(box, transport=replay) as daftra:
        assert len(daftra.taxes.list().to_list()) == count
    assert replay.player.missed == 0


def test_tasks_are_answered_too(seeded: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "tape.ndjson"
    with seeded.daftra(transport=Recorder(file, seeded.transport)) as daftra:
        count = len(daftra.taxes.list().to_list())

    async def read() -> int:
        async with AsyncDaftra("acme", api_key="any", transport=Replay(file)) as daftra:
            return len(await daftra.taxes.list().to_list())

    assert asyncio.run(read()) == count


@pytest.mark.parametrize("name", ["daftra", "nuvio"])
def test_a_fault_fails_alike_when_it_is_replayed(box: Sandbox, tmp_path: Path, name: str) -> None:
    file = tmp_path / "faults.ndjson"
    box.faults.add(Fault("html", times=1))
    box.faults.add(Fault("truncate", times=1))

    def failures(transport: Any) -> list[int]:
        """Read twice, and return the statuses of what broke."""
        found = []
        with getattr(box, name)(transport=transport, retry=1) as client:
            for _ in range(2):
                with pytest.raises(UnexpectedResponseError) as caught:
                    client.taxes.list().first()
                found.append(caught.value.status)
        return found

    assert failures(Recorder(file, box.transport)) == failures(Replay(file)) == [200, 200]
