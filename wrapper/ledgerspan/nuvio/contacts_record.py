"""Turn Nuvio's business entities into the common Contact; `FIELDS` is what `explain` reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledgerspan.models import (
    Address,
    Contact,
    ContactRole,
    FieldOrigin,
    Origin,
    Provider,
    Source,
)

if TYPE_CHECKING:
    from nuvio_client import models as nuvio

_COMPUTED = FieldOrigin.COMPUTED
# Reading a member of an enum costs a dictionary look-up.
_NUVIO = Provider.NUVIO
_PATH = "business-entities"
_UNKNOWN = ContactRole.UNKNOWN
# isCustomer, isSupplier; anything else than true says nothing for a role.
_ROLES: dict[tuple[bool, bool], ContactRole] = {
    (True, True): ContactRole.BOTH,
    (True, False): ContactRole.CUSTOMER,
    (False, True): ContactRole.SUPPLIER,
    (False, False): _UNKNOWN,
}

FIELDS = {
    "id": Source("id"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "role": Source("isCustomer, isSupplier", note="both flags can be set"),
    "raw_kind": Source("", _COMPUTED, "the path of the list"),
    "code": Source("entityCode"),
    "name": Source("name"),
    "legal_name": Source("legalName"),
    "email": Source("email"),
    "phone": Source("phone"),
    "tax_number": Source("vatNumber"),
    "tax_office": Source("taxOffice"),
    "iban": Source("iban"),
    "address": Source(
        "address … postalCode", note="whether country is a code or a name is not published"
    ),
}


def contacts_of(records: Iterable[nuvio.BusinessEntity], origin: Origin) -> list[Contact]:
    """Normalize the records of one answer, in order; none is ever left out.

    `or None` turns UNSET and empty texts into None.
    """
    return [
        Contact(
            id=record.id or "",
            provider=_NUVIO,
            role=_ROLES[record.is_customer is True, record.is_supplier is True],
            raw_kind=_PATH,
            code=record.entity_code or None,
            name=record.name or None,
            legal_name=record.legal_name or None,
            email=record.email or None,
            phone=record.phone or None,
            tax_number=record.vat_number or None,
            tax_office=record.tax_office or None,
            iban=record.iban or None,
            address=_address(record),
            _origin=origin,
            _index=index,
        )
        for index, record in enumerate(records)
    ]


def _address(record: nuvio.BusinessEntity) -> Address | None:
    line, district, city = record.address or None, record.district or None, record.city or None
    state, code, country = record.state or None, record.postal_code or None, record.country or None
    if line or district or city or state or code or country:
        return Address(
            line1=line, district=district, city=city, state=state, postal_code=code, country=country
        )
    return None
