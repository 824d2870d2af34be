"""What v1 keeps beside the books, as v2 shows it: branches, jobs, visits, and goods on the move."""

from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape

_CLIENT = Relation("client", "client", "client_id")
_STAFF = Relation("staff", "staff", "staff_id")

OPERATING = (
    Shape("branch", "branches", deleted_at=False, relations=(_STAFF,)),
    Shape(
        "work_order",
        "work_orders",
        relations=(
            _CLIENT,
            _STAFF,
            Relation("work_order_follow_up_status", "follow_up_status", "follow_up_status_id"),
        ),
    ),
    Shape("client_attendance_log", "client_attendances", relations=(_CLIENT,)),
    Shape(
        "requisition",
        "requisitions",
        relations=(Relation("requisition_item", "requisition_item", "requisition_id", many=True),),
    ),
)
REQUISITION_ITEM = Shape("requisition_item", "requisition_items")
