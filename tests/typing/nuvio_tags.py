"""Use one operation of every tag of nuvio_client: each result is fully typed.

This file is checked by both type checkers and never run.
"""

from typing import assert_type

from nuvio_client.api.accounts import list_accounts
from nuvio_client.api.business_entities import list_business_entities
from nuvio_client.api.expenses import list_expenses
from nuvio_client.api.incomes import list_incomes
from nuvio_client.api.payments import add_payment
from nuvio_client.api.product_services import list_product_services
from nuvio_client.api.projects import list_projects
from nuvio_client.api.tags import list_tags
from nuvio_client.api.taxes import list_taxes
from nuvio_client.api.transactions import list_transactions
from nuvio_client.client import AuthenticatedClient
from nuvio_client.models import (
    AccountListResponse,
    AddPaymentInput,
    BusinessEntityListResponse,
    ErrorResponse,
    ExpenseListResponse,
    IncomeListResponse,
    ProductServiceListResponse,
    ProjectListResponse,
    TagListResponse,
    TaxListResponse,
    TransactionListResponse,
    TransactionResponse,
)


def every_tag_is_typed(
    client: AuthenticatedClient,
    add_payment_body: AddPaymentInput,
) -> None:
    assert_type(list_accounts.sync(client=client), AccountListResponse | ErrorResponse | None)
    assert_type(
        list_business_entities.sync(client=client),
        BusinessEntityListResponse | ErrorResponse | None,
    )
    assert_type(list_expenses.sync(client=client), ErrorResponse | ExpenseListResponse | None)
    assert_type(list_incomes.sync(client=client), ErrorResponse | IncomeListResponse | None)
    assert_type(
        add_payment.sync(body=add_payment_body, client=client),
        ErrorResponse | TransactionResponse | None,
    )
    assert_type(
        list_product_services.sync(client=client), ErrorResponse | ProductServiceListResponse | None
    )
    assert_type(list_projects.sync(client=client), ErrorResponse | ProjectListResponse | None)
    assert_type(list_tags.sync(client=client), ErrorResponse | TagListResponse | None)
    assert_type(list_taxes.sync(client=client), ErrorResponse | TaxListResponse | None)
    assert_type(
        list_transactions.sync(client=client), ErrorResponse | TransactionListResponse | None
    )
