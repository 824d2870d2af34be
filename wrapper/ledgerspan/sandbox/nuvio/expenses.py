"""Keep the expenses of a company.

Only the UID is documented as their key. The reference number is what the supplier wrote on the
bill: optional (user guide), and the same twice if two suppliers count alike.
"""

from ledgerspan.sandbox.nuvio.documents import Documents
from ledgerspan.sandbox.nuvio.kinds import EXPENSE


class Expenses(Documents):
    """The expenses of one company."""

    kind = EXPENSE
