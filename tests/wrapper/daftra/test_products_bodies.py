"""What an update of a Daftra product sends of a record as it stands."""

from typing import Any

import pytest
from daftra_client import models as daftra
from daftra_client.codec import adapt
from ledgerspan.daftra.products import PRODUCTS


def sent(record: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the members that an update of a record would write."""
    body = PRODUCTS.changed_request(adapt(record, daftra.Product), None, changes).to_dict()
    members: dict[str, Any] = body["Product"]
    return members


@pytest.mark.parametrize("arrived", ["discount_type", "discout_type"])
def test_a_discount_type_is_sent_under_both_spellings(arrived: str) -> None:
    assert sent({"id": "7", arrived: "2"}) == {"discount_type": 2, "discout_type": 2}


def test_members_of_the_server_are_never_sent() -> None:
    record = {"id": "7", "created": "2026-01-01 10:00:00", "deactivate": "1", "ProductImage": []}
    assert sent(record) == {}


def test_a_kind_that_is_not_known_is_sent_back_as_it_came() -> None:
    assert sent({"id": "7", "type": "9", "status": "5"}, name="Tea") == {
        "name": "Tea",
        "type": 9,
        "status": 5,
    }


@pytest.mark.parametrize(("active", "status"), [(True, 0), (False, 1), (None, None)])
def test_active_is_status_0(*, active: bool | None, status: int | None) -> None:
    assert sent({"id": "7", "status": "2"}, is_active=active) == {"status": status}
