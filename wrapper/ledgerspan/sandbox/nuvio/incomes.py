"""Keep the incomes of a company: an invoice number names one of them."""

from ledgerspan.sandbox.nuvio.documents import Documents, Record
from ledgerspan.sandbox.nuvio.kinds import INCOME


class Incomes(Documents):
    """The incomes of one company."""

    kind = INCOME

    def by_key(self, key: str) -> Record | None:
        """Give the one with this UUID or, as a get may say, this invoice number (published)."""
        return self.by_uuid(key) or self._one("d.number = ?", key)

    def automatic_number(self) -> str:
        """Give the next automatic invoice number that nobody has taken."""
        query = "SELECT count(*) + 1 FROM nuvio_documents WHERE company = ? AND kind = ?"
        parameters = (self._company, self.kind.name)
        number = int(self._connection.execute(query, parameters).fetchone()[0])
        while self.holder_of(f"INV-{number}") is not None:
            number += 1
        return f"INV-{number}"

    def holder_of(self, number: str) -> str | None:
        """Give the id of the income with this invoice number."""
        row = self._connection.execute(
            "SELECT id FROM nuvio_documents WHERE company = ? AND kind = ? AND number = ?",
            (self._company, self.kind.name, number),
        ).fetchone()
        return None if row is None else str(row["id"])
