"""The generated client and the session read v2 of the sandbox as they would read the service."""

import httpx
import pytest
from daftra_client.api.advance_payments import get_advance_payment, list_advance_payments
from daftra_client.api.entities import list_entities
from daftra_client.models import EntityInvoice, EntityInvoicePage, EntityRecordPage
from ledgerspan import NotFoundError, PermissionDeniedError, RejectedError, ValidationError
from ledgerspan.sandbox import Sandbox


def test_a_typed_list_is_narrowed_and_sorted_by_mappings(either: Sandbox) -> None:
    with either.daftra() as daftra:
        page = list_advance_payments.sync(
            2,
            client=daftra.api,
            filter_={"type": {"in": [0, 5]}, "summary_total": {"gte": "100"}},
            sort={"id": "desc"},
            per_page=3,
        )
    assert isinstance(page, EntityInvoicePage)
    assert page.data
    ids = [row.id for row in page.data]
    assert ids == sorted(ids, key=int, reverse=True)
    assert {int(row.type_ or 0) for row in page.data} <= {0, 5}
    assert all(row.invoice_item for row in page.data)


def test_a_typed_record_has_typed_lines(either: Sandbox) -> None:
    with either.daftra() as daftra:
        record = get_advance_payment.sync(1, 2, client=daftra.api)
    assert isinstance(record, EntityInvoice)
    assert record.invoice_item
    assert record.summary_subtotal == sum(line.subtotal or 0 for line in record.invoice_item)


def test_any_entity_is_reached_through_its_relations(either: Sandbox) -> None:
    with either.daftra() as daftra:
        page = list_entities.sync(
            "journal_transaction",
            2,
            client=daftra.api,
            filter_={"journal.date": {"from": "2026-01-01"}, "deleted_at": {"is_null": 1}},
        )
    assert isinstance(page, EntityRecordPage)
    assert page.data
    assert all(row["journal"]["date"] >= "2026-01-01" for row in page.data)


def test_refusals_raise_whatever_their_status(box: Sandbox, documented: Sandbox) -> None:
    with box.daftra() as daftra, pytest.raises(RejectedError, match="Entity Not exists"):
        list_entities.sync("customer", 1, client=daftra.api)
    with documented.daftra() as daftra, pytest.raises(ValidationError, match="Entity Not exists"):
        list_entities.sync("customer", 1, client=daftra.api)
    with box.daftra() as daftra, pytest.raises(NotFoundError, match="not found"):
        get_advance_payment.sync(999999, 1, client=daftra.api)


def test_a_marketplace_token_works_with_its_site_id_alone(box: Sandbox) -> None:
    company, other = box.daftra_companies
    form = {
        "grant_type": "authorization_code",
        "client_id": company.client_id,
        "client_secret": company.client_secret,
        "redirect_uri": company.redirect_uri,
        "code": box.new_authorization_code(),
    }
    with httpx.Client(transport=box.transport) as http:
        token = http.post(f"{box.daftra_url}/oauth/token", json=form).json()["access_token"]
    with box.daftra(token=token, site_id=company.site_id) as daftra:
        assert daftra.incomes.list().first() is not None
    with (
        box.daftra(token=token, site_id=other.site_id) as daftra,
        pytest.raises(PermissionDeniedError, match="Site-Id"),
    ):
        daftra.incomes.list().first()
