"""What is different about the calls of requisitions: how writes spell members, and their errors.

                 reads (published)          writes (published)
members          status, order_type, ...    Status, Order_type, To_store_id
date             2026-05-12                 12/05/2026 09:30
no value         "0"                        ""
errors           error_type and extra_data beside the message
"""

import re
from dataclasses import replace
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.envelopes import SUCCESS
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.stock.requisitions import REQUISITIONS
from ledgerspan.sandbox.exactjson import read_json, write_json
from ledgerspan.sandbox.exchange import Answer, Call, json_answer

_SPELT = {"Status": "status", "Order_type": "order_type", "To_store_id": "to_store_id"}
_EMPTIED = ("store_id", "work_order_id", "journal_account_id", *_SPELT)
"""Members that the sample of the docs sends as "" when they have no value."""
_MOMENT = re.compile(r"(\d\d)/(\d\d)/(\d{4}) ([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_FAILED = 400


class RequisitionOperations(Operations):
    """The operations on requisitions."""

    def __init__(self) -> None:
        super().__init__(REQUISITIONS)

    def body_of(self, call: Call) -> Any:
        """Read the body, and spell its members as reads do.

        Members that a write spells in small letters are unknown to it, and ignored as such.
        """
        body = super().body_of(call)
        sent = body.get(REQUISITIONS.key) if isinstance(body, dict) else None
        if not isinstance(sent, dict):
            return body
        known = {name: sent[name] for name in sent if name not in _SPELT.values()}
        spelt = {_SPELT.get(name, name): _meant(name, value) for name, value in known.items()}
        return {**body, REQUISITIONS.key: spelt}

    def get(self, books: Books, call: Call) -> Answer:
        """Answer one requisition with its lines."""
        return _explained(super().get(books, call))

    def create(self, books: Books, call: Call) -> Answer:
        """Store a new one. The docs answer 200, without a body; other creates answer 202."""
        answer = super().create(books, call)
        if not answer.stored or books.dialect == "observed":
            return _explained(answer)
        number = read_json(answer.body)["id"]
        return json_answer(200, {"code": 200, "result": SUCCESS, "id": number}, stored=True)

    def update(self, books: Books, call: Call) -> Answer:
        """Change one; the lines that are sent replace those there are."""
        return _explained(super().update(books, call))

    def delete(self, books: Books, call: Call) -> Answer:
        """Remove one with its lines; its goods go back to where they were."""
        return _explained(super().delete(books, call))


def _meant(name: str, value: Any) -> Any:
    """Read "" as no value where it is one, and the moment as the day that is read back.

    ISO days are taken as well: every other write of v1 has them (observed).
    """
    if name in _EMPTIED and value == "":
        return None
    told = _MOMENT.fullmatch(value) if name == "date" and isinstance(value, str) else None
    return f"{told[3]}-{told[2]}-{told[1]}" if told else value


def _explained(answer: Answer) -> Answer:
    """Add to an error what those of requisitions have, empty as in the sample of the docs."""
    if answer.status < _FAILED:
        return answer
    told = {"error_type": "", "extra_data": [], **read_json(answer.body)}
    return replace(answer, body=write_json(told))
