"""Departments, job titles, kinds of employment, leave and attendance of the staff."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    View,
    amount,
    day,
    flag,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.entities.named import records_named
from ledgerspan.sandbox.daftra.entities.rules import EntityRules
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape, Writes
from ledgerspan.sandbox.daftra.table import Child, Draft, Table

_DESCRIBED = (
    text("name"),
    text("description"),
    flag("active", start=1, takes_null=False),
    *stamps(),
)
_BRANCH = reference("branch_id", access="write")


class DepartmentRules(EntityRules):
    """A department is written with the keys of its managers, and read with their links."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Make a link of each manager that is sent."""
        super().settle(draft, books)
        managers = records_named(draft, "managers", "staff", books)
        if managers is not None:
            draft.children["DepartmentManager"] = [{"manager_id": each} for each in managers]


def _managers(row: sqlite3.Row, books: Books, view: View) -> Mapping[str, Any]:
    """Name the managers once more; the published list is empty, so that this is a guess."""
    del view
    links = books.records("department_managers").matching(department_id=row["id"])
    people = [books.find("staff", link["manager_id"]) for link in links]
    return {"managers": [{"id": each["id"], "name": each["name"]} for each in people if each]}


_DEPARTMENT_MANAGERS = Table(
    "department_managers",
    "DepartmentManager",
    (reference("manager_id", "staff"), reference("department_id", "departments")),
    routes=(),
)
_DEPARTMENTS = Table(
    "departments",
    "Department",
    (*_DESCRIBED, text("abbr", taken="Abbreviation already exists"), _BRANCH),
    children=(Child(_DEPARTMENT_MANAGERS, "department_id", written=False),),
    routes=(),
    rules=DepartmentRules("name"),
)
_EMPLOYMENT_TYPES = Table(
    "employment_types", "EmploymentType", _DESCRIBED, routes=(), rules=EntityRules("name")
)
_DESIGNATIONS = Table(
    "designations",
    "Designation",
    (
        *_DESCRIBED,
        reference("department_id", "departments", empty=None),
        # The docs show no way to write these.
        reference("role_id", access="read"),
        reference("employment_type_id", "employment_types", empty=None, access="read"),
        reference("employment_level_id", empty=None, access="read"),
        reference("salary_structure_id", empty=None, access="read"),
        text("payroll_frequency", access="read"),
        text("currency_code", access="read"),
        _BRANCH,
    ),
    routes=(),
    rules=EntityRules("name"),
)
_LEAVE_APPLICATIONS = Table(
    "leave_applications",
    "LeaveApplication",
    (
        reference("staff_id", "staff", takes_null=False),
        amount("days", takes_null=False),
        day("date_from", takes_null=False),
        day("date_to", takes_null=False),
        text("type", takes_null=False),
        reference("leave_type_id", empty=None),
        text("late_time"),
        text("early_time"),
        text("description"),
        text("attachments"),
    ),
    routes=(),
)
_ATTENDANCE_LOGS = Table(
    "attendance_logs",
    "AttendanceLog",
    (
        reference("session_id", empty=None),
        reference("source_id"),
        text("source_method"),
        text("source_name"),
        text("source_type"),
        reference("staff_id", "staff", takes_null=False),
        Column("status", "text", choices=("draft",), start="draft", takes_null=False),
        text("time", takes_null=False),
    ),
    routes=(),
)

PEOPLE_TABLES = (
    _DEPARTMENTS,
    _EMPLOYMENT_TYPES,
    _DESIGNATIONS,
    _LEAVE_APPLICATIONS,
    _ATTENDANCE_LOGS,
)
PEOPLE = (
    Shape(
        "department",
        "departments",
        deleted_at=False,
        extras=_managers,
        relations=(
            Relation("department_managers", "department_manager", "department_id", many=True),
        ),
    ),
    Shape("employment_type", "employment_types", deleted_at=False),
    Shape("designation", "designations", deleted_at=False),
    # A published sample sends empty texts for what is not there.
    Shape(
        "leave_application", "leave_applications", deleted_at=False, writes=Writes(blank_id=True)
    ),
    Shape("attendance_log", "attendance_logs", deleted_at=False),
)
DEPARTMENT_MANAGER = Shape(
    "department_manager",
    "department_managers",
    deleted_at=False,
    relations=(Relation("manager_department", "staff", "manager_id", leaf=True),),
)
