"""Decide what of a body is personal or secret: by what its description says, then by its name.

Texts are masked unless there is a reason to keep them; figures, dates and codes are kept unless
there is a reason to mask them:

| value | masked |
| --- | --- |
| passwords, tokens, keys, hashes, what proves who asks | always, whatever its type |
| names, titles, addresses, e-mail, phones, notes, messages, anything undescribed in words | yes |
| tax and identity numbers, bank accounts, postal codes, places on a map, dates of birth | yes |
| statuses, codes of lists, and single words like them (type, method, currency, language) | no |
| ids, numbers and codes of records with a figure in them (INV-42, C-001) | no |
| amounts, quantities, rates | only with `amounts` |
| dates, times, flags, counts | no |
| messages that the descriptions show ("Record not found") | no |
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from ledgerspan.specs.bundle import APIS, bundle
from ledgerspan.specs.meanings import Meaning

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
_SECRET = re.compile(
    r"password|passwd|pwd|secret|token|tokens|api_key|apikey|authorization|signature|otp|"
    r"hash|cookie|cvv|credentials?"
)
_PERSONAL = re.compile(
    r"(.*_)?(phone|phone\d|mobile|fax|telephone|whatsapp|postal_code|postcode|zip|zip_code|"
    r"bn[12]|vat|vat_number|tax_id|tax_number|tax_no|iban|swift|account_number|card|card_number|"
    r"national_id|official_id|passport|passport_number|citizenship_status|nationality|"
    r"birth_date|birthday|date_of_birth|dob|ip|last_ip|map_location|latitude|longitude|lat|lng)"
)
_BIRTH = re.compile(r"(.*_)?(birth_date|birthday|date_of_birth|dob)")
_CODED = re.compile(
    r"(.*_)?(currency|currency_code|country|country_code|language_code|date_format|moment_format|"
    r"result|status|type|kind|method|gateway|level|mode|period|frequency|direction|version|key|"
    r"sort|order|sort_by|include|fields|format|model)"
)
_NUMBERED = re.compile(r"(.*_)?(id|ids|no|number|code|reference|ref|serial|serials|barcode|sku)")
_PROOF = re.compile(r"client_id|username|code|redirect_uri")

# One word in small or capital letters, or the spelling of a date.
_CODE_WORD = re.compile(r"[a-z0-9_.-]{1,32}|[A-Z0-9_]{2,16}|[DMYdmyHhisA/.: -]{3,24}")
# Words where Nuvio has codes: "Partially Paid", "Manual". Nobody is called by a status.
_STATUS = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,31}")
_COUNTRY = re.compile(r"[A-Z]{2,3}")
_NUMBER_OF_A_RECORD = re.compile(r"(?=.*[0-9])([A-Z]{0,4}[0-9 ._/#-]+)+[A-Z]{0,4}")
_OPAQUE = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FIGURES = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MOMENT = re.compile(
    r"([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})"
    r"([ T][0-9]{1,2}:[0-9]{2}[0-9:.]*( ?[AaPp][Mm])?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    r"|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?"
)
_LONGEST_CODE = 40
# More figures than an id or a count has; a phone number has more.
_SMALL = 1_000_000
_NUMERIC = frozenset({"integer", "number", "boolean"})
_MESSAGES = ("message", "messsage", "error", "error_description", "error_type", "errors")


class Treatment(StrEnum):
    """Say what becomes of a value."""

    KEEP = "keep"
    MASK = "mask"
    DATE = "date"
    SECRET = "secret"  # noqa: S105  # a treatment, not a secret


class Fields:
    """Decide for each value of a body what becomes of it.

    `keep` names members that stay as they are, with all that is in them; `amounts` masks amounts.
    """

    def __init__(self, keep: Collection[str] = (), *, amounts: bool = False) -> None:
        self._keep = {snake(name) for name in keep}
        self._amounts = amounts

    def kept(self, name: str) -> bool:
        """Tell whether a member was asked to stay."""
        return snake(name) in self._keep

    def treatment(
        self, name: str, value: Any, meaning: Meaning, *, proving: bool = False
    ) -> Treatment:
        """Decide for one value; `proving` bodies fetch tokens, and most of them is secret."""
        word = snake(name)
        if value is None or isinstance(value, bool) or value == "":
            return Treatment.KEEP
        if _is_secret(word, meaning):
            return Treatment.SECRET
        if isinstance(value, str):
            # A code in figures is that of a refusal.
            if proving and _PROOF.fullmatch(word):
                return Treatment.SECRET
            return self._of_text(word, value, meaning)
        return Treatment.MASK if self._is_private(word, value, meaning) else Treatment.KEEP

    def _of_text(self, word: str, value: str, meaning: Meaning) -> Treatment:
        if _MOMENT.fullmatch(value):
            return Treatment.DATE if _BIRTH.fullmatch(word) else Treatment.KEEP
        if _OPAQUE.fullmatch(value) or value in meaning.codes:
            return Treatment.KEEP
        described = meaning.kinds & {*_NUMERIC, "enum", "code"}
        if _FIGURES.fullmatch(value) and (described or not meaning.kinds):
            private = self._is_private(word, Decimal(value), meaning)
            return Treatment.MASK if private else Treatment.KEEP
        return Treatment.KEEP if _is_code(word, value) else Treatment.MASK

    def _is_private(self, word: str, value: Any, meaning: Meaning) -> bool:
        """Tell whether a number is more than a number."""
        if meaning.kinds and meaning.kinds <= {*_NUMERIC, "enum", "date", "date-time"}:
            return self._amounts and "number" in meaning.kinds
        if _PERSONAL.fullmatch(word):
            return True
        return not meaning.kinds and abs(value) >= _SMALL and not _NUMBERED.fullmatch(word)


@lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """Return a name in lower case, its words joined by `_`: `vatNumber` is `vat_number`."""
    return "_".join(filter(None, _WORDS.split(name))).lower()


def _is_secret(word: str, meaning: Meaning) -> bool:
    if meaning.kinds and meaning.kinds <= _NUMERIC:
        return False
    found = any(_SECRET.fullmatch(part) for part in (word, *word.split("_")))
    return (found or "api_key" in word) and not word.endswith("_type")


def _is_code(word: str, value: str) -> bool:
    """Tell whether a text is a code and not words, as far as name and form can say."""
    if _PERSONAL.fullmatch(word) or len(value) > _LONGEST_CODE:
        return False
    if word.endswith(("country", "country_code")):
        return _COUNTRY.fullmatch(value) is not None
    if (word, value) in known_texts():
        return True
    if word.endswith(("status", "integration_type")):
        return _STATUS.fullmatch(value) is not None
    if _CODED.fullmatch(word):
        return _CODE_WORD.fullmatch(value) is not None
    return bool(_NUMBERED.fullmatch(word) and _NUMBER_OF_A_RECORD.fullmatch(value))


@cache
def known_texts() -> frozenset[tuple[str, str]]:
    """Return the messages and codes that the descriptions show, each with the name of its member.

    They are nobody's, so they tell nothing.
    """
    return frozenset(found for api in APIS for found in _shown(bundle(api)))


def _shown(node: Any, word: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from _shown(inner, snake(key))
    elif isinstance(node, list):
        for inner in node:
            yield from _shown(inner, word)
    elif isinstance(node, str) and (word in _MESSAGES or _CODED.fullmatch(word)):
        yield word, node
