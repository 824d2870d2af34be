"""`GET /api2/listing/{model}`: the entries of a model for a drop-down, key to title.

The docs mention nine models and not their entries: those of lists that the account keeps are its
records, the others are invented. An unknown model is an invalid endpoint (published).
"""

from collections.abc import Mapping

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.envelopes import failed, found
from ledgerspan.sandbox.daftra.site import DATE_FORMAT_KEYS, LANGUAGE, TIMEZONE
from ledgerspan.sandbox.exchange import Answer, Call, json_answer

_ALL = -1
_KEPT = {"Product": "products", "TimeActivity": "time_activities", "Branch": "branches"}
"""The path of the records behind a model."""
_INVENTED: Mapping[str, Mapping[int | str, str]] = {
    "InvoiceLayout": {1: "Plain", 2: "بسيط"},
    "GroupPrice": {},
    "Timezone": {TIMEZONE: "(GMT+03:00) Invented City", TIMEZONE + 1: "(GMT) Nowhere"},
    "Role": {1: "Administrator", 2: "Accountant", 3: "Cashier"},
    "languageCodes": {LANGUAGE: "English", "7": "العربية"},
    "dateFormats": {key: text for text, key in DATE_FORMAT_KEYS.items()},
}


def list_model(books: Books, call: Call) -> Answer:
    """Answer the entries of the model that the path names."""
    model = call.named["model"].removesuffix(".json")
    if model in _KEPT:
        rows = books.records(_KEPT[model]).page(_ALL, 0, order="id")
        entries = {str(row["id"]): row["name"] or "" for row in rows}
    elif model in _INVENTED:
        entries = {str(key): title for key, title in _INVENTED[model].items()}
    else:
        return failed(404, "Invalid Endpoint")
    # PHP writes an empty map as a list (observation, quirk 9).
    nothing: object = {} if books.dialect == "documented" else []
    return json_answer(200, found({"Listing": entries or nothing}, None, books.dialect))
