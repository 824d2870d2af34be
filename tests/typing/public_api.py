"""Hold the public types still: this file is checked by both type checkers and never run.

A wrong type in the public API is an error here before a user meets it.
"""

from datetime import date
from decimal import Decimal
from typing import assert_type

from daftra_client.api.incomes import list_incomes
from daftra_client.api.oauth import create_access_token
from daftra_client.api.site_info import get_site_info
from daftra_client.models import (
    AccessToken,
    AccessTokenRequest,
    ErrorResponse,
    GrantType,
    IncomePage,
    OAuthError,
    SiteResponse,
)
from daftra_client.types import Unset
from ledgerspan import (
    AsyncCompanies,
    AsyncDaftra,
    AsyncNuvio,
    CodeGrant,
    Companies,
    CompanyResults,
    Daftra,
    Expense,
    ExpenseDraft,
    Income,
    IncomeDraft,
    Nuvio,
    Pager,
    PageReport,
    PasswordGrant,
    SharedRateLimit,
    Tokens,
)
from ledgerspan.models import Explanation, Finding, Line, PaymentStatus, Ref, TaxAmount
from ledgerspan.sandbox import Sandbox
from nuvio_client.api.incomes import get_income
from nuvio_client.models import IncomeResponse


def sync_clients_are_typed(daftra: Daftra, nuvio: Nuvio) -> None:
    pager = daftra.incomes.list(since=date(2026, 1, 1), page_size=100, prefetch=2)
    assert_type(pager, Pager[Income])
    assert_type(pager.report, PageReport)
    assert_type(pager.first(), Income | None)
    assert_type(pager.to_list(), list[Income])
    for page in pager.pages():
        assert_type(page.items, tuple[Income, ...])
    for income in pager:
        assert_type(income, Income)
    draft = IncomeDraft(date=date(2026, 1, 1), currency="SAR", amount=Decimal(1))
    assert_type(nuvio.incomes.create(draft), Income)
    assert_type(nuvio.incomes.update("x", description="y"), Income)
    assert_type(daftra.incomes.get(7), Income)
    assert_type(daftra.incomes.delete(7), None)
    assert_type(daftra.expenses.list().first(), Expense | None)
    spent = ExpenseDraft(date=date(2026, 1, 1), currency="SAR", amount=Decimal(1))
    assert_type(nuvio.expenses.create(spent), Expense)


async def async_clients_are_typed(daftra: AsyncDaftra, nuvio: AsyncNuvio) -> None:
    async for income in daftra.incomes.list():
        assert_type(income, Income)
    assert_type(await nuvio.incomes.list().to_list(), list[Income])
    assert_type(await daftra.expenses.get(7), Expense)
    assert_type(await nuvio.incomes.get("INV-1"), Income)
    async with daftra as opened:
        assert_type(opened, AsyncDaftra)


def records_are_typed(income: Income) -> None:
    assert_type(income.id, str)
    assert_type(income.date, date | None)
    assert_type(income.total, Decimal | None)
    assert_type(income.contact, Ref | None)
    assert_type(income.lines, tuple[Line, ...])
    assert_type(income.taxes, tuple[TaxAmount, ...])
    assert_type(income.payment_status, PaymentStatus)
    assert_type(income.explain("total"), Explanation)
    assert_type(income.check(), tuple[Finding, ...])


def a_function_serves_both_providers(books: Daftra | Nuvio) -> Decimal:
    return sum((income.total or Decimal(0) for income in books.incomes.list()), Decimal(0))


def the_low_level_is_typed(daftra: Daftra, nuvio: Nuvio) -> None:
    page = list_incomes.sync(client=daftra.api, limit=100)
    if isinstance(page, IncomePage) and page.data and (first := page.data[0].income):
        assert_type(first.amount, Decimal | None | Unset)
    site = get_site_info.sync(client=daftra.api)
    if isinstance(site, SiteResponse):
        assert_type(site, SiteResponse)
    single = get_income.sync("INV-1", client=nuvio.api)
    if isinstance(single, IncomeResponse) and single.data:
        assert_type(single.data.id, str)
    token = create_access_token.sync(
        client=daftra.api,
        body=AccessTokenRequest(grant_type=GrantType.PASSWORD, client_id="1", client_secret="s"),
    )
    assert_type(token, AccessToken | ErrorResponse | OAuthError | None)


def configuration_is_typed() -> None:
    grant = PasswordGrant(client_id="1", client_secret="s", username="u", password="p")
    assert_type(Daftra("acme", oauth=grant), Daftra)
    assert_type(Daftra.from_env(), Daftra)
    assert_type(Nuvio(token="t", auth_scheme=""), Nuvio)
    with Sandbox(seed=7, records=10, dialect="documented") as box:
        assert_type(box.daftra(), Daftra)
        assert_type(box.async_nuvio(), AsyncNuvio)


def companies_are_typed(daftra: Daftra, nuvio: Nuvio) -> None:
    both = Companies({"acme": daftra, "harbour": nuvio})
    assert_type(both["acme"], Daftra | Nuvio)
    assert_type(Companies({"acme": daftra})["acme"], Daftra)
    found = both.each(lambda books: len(books.incomes.list().to_list()))
    assert_type(found, CompanyResults[int])
    assert_type(found.results, dict[str, int])
    assert_type(found.errors, dict[str, Exception])
    assert_type(Companies.from_file(), Companies[Daftra | Nuvio])
    assert_type(Nuvio.from_profile("harbour"), Nuvio)


async def async_companies_are_typed(daftra: AsyncDaftra) -> None:
    async def count(books: AsyncDaftra) -> int:
        return len(await books.incomes.list().to_list())

    assert_type(await AsyncCompanies({"acme": daftra}).each(count), CompanyResults[int])


def an_app_of_the_marketplace_is_typed(stored: dict[str, str], shared: SharedRateLimit) -> None:
    grant = CodeGrant(
        client_id="1",
        client_secret="s",
        redirect_uri="https://app.example/back",
        code="c",
        load=lambda: Tokens.from_dict(stored),
        save=lambda tokens: stored.update(site=tokens.site_id or ""),
    )
    assert_type(grant.tokens, Tokens | None)
    assert_type(Daftra(base_url="https://a.example", oauth=grant, rate_limit=shared), Daftra)
