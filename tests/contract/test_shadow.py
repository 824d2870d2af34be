"""What is read after a write, where a service works something out itself, and where it may not."""

from typing import Any

import pytest
from tooling.fuzz_meaning import same
from tooling.fuzz_place import Place
from tooling.fuzz_shadow import kept_findings, written_findings
from tooling.fuzz_target import Target

DAFTRA = Target("daftra", "documented", "http://127.0.0.1", "ApiKey", "k")
NUVIO = Target("nuvio", "documented", "http://127.0.0.1", "RawToken", "k")


def written(place: Place, sent: dict[str, Any], read: dict[str, Any]) -> list[str]:
    target = NUVIO if place.style == "nuvio" else DAFTRA
    found = written_findings(
        place, sent=sent, read=read, before=None, target=target, date_format=None
    )
    return list(found)


@pytest.mark.parametrize(
    ("place", "sent", "read"),
    [
        (Place("v1", "requisitions"), {"currency_code": ""}, {"currency_code": "SAR"}),
        (Place("v1", "purchase_invoices"), {"summary_total": ""}, {"summary_total": "135"}),
        (Place("v1", "client_payments"), {"extra_details": [0]}, {"extra_details": ""}),
        (Place("v1", "credit_notes"), {"type": ""}, {"type": "5"}),
        (Place("v1", "invoices"), {"DocumentTitle": {"a": 1}}, {"DocumentTitle": []}),
        (Place("nuvio", "transactions"), {"matchedEntity": [{}]}, {"matchedEntity": {"id": "1"}}),
        (Place("v2", "employee_asset"), {"attachments": "a"}, {"attachments": [{"name": "a"}]}),
        (Place("v2", "brand"), {"attachments": ["A"]}, {"attachments": [{"name": "a"}]}),
    ],
)
def test_what_a_service_works_out_may_differ(
    place: Place, sent: dict[str, Any], read: dict[str, Any]
) -> None:
    assert written(place, sent, read) == []


def test_a_currency_that_was_named_must_be_read() -> None:
    found = written(Place("v1", "requisitions"), {"currency_code": "EGP"}, {"currency_code": "SAR"})
    assert found == ["currency_code: 'EGP' was written, 'SAR' is read"]


@pytest.mark.parametrize(
    ("place", "name", "follows"),
    [
        (Place("v1", "client_appointments"), "status_date", True),
        (Place("v1", "invoice_payments"), "currency_code", True),
        (Place("v1", "clients"), "currency_code", False),
    ],
)
def test_what_an_update_leaves_out_stays_but_for_what_follows_another_member(
    place: Place, name: str, *, follows: bool
) -> None:
    found = list(kept_findings(place, {name: "before"}, {name: "after"}, None))
    assert (found == []) == follows


def test_rows_with_names_alone_are_told_by_their_names() -> None:
    assert same(["a", "b"], [{"name": "b"}, {"name": "a"}], None)
    assert not same(["a", "b"], [{"name": "a"}], None)
