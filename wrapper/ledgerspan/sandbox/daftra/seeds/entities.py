"""Invent the records that v2 alone has: a few of every entity."""

from collections.abc import Iterator

from ledgerspan.sandbox.daftra.bookings import CONFIRMED
from ledgerspan.sandbox.daftra.entities.workflow_rules import workflow_name
from ledgerspan.sandbox.daftra.seeds.author import Author
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.daftra.seeds.writing import Row
from ledgerspan.sandbox.dice import pick


def seed_entities(sower: Sower) -> None:
    """Insert them all; the order decides the dice."""
    author = Author(sower)
    for subject in (
        _goods,
        _credits,
        _people,
        _assets,
        _accounts,
        _debit_notes,
        _workflows,
        _bookings,
    ):
        subject(author)


def _goods(author: Author) -> None:
    """Write brands, units and a bundle."""
    for name in ("Olive Press", "نخلة", "Brücke & Co"):
        author.write("brand", name=name)
    author.write(
        "unit_template",
        template_name="Paper",
        main_unit_name="Sheet",
        unit_small_name="sh",
        staff_id=author.staff[0],
        lines={
            "UnitFactor": [
                {"factor_name": "Ream", "factor": "500", "small_name": "rm"},
                {"factor_name": "كرتونة", "factor": "2500", "small_name": "ct"},
            ]
        },
    )
    author.write("unit_template", template_name="أقمشة", main_unit_name="متر")
    author.write(
        "product_bundle",
        product_id=author.products[0],
        bundle_product_id=author.products[1],
        quantity="2.5",
    )


def _credits(author: Author) -> None:
    """Write kinds of credit, a package, grants and what is used of them."""
    points = author.write("credit_type", name="Points", unit="pt")
    hours = author.write("credit_type", name="ساعات", unit="h", allow_decimal=1)
    package = author.write(
        "package",
        name="Season",
        type="credit_charge",
        price="450.00",
        period_value=3,
        period_unit="monthly",
    )
    author.write("package", name="Friends", type="membership", status=0, price="0")
    for kind, amount in ((points, "100"), (hours, "7.5")):
        author.write("credit_type_package", credit_type_id=kind, package_id=package, amount=amount)
        client = pick(author.chance, author.clients)
        charge = author.write(
            "credit_charge",
            client_id=client,
            credit_type_id=kind,
            start_date=author.day(),
            amount=amount,
            staff_id=author.staff[0],
            description=pick(author.chance, ("", "Spring season")),
        )
        usage = author.write(
            "credit_usage",
            client_id=client,
            credit_type_id=kind,
            usage_date=author.day(),
            amount="2",
        )
        author.write("charge_usage", credit_charge_id=charge, credit_usage_id=usage, amount="2")


def _people(author: Author) -> None:
    """Write who works where, who is away and who was there."""
    stores = author.write(
        "department", name="Stores", abbr="STO", sent={"managers": [author.staff[0]]}
    )
    author.write("department", name="المبيعات", abbr="SAL", active=0)
    for name in ("Full time", "دوام جزئي"):
        author.write("employment_type", name=name)
    author.write("designation", name="Storekeeper", department_id=stores)
    author.write("designation", name="محاسب", description="Books and taxes")
    for person in author.staff[:2]:
        day = author.day()
        author.write(
            "leave_application",
            staff_id=person,
            days="1.5",
            date_from=day,
            date_to=day,
            type="leave",
        )
        author.write(
            "attendance_log",
            staff_id=person,
            source_type="supervisor",
            source_id=author.staff[0],
            source_name="Amal Nasser",
            time=f"{day} 08:02:00",
        )


def _assets(author: Author) -> None:
    """Write what employees are given, and where it is kept."""
    laptops = author.write("asset_type", name="Laptops", staff_id=author.staff[0])
    author.write("asset_type", name="سيارات", is_active=0)
    floor = author.write("asset_location", name="Second floor", staff_id=author.staff[0])
    author.write("asset_location", name="المستودع الشرقي")
    shelf = author.write("storage", name="Shelf 4", description="Behind the till")
    author.write("storage", name="خزانة", staff_id=author.staff[0])
    for index, (used_by, employee, storage) in enumerate(
        (
            ("not_assigned", None, None),
            ("employee", author.staff[1], None),
            ("storage", None, shelf),
        ),
        start=1,
    ):
        author.write(
            "employee_asset",
            name=f"Field laptop {index}",
            code=f"A-{index:04d}",
            serial_number=f"SN-{index:04d}",
            asset_type_id=None if employee else laptops,
            location_id=floor,
            used_by=used_by,
            employee_id=employee,
            storage_id=storage,
            assigned_date=author.day() if employee else None,
        )


def _accounts(author: Author) -> None:
    """Write cost centres and ways to pay."""
    whole = author.write("cost_center", name="Workshop", code="1000", is_primary=1)
    part = author.write("cost_center", name="الصيانة", code="1100", cost_center_id=whole)
    author.write("cost_center", name="Night shift", code="1110", cost_center_id=part)
    author.write("site_payment_gateway", payment_gateway="courier_cash", label="By courier")
    author.write("site_payment_gateway", payment_gateway="wallet", label="محفظة", active=0)


def _debit_notes(author: Author) -> None:
    """Write what suppliers are charged back."""
    for draft in (0, 1):
        author.write(
            "purchase_debit_note",
            supplier_id=pick(author.chance, author.suppliers),
            date=author.day(),
            draft=draft,
            discount_amount="1.5",
            lines={"PurchaseDebitNoteItem": list(_lines(author))},
        )


def _workflows(author: Author) -> None:
    """Write two workflows and records of the first one."""
    repairs = author.write("workflow_type", name="Repairs", singular_title="Repair")
    author.write("workflow_type", name="تجهيز الفعاليات")
    name = workflow_name(repairs)
    for index, title in enumerate(("Repair of a pump", "صيانة مكيف"), start=1):
        number = author.write(
            name,
            title=title,
            start_date=author.day(),
            client_id=pick(author.chance, author.clients),
            sent={
                "number": {"code": f"RP-{index:04d}"},
                "assigned_users": list(author.staff[:index]),
                "tags": ["urgent"][: 2 - index],
                f"{name}_custom_data": {"serial_no": f"P-{index}"},
            },
        )
        budget = {"budget": "1850.5", "budget_currency": author.books.company.currency}
        author.books.records("workflow_records").change(number, budget)


def _bookings(author: Author) -> None:
    """Write bookings: one as it was made, one confirmed."""
    for state in (None, CONFIRMED):
        number = author.write(
            "booking",
            client_id=pick(author.chance, author.clients),
            staff_id=author.staff[0],
            date=author.day(),
            start_time="16:00",
            end_time="16:45",
            description=pick(author.chance, ("First fitting", "قياس أول")),
            lines={"InvoiceItem": [{"product_id": pick(author.chance, author.products)}]},
        )
        author.books.records("bookings").change(number, {"status": state})


def _lines(author: Author) -> Iterator[Row]:
    for product in author.products[:2]:
        yield {
            "product_id": product,
            "unit_price": f"{pick(author.chance, range(5, 90))}.25",
            "quantity": pick(author.chance, ("1", "2", "40")),
            "discount": "5",
            "discount_type": 1,
        }
