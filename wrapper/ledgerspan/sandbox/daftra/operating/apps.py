"""`GET /v2/api/app-manager/is_active/{id}`: whether an app of the marketplace is active.

The docs show an empty object for an answer, and nobody has shown another: which apps are known is
told by the status alone. An account has one, its own.
"""

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.entities.operations import refused
from ledgerspan.sandbox.exchange import Answer, Call, json_answer


def show_app_status(books: Books, call: Call) -> Answer:
    """Answer for the app with this key."""
    if call.path_id != books.company.client_id:
        return refused(400, "Record not found")
    # PHP writes an empty map as a list (observation, quirk 9).
    return json_answer(200, {} if books.dialect == "documented" else [])
