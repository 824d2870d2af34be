"""Cost centres, which nest, and the ways to pay that an account offers."""

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import flag, reference, text
from ledgerspan.sandbox.daftra.entities.shape import Shape, Writes
from ledgerspan.sandbox.daftra.table import Draft, Rules, Table


class CostCenterRules(Rules):
    """A cost centre lies in another one, never in itself, and names all that it lies in."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Refuse a circle; fill in the keys of the ancestors where they are not sent."""
        above: list[int] = []
        center = books.find("cost_centers", draft.values["cost_center_id"])
        while center is not None and center["id"] not in above:
            above.append(center["id"])
            center = books.find("cost_centers", center["cost_center_id"])
        if draft.before is not None and draft.before["id"] in above:
            draft.complain("cost_center_id", "must not lie inside the cost centre itself")
        if not draft.sent.get("cost_center_ids"):
            draft.values["cost_center_ids"] = ",".join(map(str, reversed(above)))


class GatewayRules(Rules):
    """Money goes to a treasury: the primary one where none is named (published)."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Fill in the treasury."""
        if draft.values["treasury_id"] is None:
            primary = books.records("treasuries").matching(is_primary=1)
            draft.values["treasury_id"] = primary[0]["id"] if primary else None


_COST_CENTERS = Table(
    "cost_centers",
    "CostCenter",
    (
        text("name", takes_null=False),
        text("code", takes_null=False, taken="Code already exists"),
        flag("is_primary", takes_null=False),
        reference("cost_center_id", "cost_centers"),
        text("cost_center_ids"),
        reference("branch_id", start=1),
    ),
    routes=(),
    rules=CostCenterRules(),
)
_GATEWAYS = Table(
    "site_payment_gateways",
    "SitePaymentGateway",
    (
        text("payment_gateway", takes_null=False),
        text("label", takes_null=False),
        text("username"),
        text("option1"),
        text("option2"),
        text("option3"),
        flag("default", takes_null=False),
        flag("active", start=1, takes_null=False),
        flag("manually_added", start=1, takes_null=False),
        flag("disable_for_client", takes_null=False),
        text("settings"),
        reference("treasury_id", "treasuries", empty=None),
        reference("branch_id", start=1),
    ),
    routes=(),
    rules=GatewayRules(),
)

ACCOUNT_TABLES = (_COST_CENTERS, _GATEWAYS)
ACCOUNTS = (
    # A published sample sends the code as a number.
    Shape("cost_center", "cost_centers", deleted_at=False, writes=Writes(loose=("code",))),
    Shape("site_payment_gateway", "site_payment_gateways", deleted_at=False),
)
