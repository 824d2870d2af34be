"""Complete a write: references looked up, what was left out filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.nuvio.batch import Document, Line
from ledgerspan.sandbox.nuvio.catalogue import Catalogue
from ledgerspan.sandbox.nuvio.documents import Documents, Record
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.nuvio.kinds import INCOME
from ledgerspan.sandbox.nuvio.sent import DocumentSent


@dataclass(frozen=True, slots=True)
class Completion:
    """What a write is completed from; what cannot be found goes to `complaints`."""

    today: date
    company: NuvioCompany
    documents: Documents
    catalogue: Catalogue
    complaints: list[str]

    def document(
        self, sent: DocumentSent, old: Record | None, origin: Sequence[object]
    ) -> Document:
        """Give the document to store: a new one, or one in place of `old`.

        An update that names none keeps day and currency, and the number of an invoice; it
        always keeps the status of an invoice.
        """
        kind, complaints = self.documents.kind, self.complaints
        kept = self._kept(old)
        for tag in sent.tags:
            self.catalogue.tag(tag, complaints)
        return Document(
            kind=kind,
            position=old.header["position"] if old else self.documents.next_position(),
            id=old.header["id"] if old else derived_uuid(*origin),
            company=self.company.number,
            number=self._number(sent, old),
            status=old.header["status"] if old else "Sent" if kind is INCOME else None,
            description=sent.description,
            day=sent.day or kept["day"],
            due_date=sent.due_date,
            currency=sent.currency or kept["currency"],
            exchange_rate=sent.exchange_rate,
            project_id=self.catalogue.project(sent.project, complaints),
            party_id=self.catalogue.entity(kind.party, sent.party, complaints),
            tags=sent.tags,
            lines=self._lines(sent, origin),
        )

    def _lines(self, sent: DocumentSent, origin: Sequence[object]) -> tuple[Line, ...]:
        find, complaints = self.catalogue, self.complaints
        return tuple(
            Line(
                id=derived_uuid(*origin, place),
                product_id=find.product(line.product, complaints),
                quantity=line.quantity,
                unit_price=line.unit_price,
                taxes=tuple((tax, find.rate(tax, complaints)) for tax in line.taxes),
                detail=line.detail,
            )
            for place, line in enumerate(sent.lines)
        )

    def _number(self, sent: DocumentSent, old: Record | None) -> str | None:
        """Give the number; only that of an invoice is made up, and kept."""
        if sent.number is not None or self.documents.kind is not INCOME:
            return sent.number
        return str(old.header["number"]) if old else self.documents.automatic_number()

    def _kept(self, old: Record | None) -> dict[str, str]:
        """Give the day and currency of a write that names none."""
        if old is None:
            return {"day": self.today.isoformat(), "currency": self.company.currency}
        return {name: str(old.header[name]) for name in ("day", "currency")}
