"""Records of any entity of v2 written from Python, sync and async, and read back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import AmbiguousWriteError, NotFoundError, Outcome, ValidationError
from ledgerspan.models.entity import Entity
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored

pytestmark = pytest.mark.anyio

RECORDS = 12


def ids(records: list[Entity]) -> list[str]:
    return [record.id for record in records]


@pytest.mark.usefixtures("dialect")
async def test_a_created_record_is_read_back_with_what_the_server_added(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    templates = opened("daftra", kind).entity("unit_template")
    factors = [{"factor_name": "Roll", "factor": Decimal("0.10"), "small_name": "rl"}]
    members = {"template_name": "أقمشة", "active": True, "unit_templates_unit_factors": factors}
    record = await settled(templates.create(members))
    assert (record["template_name"], record["active"], record["branch_id"]) == ("أقمشة", 1, 1)
    assert stored(box) == 1
    deep = await settled(templates.get(record.id, level=2))
    (factor,) = deep["unit_templates_unit_factors"]
    assert (str(factor["factor"]), factor["small_name"]) == ("0.10", "rl")


@pytest.mark.usefixtures("dialect")
async def test_an_update_changes_its_members_and_no_others(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    clients = opened("daftra", kind).entity("client")
    before = await settled(clients.get(2))
    after = await settled(clients.update(before, {"city": "أسوان", "credit_limit": Decimal("0.5")}))
    changed = {name for name in before if before[name] != after[name]} - {"modified"}
    assert changed == {"city", "credit_limit"}
    assert (after["city"], after["credit_limit"]) == ("أسوان", Decimal("0.5"))
    assert stored(box) == 1


@pytest.mark.usefixtures("dialect")
async def test_a_document_written_here_is_the_same_one_in_the_common_model(
    opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind)
    line = {"item": "Linen notebook", "unit_price": Decimal("12.50"), "quantity": 2, "tax1": 1}
    record = await settled(
        client.entity("invoice").create(
            {"client_id": 2, "invoice_item": [line], "date": "2026-06-30"}
        )
    )
    invoice = await settled(client.invoices.get(record.id))
    assert (invoice.total, invoice.number) == (record["summary_total"], record["no"])
    assert (invoice.total, invoice.date) == (Decimal("28.75"), date(2026, 6, 30))


async def test_what_the_common_model_deletes_is_a_record_with_a_moment_or_none(
    opened: Opened, kind: str, dialect: str
) -> None:
    client = opened("daftra", kind)
    incomes = client.entity("income")
    number = (await settled(incomes.create({"amount": "12.50"}))).id
    await settled(client.incomes.delete(number))
    alive = await gathered(incomes.list(filters={"deleted_at": {"is_null": True}}))
    assert number not in ids(alive)
    if dialect == "documented":
        with pytest.raises(NotFoundError, match="Record not found"):
            await settled(incomes.get(number))
        return
    assert (await settled(incomes.get(number)))["deleted_at"] == "2026-07-01 12:00:00"
    assert number in ids(await gathered(incomes.list()))
    with pytest.raises(NotFoundError, match="Record not found"):
        await settled(incomes.update(number, {"amount": 1}))


@pytest.mark.usefixtures("dialect")
async def test_a_rehearsal_shows_a_write_and_sends_none(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    brands = opened("daftra", kind).entity("brand")
    created = await settled(brands.create({"name": "Cedar"}, dry_run=True))
    updated = await settled(brands.update(1, {"name": "Cedar"}, dry_run=True))
    assert (created.method, created.body) == ("POST", {"name": "Cedar"})
    assert (updated.method, updated.body) == ("PUT", {"name": "Cedar", "id": 1})
    assert asked(box) == []
    # What was shown is what works.
    assert (await settled(brands.update(1, updated.body)))["name"] == "Cedar"


@pytest.mark.usefixtures("dialect")
async def test_the_reasons_of_a_refused_write_are_told_by_member(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind)
    body = {"client_id": 2, "invoice_item": [{"tax1": 15}]}
    with pytest.raises(ValidationError, match="Entity not saved") as caught:
        await settled(client.entity("invoice").create(body))
    told = [(fault.path, fault.message) for fault in caught.value.field_errors]
    assert told == [
        ("invoice_item.tax1", "line 1: Invalid tax: tax not found or inactive"),
    ]
    with pytest.raises(ValidationError) as caught:
        await settled(client.entity("brand").update(1, {"name": ""}))
    assert [fault.path for fault in caught.value.field_errors] == ["name"]
    with pytest.raises(NotFoundError):
        await settled(client.entity("brand").update(999, {"name": "x"}))
    assert stored(box) == 0


@pytest.mark.parametrize("fault", ["reset_before", "reset_after"])
async def test_an_open_create_is_looked_up_among_the_records(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any
) -> None:
    brands = opened("daftra", kind, retry=AT_ONCE).entity("brand")
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(brands.create({"name": "Cedar"}))
    resolution = await settled(caught.value.resolve())
    happened = fault == "reset_after"
    assert stored(box) == int(happened)
    assert len(resolution.candidates) == int(happened)
    assert resolution.outcome == (Outcome.UNKNOWN if happened else Outcome.NOT_HAPPENED)


@pytest.mark.parametrize("fault", ["reset_before", "reset_after"])
async def test_an_open_update_is_compared_with_the_record(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any
) -> None:
    brands = opened("daftra", kind, retry=AT_ONCE).entity("brand")
    box.faults.add(Fault(fault, method="PUT", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(brands.update(1, {"name": "Cedar"}))
    resolution = await settled(caught.value.resolve())
    happened = fault == "reset_after"
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)


@pytest.mark.usefixtures("dialect")
async def test_assets_are_reached_through_their_own_envelope(opened: Opened, kind: str) -> None:
    assets = opened("daftra", kind).entity("employee_asset")
    record = await settled(
        assets.create({"name": "Saw", "used_by": "storage", "storage_id": 1, "location_id": 1})
    )
    assert (record.id, record["storage"]["name"]) == ("7", "Shelf 4")
    pager = assets.list(page_size=3, sort={"id": "asc"})
    assert ids(await gathered(pager)) == ["1", "2", "3", "7"]
    assert pager.report.claimed_total == 4


@pytest.mark.usefixtures("dialect")
async def test_records_of_a_workflow_are_written_by_the_name_of_the_workflow(
    opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind)
    workflow = await settled(client.entity("workflow_type").create({"name": "Events"}))
    fairs = client.entity(workflow["entity_key"])
    record = await settled(fairs.create({"title": "Fair", "number": {"code": "E-1"}}))
    assert (record["number"], record["workflow_type_id"]) == ("E-1", int(workflow.id))
    assert ids(await gathered(fairs.list())) == [record.id]
