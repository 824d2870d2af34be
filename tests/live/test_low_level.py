"""The generated functions: the same session below, so the same auth, retry and errors."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from daftra_client.api.incomes import create_income as create_daftra_income
from daftra_client.api.incomes import list_incomes as list_daftra_incomes
from daftra_client.api.incomes import update_income as update_daftra_income
from daftra_client.api.site_info import get_site_info
from daftra_client.models import IncomeInput, IncomePage, IncomeRequest, SiteResponse
from ledgerspan import (
    AmbiguousWriteError,
    AuthenticationError,
    ConfigurationError,
    Event,
    EventKind,
    NotFoundError,
    ServerError,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.sandbox import Fault, Sandbox
from nuvio_client.api.incomes import get_income as get_nuvio_income
from nuvio_client.api.incomes import list_incomes as list_nuvio_incomes
from nuvio_client.models import IncomeFilter, IncomeListResponse, IncomeResponse

from tests.live.both import AT_ONCE, Opened, asked, settled, stored

pytestmark = pytest.mark.anyio

RECORDS = 12

BODY = IncomeRequest(
    income=IncomeInput(amount=Decimal("0.10"), date=date(2026, 3, 5), note="low level")
)


async def call(operation: Any, kind: str, *given: Any, **named: Any) -> Any:
    """Call a generated operation in the form that fits the client."""
    return await settled(
        getattr(operation, "sync" if kind == "sync" else "asyncio")(*given, **named)
    )


async def test_a_daftra_page_comes_typed(
    box: Sandbox, opened: Opened, kind: str, dialect: str
) -> None:
    page = await call(list_daftra_incomes, kind, client=opened("daftra", kind).api, limit=10)
    assert isinstance(page, IncomePage)
    assert isinstance(page.data, list)
    assert len(page.data) == 10, dialect
    assert all(isinstance(row.income and row.income.amount, Decimal) for row in page.data)
    assert [request.query for request in asked(box)] == ["limit=10"]


async def test_a_nuvio_list_comes_typed(opened: Opened, kind: str, dialect: str) -> None:
    answer = await call(
        list_nuvio_incomes, kind, client=opened("nuvio", kind).api, body=IncomeFilter()
    )
    assert isinstance(answer, IncomeListResponse)
    assert isinstance(answer.data, list)
    assert len(answer.data) == RECORDS, dialect


async def test_the_low_level_sees_the_same_records(opened: Opened, kind: str) -> None:
    nuvio = opened("nuvio", kind)
    income = await settled(nuvio.incomes.list().first())
    answer = await call(get_nuvio_income, kind, income.number, client=nuvio.api)
    assert isinstance(answer, IncomeResponse)
    assert answer.data
    assert (answer.data.id, answer.data.total_amount) == (income.id, income.total)


async def test_it_is_signed_in_as_the_client_is(box: Sandbox, opened: Opened, kind: str) -> None:
    site = await call(get_site_info, kind, client=opened("daftra", kind, 1).api)
    assert isinstance(site, SiteResponse)
    assert site.data
    assert site.data.site
    assert site.data.site.business_name == box.daftra_companies[1].name


async def test_a_wrong_key_is_a_typed_error(opened: Opened, kind: str) -> None:
    client = opened("daftra", kind, api_key="invented-wrong").api
    with pytest.raises(AuthenticationError):
        await call(list_daftra_incomes, kind, client=client)


async def test_a_missing_record_is_a_typed_error(opened: Opened, kind: str) -> None:
    with pytest.raises(NotFoundError):
        await call(get_nuvio_income, kind, "none", client=opened("nuvio", kind).api)


async def test_a_refused_body_is_a_typed_error(opened: Opened, kind: str) -> None:
    body = IncomeRequest(income=IncomeInput(client_id=999999))
    with pytest.raises(ValidationError, match="is not a client of this account"):
        await call(create_daftra_income, kind, client=opened("daftra", kind).api, body=body)


async def test_reads_are_repeated_even_those_that_nuvio_does_with_post(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    box.faults.add(Fault("status", status=502, times=2))
    client = opened(provider, kind, retry=AT_ONCE).api
    if provider == "daftra":
        await call(list_daftra_incomes, kind, client=client)
    else:
        await call(list_nuvio_incomes, kind, client=client, body=IncomeFilter())
    assert len(asked(box)) == 3


async def test_reads_that_stay_broken_are_a_typed_error(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    box.faults.add(Fault("status", status=500, html=True))
    with pytest.raises(ServerError) as caught:
        await call(list_daftra_incomes, kind, client=opened("daftra", kind, retry=AT_ONCE).api)
    assert (caught.value.attempts, len(asked(box))) == (3, 3)


async def test_a_write_is_stored_exactly(opened: Opened, kind: str) -> None:
    daftra = opened("daftra", kind)
    answer = await call(create_daftra_income, kind, client=daftra.api, body=BODY)
    income = await settled(daftra.incomes.get(answer.id))
    assert (income.total, income.description) == (Decimal("0.10"), "low level")


@pytest.mark.parametrize("fault", ["reset_before", "reset_after", "html", "truncate"])
async def test_an_open_write_is_sent_once_and_leaves_looking_to_you(
    box: Sandbox, opened: Opened, kind: str, fault: Any
) -> None:
    box.faults.add(Fault(fault))
    client = opened("daftra", kind, retry=AT_ONCE).api
    with pytest.raises(AmbiguousWriteError) as caught:
        await call(create_daftra_income, kind, client=client, body=BODY)
    with pytest.raises(UnsupportedOperationError, match="look the record up there"):
        caught.value.resolve()
    assert len(asked(box)) == 1


async def test_an_update_of_one_field_replaces_the_record_as_daftra_does(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    daftra = opened("daftra", kind)
    body = IncomeRequest(income=IncomeInput(amount=Decimal(5)))
    await call(update_daftra_income, kind, 7, client=daftra.api, body=body)
    income = await settled(daftra.incomes.get("7"))
    assert (income.total, income.contact, income.category) == (Decimal(5), None, None)
    assert stored(box) == 1


async def test_calls_are_announced(opened: Opened, kind: str) -> None:
    events: list[Event] = []
    client = opened("daftra", kind, on_event=events.append).api
    await call(list_daftra_incomes, kind, client=client)
    assert [(event.kind, event.operation, event.status) for event in events] == [
        (EventKind.REQUEST, "GET /api2/incomes", None),
        (EventKind.RESPONSE, "GET /api2/incomes", 200),
    ]


async def test_the_functions_of_the_other_kind_refuse(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    other = "async" if kind == "sync" else "sync"
    client = opened(provider, kind).api
    operation: Any = list_daftra_incomes if provider == "daftra" else list_nuvio_incomes
    body = {} if provider == "daftra" else {"body": IncomeFilter()}
    right = provider.title() if kind == "async" else f"Async{provider.title()}"
    with pytest.raises(ConfigurationError, match=rf"need {right}\(\.\.\.\)\.api"):
        await call(operation, other, client=client, **body)
    assert asked(box) == []
