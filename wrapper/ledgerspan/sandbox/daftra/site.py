"""The account profile of a Daftra company: `GET /api2/site_info`."""

from typing import Any

from ledgerspan.sandbox.companies import DaftraCompany, derived
from ledgerspan.sandbox.exchange import Dialect
from ledgerspan.sandbox.money import currency_digits

# Keys of the listing of date formats; invented, the real list is not published.
DATE_FORMAT_KEYS = {"DD/MM/YYYY": 1, "DD-MM-YYYY": 4}
TIMEZONE, LANGUAGE = 63, "41"
_CALLED_WITH_A_KEY = -1


def site_of(company: DaftraCompany, seed: int, dialect: Dialect) -> dict[str, Any]:
    """Write the profile: keys as numbers as published, or texts beside a few natives."""
    digits = currency_digits(company.currency)
    site: dict[str, Any] = {
        "id": int(company.site_id),
        "business_name": company.name,
        "first_name": "Amal",
        "last_name": "Nasser",
        "subdomain": f"{company.subdomain}.daftra.com",
        "site_logo": "",
        "invoice_logo": None,
        "address1": "1 Sandbox Quay",
        "address2": "",
        "city": "Invented City",
        "state": "",
        "postal_code": "00000",
        "phone1": "",
        "phone2": "",
        "country_code": company.country,
        "timezone": TIMEZONE,
        "date_format": DATE_FORMAT_KEYS[company.date_format],
        "currency_code": company.currency,
        "language_code": LANGUAGE,
        "email": company.username,
        "staff_id": _CALLED_WITH_A_KEY,
        "is_super_admin": True,
        "currencyFormat": f"%s\u00a0{company.currency}",
        "numberFormat": [str(digits), ".", ","],
        "SITE_HASH": f"invented-{derived(seed, 'daftra', company.number, 'site')}",
    }
    if dialect == "observed":
        site |= {
            "id": str(site["id"]),
            "timezone": str(site["timezone"]),
            "date_format": company.date_format,
            "moment_format": company.date_format,
            "numberFormat": [digits, ".", ","],
            "url": f"https://{company.subdomain}.daftra.com",
            "is_beta": True,
        }
    return site
