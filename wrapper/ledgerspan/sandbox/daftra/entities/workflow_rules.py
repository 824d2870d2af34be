"""What a write of a workflow record sends in objects and lists, and what is stored of it."""

from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.accept import RefusedError, stored_value
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Column, Stored
from ledgerspan.sandbox.daftra.documents.numbers import next_number
from ledgerspan.sandbox.daftra.entities.named import records_named
from ledgerspan.sandbox.daftra.entities.rules import EntityRules
from ledgerspan.sandbox.daftra.table import Draft
from ledgerspan.sandbox.exactjson import read_json, write_json

_BUDGET = {
    "number": ("budget", Column("budget", "amount", takes_null=False)),
    "currency": ("budget_currency", Column("budget_currency", "currency", takes_null=False)),
}


def workflow_name(number: Stored) -> str:
    """Give the name that the records of a workflow have as an entity."""
    return f"le_workflow-type-entity-{number}"


class WorkflowRules(EntityRules):
    """A record has a title and a number; its links and own members are rows beside it."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Take the objects and lists apart."""
        super().settle(draft, books)
        name = workflow_name(draft.values["workflow_type_id"])
        number = self._object(draft, "number")
        self._take_budget(draft)
        self._take_texts(draft, "attachments")
        self._take_assignees(draft, books, name)
        self._take_custom_data(draft, books, f"{name}_custom_data")
        tags = self._take_texts(draft, "tags")
        if draft.reasons:
            return
        if number is not None:
            code = number.get("code")
            draft.values["number"] = code or next_number(books, "workflow_records", "number")
        if tags is not None:
            draft.children["WorkflowTag"] = [
                {
                    "tag_id": each,
                    "branch_id": draft.values["branch_id"],
                    **_link(name, "tags", books),
                }
                for each in dict.fromkeys(_tag_id(books, tag) for tag in tags)
            ]

    def _object(self, draft: Draft, member: str) -> Mapping[str, Any] | None:
        sent = draft.sent.get(member)
        if sent is None:
            return None
        texts = isinstance(sent, dict) and all(
            isinstance(sent.get(name), str | None) for name in ("code", "generated")
        )
        if not texts:
            draft.complain(member, "must be an object with the texts code and generated")
            return None
        return dict(sent)

    def _take_budget(self, draft: Draft) -> None:
        if "budget" not in draft.sent:
            return
        sent = draft.sent["budget"]
        if not isinstance(sent, dict):
            draft.complain("budget", "must be an object with number and currency")
            return
        for name in _BUDGET.keys() & sent.keys():
            member, column = _BUDGET[name]
            try:
                draft.values[member] = stored_value(column, sent[name])
            except RefusedError as refused:
                draft.complain("budget", f"{name} {refused}")

    def _take_texts(self, draft: Draft, member: str) -> list[str] | None:
        """Read a list of texts; those that are no rows beside the record are stored in it."""
        if member not in draft.sent:
            return None
        sent = draft.sent[member]
        if not isinstance(sent, list) or not all(isinstance(each, str) for each in sent):
            draft.complain(member, "must be a list of texts")
            return None
        if member in draft.values:
            # Reads of attachments are empty in every sample: an object for each is a guess.
            draft.values[member] = write_json([{"name": each} for each in sent]).decode()
        return sent

    def _take_assignees(self, draft: Draft, books: Books, name: str) -> None:
        staff = records_named(draft, "assigned_users", "staff", books)
        if staff is not None:
            draft.children["WorkflowAssignee"] = [
                {"staff_id": each, **_link(name, "assigned_users", books)} for each in staff
            ]

    def _take_custom_data(self, draft: Draft, books: Books, member: str) -> None:
        """Store the members of the account's own; those that are left out stay."""
        if member not in draft.sent:
            return
        sent = draft.sent[member]
        if not isinstance(sent, dict):
            draft.complain(member, "must be an object")
            return
        stored = []
        if draft.before is not None:
            rows = books.records("workflow_custom_rows")
            stored = rows.matching(reference_id=draft.before["id"])
        fields = read_json(stored[0]["fields"].encode()) if stored else {}
        fields |= {key: value for key, value in sent.items() if key not in ("id", "reference_id")}
        kept: dict[str, Stored] = {"id": stored[0]["id"]} if stored else {}
        if sent.get("id") not in (None, "") and str(sent["id"]) != str(kept.get("id")):
            draft.complain(member, "id is not that of the record's own row")
        draft.children["WorkflowCustomRow"] = [{**kept, "fields": write_json(fields).decode()}]


class WorkflowTypeRules(EntityRules):
    """A workflow has a name for its records, and one for each of them."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Call each of them what all are called, unless told."""
        super().settle(draft, books)
        if draft.values["singular_title"] is None:
            draft.values["singular_title"] = draft.values["name"]


def _link(name: str, member: str, books: Books) -> dict[str, Stored]:
    return {
        "item_type": 0,
        "entity_key": name,
        "entity_field_key": member,
        "created": books.now,
        "modified": books.now,
    }


def _tag_id(books: Books, name: str) -> int:
    """Find a label of the account by its name, or make it."""
    records = books.records("tags")
    found = records.matching(name=name)
    return int(found[0]["id"]) if found else records.add({"name": name})
