"""Follow-up actions and statuses: read by key or listed by kind at one address, and deleted.

Two pages of the docs describe each address; how the server tells the two apart is inferred.
"""

import re

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.envelopes import found
from ledgerspan.sandbox.daftra.operating.follow_ups import FOLLOW_UP_STATUSES, STATUS_KINDS
from ledgerspan.sandbox.daftra.operating.subjects import subject_named
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.paging import PageAsked, pagination
from ledgerspan.sandbox.daftra.table import Condition
from ledgerspan.sandbox.exchange import Answer, Call, json_answer

_ALL = -1
_NAME = re.compile(r"\w+", re.ASCII)


class FollowUpOperations(Operations):
    """The operations on one of the two."""

    def get(self, books: Books, call: Call) -> Answer:
        """Answer the record with the key in the path, or those of the kind it names."""
        kind = call.path_id.removesuffix(".json")
        if _NAME.fullmatch(kind) and not kind.isdecimal():
            return self._listed(books, call, kind)
        row = self._row(books, call)
        if row is None:
            return self._missing()
        record = books.written(self.table.path, row, "detail")
        return json_answer(200, found(record, None, books.dialect))

    def _listed(self, books: Books, call: Call, kind: str) -> Answer:
        """Answer all records of a kind, none of one that is not known; there is no next page."""
        rows = books.records(self.table.path).page(_ALL, 0, [self._condition(kind)])
        whole, path = PageAsked(1, len(rows) or 1), f"{self.table.path}/{kind}"
        paging = pagination(whole, len(rows), books.dialect, call.origin, path)
        written = [books.written(self.table.path, row, "list") for row in rows]
        return json_answer(200, found(written, paging, books.dialect))

    def _condition(self, kind: str) -> Condition:
        subject = subject_named(kind)
        code = STATUS_KINDS.get(kind, subject.code if subject else None)
        if self.table is FOLLOW_UP_STATUSES:
            return "item_type = ? OR entity_key = ?", (code, kind)
        return "item_type = ?", (code,)
