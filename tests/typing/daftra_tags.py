"""Use one operation of every tag of daftra_client: each result is fully typed.

This file is checked by both type checkers and never run.
"""

from typing import Any, assert_type

from daftra_client.api.advance_payments import list_advance_payments
from daftra_client.api.apps import get_app_status
from daftra_client.api.asset_locations import list_asset_locations
from daftra_client.api.asset_storages import list_asset_storages
from daftra_client.api.asset_types import list_asset_types
from daftra_client.api.attendance_logs import list_attendance_logs
from daftra_client.api.bookings import list_bookings
from daftra_client.api.branches import list_branches
from daftra_client.api.brands import list_brands
from daftra_client.api.charge_usages import list_charge_usages
from daftra_client.api.client_appointments import list_client_appointments
from daftra_client.api.client_attendance_logs import create_client_attendance_log
from daftra_client.api.client_payments import list_client_payments
from daftra_client.api.clients import list_clients
from daftra_client.api.cost_centers import list_cost_centers
from daftra_client.api.credit_charges import list_credit_charges
from daftra_client.api.credit_notes import list_credit_notes
from daftra_client.api.credit_type_packages import list_credit_type_packages
from daftra_client.api.credit_types import list_credit_types
from daftra_client.api.credit_usages import list_credit_usages
from daftra_client.api.departments import list_departments
from daftra_client.api.designations import list_designations
from daftra_client.api.employee_assets import list_employee_assets
from daftra_client.api.employment_types import list_employment_types
from daftra_client.api.entities import list_entities
from daftra_client.api.estimate_appointments import list_estimate_appointments
from daftra_client.api.estimates import list_estimates
from daftra_client.api.expenses import list_expenses
from daftra_client.api.follow_up_actions import get_follow_up_actions
from daftra_client.api.follow_up_statuses import list_follow_up_statuses_v2
from daftra_client.api.incomes import list_incomes
from daftra_client.api.invoice_appointments import list_invoice_appointments
from daftra_client.api.invoice_payments import list_invoice_payments
from daftra_client.api.invoices import list_invoices
from daftra_client.api.journal_accounts import list_journal_accounts
from daftra_client.api.journal_cats import list_journal_cats
from daftra_client.api.journals import list_journals
from daftra_client.api.leave_applications import list_leave_applications
from daftra_client.api.listings import list_model_options
from daftra_client.api.multi_entity import fetch_multiple_entities
from daftra_client.api.notes import list_notes
from daftra_client.api.oauth import create_access_token
from daftra_client.api.packages import list_packages
from daftra_client.api.payment_methods import list_payment_methods
from daftra_client.api.product_bundles import create_product_bundle
from daftra_client.api.product_categories import list_product_categories
from daftra_client.api.products import list_products
from daftra_client.api.purchase_debit_notes import list_purchase_debit_notes
from daftra_client.api.purchase_invoices import list_purchase_invoices
from daftra_client.api.purchase_refunds import list_purchase_refunds
from daftra_client.api.refund_receipts import list_refund_receipts
from daftra_client.api.requisitions import list_requisitions
from daftra_client.api.site_info import get_site_info
from daftra_client.api.staff import list_staff
from daftra_client.api.stock_transactions import list_stock_transactions
from daftra_client.api.stores import list_stores
from daftra_client.api.suppliers import list_suppliers
from daftra_client.api.taxes import list_taxes
from daftra_client.api.time_tracking import list_time_tracking
from daftra_client.api.treasuries import list_treasuries
from daftra_client.api.unit_templates import list_unit_templates
from daftra_client.api.work_order_appointments import list_work_order_appointments
from daftra_client.api.work_orders import list_work_orders
from daftra_client.api.workflow_records import list_workflow_records
from daftra_client.client import AuthenticatedClient
from daftra_client.models import (
    AccessToken,
    AccessTokenRequest,
    AssetLocationPage,
    AssetStoragePage,
    AssetTypePage,
    AttendanceLogPage,
    BookingPage,
    BranchPage,
    BrandPage,
    ChargeUsagePage,
    ClientAppointmentPage,
    ClientAttendanceRequest,
    ClientPage,
    ClientPaymentPage,
    CostCenterPage,
    CreatedResponse,
    CreditChargePage,
    CreditNotePage,
    CreditTypePackagePage,
    CreditTypePage,
    CreditUsagePage,
    DepartmentPage,
    DesignationPage,
    EmployeeAssetPage,
    EmploymentTypePage,
    EntityError,
    EntityInvoicePage,
    EntityRecordPage,
    EntityWritten,
    ErrorResponse,
    EstimateAppointmentPage,
    EstimatePage,
    ExpensePage,
    FollowUpActionResponse,
    FollowUpStatusPage,
    IncomePage,
    InvoiceAppointmentPage,
    InvoicePage,
    InvoicePaymentPage,
    JournalAccountPage,
    JournalCatPage,
    JournalPage,
    LeaveApplicationPage,
    ListingResponse,
    MultiEntityQuery,
    NotePage,
    OAuthError,
    PackagePage,
    ProductBundleInput,
    ProductCategoryPage,
    ProductPage,
    PurchaseDebitNotePage,
    PurchaseInvoicePage,
    PurchaseRefundPage,
    RefundReceiptPage,
    RequisitionError,
    RequisitionPage,
    SitePaymentGatewayPage,
    SiteResponse,
    StaffPage,
    StockTransactionPage,
    StorePage,
    SupplierPage,
    TaxPage,
    TimeTrackingPage,
    TreasuryPage,
    UnitTemplatePage,
    ValidationErrorResponse,
    WorkflowRecordPage,
    WorkOrderAppointmentPage,
    WorkOrderPage,
)


def every_tag_is_typed(  # noqa: PLR0915  # one statement a tag
    client: AuthenticatedClient,
    create_client_attendance_log_body: ClientAttendanceRequest,
    fetch_multiple_entities_body: list[MultiEntityQuery],
    create_access_token_body: AccessTokenRequest,
    create_product_bundle_body: ProductBundleInput,
) -> None:
    assert_type(
        list_advance_payments.sync(1, client=client),
        EntityError | EntityInvoicePage | ErrorResponse | None,
    )
    assert_type(get_app_status.sync("1", client=client), Any | EntityError | ErrorResponse | None)
    assert_type(
        list_asset_locations.sync(1, client=client),
        AssetLocationPage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_asset_storages.sync(1, client=client),
        AssetStoragePage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_asset_types.sync(1, client=client), AssetTypePage | EntityError | ErrorResponse | None
    )
    assert_type(
        list_attendance_logs.sync(1, client=client),
        AttendanceLogPage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_bookings.sync(1, client=client), BookingPage | EntityError | ErrorResponse | None
    )
    assert_type(list_branches.sync(client=client), BranchPage | ErrorResponse | None)
    assert_type(list_brands.sync(1, client=client), BrandPage | EntityError | ErrorResponse | None)
    assert_type(
        list_charge_usages.sync(1, client=client),
        ChargeUsagePage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_client_appointments.sync(client=client), ClientAppointmentPage | ErrorResponse | None
    )
    assert_type(
        create_client_attendance_log.sync(body=create_client_attendance_log_body, client=client),
        CreatedResponse | ErrorResponse | ValidationErrorResponse | None,
    )
    assert_type(list_client_payments.sync(client=client), ClientPaymentPage | ErrorResponse | None)
    assert_type(list_clients.sync(client=client), ClientPage | ErrorResponse | None)
    assert_type(
        list_cost_centers.sync(1, client=client),
        CostCenterPage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_credit_charges.sync(1, client=client),
        CreditChargePage | EntityError | ErrorResponse | None,
    )
    assert_type(list_credit_notes.sync(client=client), CreditNotePage | ErrorResponse | None)
    assert_type(
        list_credit_type_packages.sync(1, client=client),
        CreditTypePackagePage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_credit_types.sync(1, client=client),
        CreditTypePage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_credit_usages.sync(1, client=client),
        CreditUsagePage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_departments.sync(1, client=client), DepartmentPage | EntityError | ErrorResponse | None
    )
    assert_type(
        list_designations.sync(1, client=client),
        DesignationPage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_employee_assets.sync(1, client=client),
        EmployeeAssetPage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_employment_types.sync(1, client=client),
        EmploymentTypePage | EntityError | ErrorResponse | None,
    )
    assert_type(
        list_entities.sync("1", 1, client=client),
        EntityError | EntityRecordPage | ErrorResponse | None,
    )
    assert_type(
        list_estimate_appointments.sync(client=client),
        ErrorResponse | EstimateAppointmentPage | None,
    )
    assert_type(list_estimates.sync(client=client), ErrorResponse | EstimatePage | None)
    assert_type(list_expenses.sync(client=client), ErrorResponse | ExpensePage | None)
    assert_type(
        get_follow_up_actions.sync("1", client=client),
        ErrorResponse | FollowUpActionResponse | None,
    )
    assert_type(
        list_follow_up_statuses_v2.sync(1, client=client),
        EntityError | ErrorResponse | FollowUpStatusPage | None,
    )
    assert_type(list_incomes.sync(client=client), ErrorResponse | IncomePage | None)
    assert_type(
        list_invoice_appointments.sync(client=client), ErrorResponse | InvoiceAppointmentPage | None
    )
    assert_type(
        list_invoice_payments.sync(client=client), ErrorResponse | InvoicePaymentPage | None
    )
    assert_type(list_invoices.sync(client=client), ErrorResponse | InvoicePage | None)
    assert_type(
        list_journal_accounts.sync(client=client), ErrorResponse | JournalAccountPage | None
    )
    assert_type(list_journal_cats.sync(client=client), ErrorResponse | JournalCatPage | None)
    assert_type(list_journals.sync(client=client), ErrorResponse | JournalPage | None)
    assert_type(
        list_leave_applications.sync(1, client=client),
        EntityError | ErrorResponse | LeaveApplicationPage | None,
    )
    assert_type(list_model_options.sync("1", client=client), ErrorResponse | ListingResponse | None)
    assert_type(
        fetch_multiple_entities.sync(body=fetch_multiple_entities_body, client=client),
        Any | EntityError | ErrorResponse | None,
    )
    assert_type(list_notes.sync(client=client), ErrorResponse | NotePage | None)
    assert_type(
        create_access_token.sync(body=create_access_token_body, client=client),
        AccessToken | ErrorResponse | OAuthError | None,
    )
    assert_type(
        list_packages.sync(1, client=client), EntityError | ErrorResponse | PackagePage | None
    )
    assert_type(
        list_payment_methods.sync(1, client=client),
        EntityError | ErrorResponse | SitePaymentGatewayPage | None,
    )
    assert_type(
        create_product_bundle.sync(body=create_product_bundle_body, client=client),
        EntityError | EntityWritten | ErrorResponse | None,
    )
    assert_type(
        list_product_categories.sync(client=client), ErrorResponse | ProductCategoryPage | None
    )
    assert_type(list_products.sync(client=client), ErrorResponse | ProductPage | None)
    assert_type(
        list_purchase_debit_notes.sync(1, client=client),
        EntityError | ErrorResponse | PurchaseDebitNotePage | None,
    )
    assert_type(
        list_purchase_invoices.sync(client=client), ErrorResponse | PurchaseInvoicePage | None
    )
    assert_type(
        list_purchase_refunds.sync(client=client), ErrorResponse | PurchaseRefundPage | None
    )
    assert_type(list_refund_receipts.sync(client=client), ErrorResponse | RefundReceiptPage | None)
    assert_type(
        list_requisitions.sync(client=client),
        ErrorResponse | RequisitionError | RequisitionPage | None,
    )
    assert_type(get_site_info.sync(client=client), ErrorResponse | SiteResponse | None)
    assert_type(list_staff.sync(client=client), ErrorResponse | StaffPage | None)
    assert_type(
        list_stock_transactions.sync(client=client), ErrorResponse | StockTransactionPage | None
    )
    assert_type(list_stores.sync(client=client), ErrorResponse | StorePage | None)
    assert_type(list_suppliers.sync(client=client), ErrorResponse | SupplierPage | None)
    assert_type(list_taxes.sync(client=client), ErrorResponse | TaxPage | None)
    assert_type(list_time_tracking.sync(client=client), ErrorResponse | TimeTrackingPage | None)
    assert_type(list_treasuries.sync(client=client), ErrorResponse | TreasuryPage | None)
    assert_type(
        list_unit_templates.sync(1, client=client),
        EntityError | ErrorResponse | UnitTemplatePage | None,
    )
    assert_type(
        list_work_order_appointments.sync(client=client),
        ErrorResponse | WorkOrderAppointmentPage | None,
    )
    assert_type(list_work_orders.sync(client=client), ErrorResponse | WorkOrderPage | None)
    assert_type(
        list_workflow_records.sync(1, 1, client=client),
        EntityError | ErrorResponse | WorkflowRecordPage | None,
    )
