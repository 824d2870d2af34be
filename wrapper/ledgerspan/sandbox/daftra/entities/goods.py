"""Brands, units of measure and bundles: what products are made of. v1 has none of them."""

from ledgerspan.sandbox.daftra.columns import amount, flag, reference, stamps, text
from ledgerspan.sandbox.daftra.entities.rules import EntityRules
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape, Writes, branch
from ledgerspan.sandbox.daftra.table import Child, Table

_BRANDS = Table("brands", "Brand", (text("name"), *stamps()), routes=(), rules=EntityRules("name"))
_UNIT_FACTORS = Table(
    "unit_factors",
    "UnitFactor",
    (
        text("factor_name", takes_null=False),
        amount("factor", takes_null=False),
        text("small_name"),
        *stamps(),
        reference("branch_id", access="read", empty=None),
        reference("unit_template_id", "unit_templates", access="read"),
        reference("staff_id", access="read", empty=None),
    ),
    routes=(),
)
_UNIT_TEMPLATES = Table(
    "unit_templates",
    "UnitTemplate",
    (
        text("template_name", takes_null=False),
        flag("active", start=1, takes_null=False),
        text("main_unit_name", takes_null=False),
        text("unit_small_name"),
        *stamps(),
        reference("branch_id", start=1),
        reference("staff_id", "staff"),
    ),
    # A unit that is sent with its id stays what it is: bundles may name it.
    children=(Child(_UNIT_FACTORS, "unit_template_id", lasting=True),),
    routes=(),
)
_PRODUCT_BUNDLES = Table(
    "product_bundles",
    "ProductBundle",
    (
        reference("product_id", "products", takes_null=False),
        reference("bundle_product_id", "products", takes_null=False),
        amount("quantity", takes_null=False),
        text("unit_name"),
        amount("unit_factor"),
        text("unit_small_name"),
        reference("unit_factor_id", "unit_factors", empty=None),
    ),
    routes=(),
)

GOODS_TABLES = (_BRANDS, _UNIT_TEMPLATES, _PRODUCT_BUNDLES)
GOODS = (
    # The one update whose refusal the docs show under 400.
    Shape("brand", "brands", deleted_at=False, writes=Writes(invalid=400)),
    Shape(
        "unit_template",
        "unit_templates",
        deleted_at=False,
        relations=(
            branch("branch"),
            Relation("staff", "staff", "staff_id", leaf=True),
            Relation(
                "unit_templates_unit_factors",
                "unit_factor",
                "unit_template_id",
                many=True,
                leaf=True,
            ),
        ),
    ),
    Shape("product_bundle", "product_bundles", deleted_at=False),
)
UNIT_FACTOR = Shape("unit_factor", "unit_factors", deleted_at=False)
