"""Payments: a transaction, new or old, pays a part of one income or one expense."""

import sqlite3
from decimal import Decimal

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.database import next_write, transaction
from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.exchange import Answer, Call
from ledgerspan.sandbox.nuvio.account_kinds import MANUAL
from ledgerspan.sandbox.nuvio.batch import Batch, Row
from ledgerspan.sandbox.nuvio.bodies import read_body
from ledgerspan.sandbox.nuvio.catalogue import Catalogue
from ledgerspan.sandbox.nuvio.documents import Documents, Record
from ledgerspan.sandbox.nuvio.envelopes import succeeded
from ledgerspan.sandbox.nuvio.expenses import Expenses
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.nuvio.incomes import Incomes
from ledgerspan.sandbox.nuvio.members import Members
from ledgerspan.sandbox.nuvio.refusals import not_found, refuse_if_any
from ledgerspan.sandbox.nuvio.settlement import currency_complaint, excess_complaint, taken
from ledgerspan.sandbox.nuvio.transactions import Transactions
from ledgerspan.sandbox.plan import Plan

Payable = tuple[Documents, Record]


class Payments:
    """The two ways to pay; both answer with the transaction. Nothing takes a payment back."""

    def __init__(self, connection: sqlite3.Connection, plan: Plan) -> None:
        self._connection = connection
        self._plan = plan
        self._transactions = Transactions(connection, plan)

    def add(self, company: NuvioCompany, call: Call) -> Answer:
        """Pay from an account: make the transaction too (published).

        The account is one that is tracked by hand, in the currency of the document or of the
        company; `amount` is at most what remains of the document (published).
        """
        complaints: list[str] = []
        members = Members(read_body(call), complaints)
        payable = self._payable(company, members, "invoiceId", complaints)
        account = self._account(company, members, complaints)
        amount = members.number("amount", needed=True)
        description = members.text("description", null=True)
        happened = members.instant(needed=True)
        refuse_if_any(complaints)
        if payable is None or account is None or amount is None or happened is None:
            raise AssertionError("what is missing has been complained about")
        documents, record = payable
        takes = self._settled(company, record, amount, account["currency"], complaints)
        refuse_if_any(complaints)
        with transaction(self._connection):
            origin = self._origin(company)
            made = derived_uuid(*origin)
            row = (
                made,
                company.number,
                account["id"],
                description,
                happened,
                plain_digits(takes),
                documents.kind.direction,
                record.header["party_id"],
            )
            match = _match(derived_uuid(*origin, "match"), made, record, amount, takes)
            Batch(transactions=[row], matches=[match]).insert(self._connection)
            documents.pay(record, amount)
        return self._shown(company, made)

    def match(self, company: NuvioCompany, call: Call) -> Answer:
        """Pay from a transaction that is there, as far as something is left of it.

        `amount` is in the currency of the document. That money in pays incomes and money out
        expenses is not published, but anything else would be a refund, and there are none.
        """
        row = self._transactions.find(company, call.path_id)
        if row is None:
            raise not_found(self._transactions.word)
        complaints: list[str] = []
        members = Members(read_body(call), complaints)
        payable = self._payable(company, members, "incomeId", complaints)
        amount = members.number("amount", needed=True)
        refuse_if_any(complaints)
        if payable is None or amount is None:
            raise AssertionError("what is missing has been complained about")
        documents, record = payable
        if row["transaction_type"] != documents.kind.direction:
            complaints.append(f"{row['transaction_type']} cannot pay an {documents.kind.name}")
        takes = self._settled(company, record, amount, row["currency"], complaints)
        excess = excess_complaint(takes, self._transactions.unmatched(row), "transaction")
        refuse_if_any([*complaints, *([excess] if excess else [])])
        with transaction(self._connection):
            match_id = derived_uuid(*self._origin(company), "match")
            match = _match(match_id, row["id"], record, amount, takes)
            Batch(matches=[match]).insert(self._connection)
            documents.pay(record, amount)
        return self._shown(company, row["id"])

    def _payable(
        self, company: NuvioCompany, members: Members, income: str, complaints: list[str]
    ) -> Payable | None:
        """Find the one document to pay. The key of the other kind is left out (published)."""
        kinds = {
            income: Incomes(self._connection, company.number),
            "expenseId": Expenses(self._connection, company.number),
        }
        named = [member for member in kinds if member in members]
        if len(named) != 1:
            complaints.append(f"give one of {income} and expenseId, and leave the other out")
            return None
        documents = kinds[named[0]]
        found = members.uuid(named[0])
        if found is None:
            return None
        record = documents.by_uuid(found)
        if record is None:
            complaints.append(f"{documents.kind.name} {found} does not exist")
            return None
        return documents, record

    def _account(
        self, company: NuvioCompany, members: Members, complaints: list[str]
    ) -> sqlite3.Row | None:
        account_id = members.uuid("accountId", needed=True)
        if account_id is None:
            return None
        account = Catalogue(self._connection, company.number).account(account_id, complaints)
        if account is not None and account["integration_type"] != MANUAL:
            complaints.append("accountId must be an account that is tracked manually")
        return account

    def _settled(
        self,
        company: NuvioCompany,
        record: Record,
        amount: Decimal,
        currency: str,
        complaints: list[str],
    ) -> Decimal:
        """Give what `amount` of the document takes in `currency`."""
        header = record.header
        excess = excess_complaint(amount, Decimal(header["remaining_amount"]), header["kind"])
        complaints += [excess] if excess else []
        rate = None if header["exchange_rate"] is None else Decimal(header["exchange_rate"])
        takes = taken(amount, header["currency"], rate, currency, company.currency)
        if takes is None:
            complaints.append(
                currency_complaint(header["currency"], rate, currency, company.currency)
            )
            return Decimal(0)
        if not takes:
            complaints.append(f"amount must come to something in {currency}")
        return takes

    def _origin(self, company: NuvioCompany) -> tuple[object, ...]:
        write = next_write(self._connection, "nuvio", company.number)
        return (self._plan.seed, "nuvio", company.number, "written", write)

    def _shown(self, company: NuvioCompany, transaction_id: str) -> Answer:
        row = self._transactions.find(company, transaction_id)
        if row is None:
            raise AssertionError("what was saved can be read")
        return succeeded(self._transactions.shown([row])[0], stored=True)


def _match(
    match_id: str, transaction_id: str, record: Record, amount: Decimal, takes: Decimal
) -> Row:
    header = record.header
    return (
        match_id,
        header["company"],
        transaction_id,
        header["position"],
        plain_digits(amount),
        header["currency"],
        plain_digits(takes),
    )
