"""Whatever a draft of money that moves says is what a later read says."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgerspan import (
    AccountDraft,
    AccountKind,
    Direction,
    PaymentDraft,
    PaymentState,
    Ref,
    TransactionDraft,
)
from ledgerspan.sandbox import Sandbox

from tests.live.payables import payable

PROPERTY = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
AMOUNTS = st.decimals(min_value="0.000001", max_value="999999999999999", places=6)
BALANCES = st.decimals(min_value="-999999999999", max_value="999999999999", places=2)
STATES = st.sampled_from([state for state in PaymentState if state != PaymentState.UNKNOWN])
FLAGS = st.none() | st.booleans()
# Epochs are whole milliseconds of the years that Nuvio's requests take.
DAYS = st.dates(min_value=date(1971, 1, 1), max_value=date(9998, 12, 31))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda each: timezone(timedelta(minutes=each)))


@pytest.fixture
def small(dialect: Any) -> Iterator[Sandbox]:
    """Start a sandbox with just enough to refer to."""
    with Sandbox(seed=7, records=6, dialect=dialect) as box:
        yield box


def drafted(draft: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what a draft says; an empty text comes back as none."""
    return {name: getattr(draft, name) or None for name in names}


def told(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what a record says, references as the ids that drafts have."""
    values = {name: getattr(record, name) for name in names}
    return {
        name: value.id if isinstance(value, Ref) else value or None
        for name, value in values.items()
    }


def holds_for(
    resource: Any, drafts: st.SearchStrategy[Any], names: tuple[str, ...], reset: Callable[[], None]
) -> None:
    """Assert that a draft is read back as it was written, and kept by an update of nothing."""

    @PROPERTY
    @given(drafts)
    def holds(draft: Any) -> None:
        reset()
        created = resource.create(draft)
        assert told(created, names) == drafted(draft, names)
        assert told(resource.update(created), names) == drafted(draft, names)

    holds()


def changes_for(
    resource: Any, drafts: st.SearchStrategy[Any], names: tuple[str, ...], reset: Callable[[], None]
) -> None:
    """Assert that an update makes what one draft has said into what another one says."""

    @PROPERTY
    @given(drafts, drafts)
    def holds(first: Any, second: Any) -> None:
        reset()
        created = resource.create(first)
        changes = {name: value for name in names if (value := getattr(second, name)) is not None}
        updated = resource.update(created, **changes)
        expected = {name: changes.get(name, getattr(first, name)) or None for name in names}
        assert told(updated, names) == expected

    holds()


PAYMENT = (
    "date", "amount", "currency", "method", "reference", "account", "status", "description",
)  # fmt: skip


@pytest.mark.parametrize("settles", ["document", "contact"])
@pytest.mark.parametrize("law", [holds_for, changes_for])
def test_a_payment_of_daftra(small: Sandbox, settles: str, law: Callable[..., None]) -> None:
    drafts = st.builds(
        PaymentDraft,
        date=st.dates(),
        amount=AMOUNTS,
        currency=CODES,
        method=st.text(st.characters(codec="utf-8"), min_size=1, max_size=100),
        reference=st.none() | st.text(st.characters(codec="utf-8"), max_size=100),
        account=st.sampled_from(["1", "2", "3"]),
        status=STATES,
        description=st.none() | TEXTS,
        **{settles: st.sampled_from(["1", "2", "3"])},
    )
    with small.daftra() as daftra:
        law(daftra.payments, drafts, (*PAYMENT, settles), small.reset)


@pytest.mark.parametrize("law", [holds_for, changes_for])
def test_an_account_of_daftra(small: Sandbox, law: Callable[..., None]) -> None:
    names = ("name", "kind", "number", "bank_name", "description", "is_active", "is_primary")
    drafts = st.builds(
        AccountDraft,
        name=st.text(st.characters(codec="utf-8"), max_size=255).filter(
            lambda text: bool(text.strip())
        ),
        kind=st.just(AccountKind.BANK),
        number=st.none() | TEXTS,
        bank_name=st.none() | TEXTS,
        description=st.none() | TEXTS,
        is_active=st.booleans(),
        is_primary=FLAGS,
    )
    with small.daftra() as daftra:
        law(daftra.accounts, drafts, names, small.reset)


@pytest.mark.parametrize("law", [holds_for, changes_for])
def test_an_account_of_nuvio(small: Sandbox, law: Callable[..., None]) -> None:
    names = ("name", "number", "currency", "opening_balance")
    drafts = st.builds(
        AccountDraft,
        name=NAMES,
        currency=CODES,
        number=st.none() | TEXTS,
        opening_balance=st.none() | BALANCES,
    )
    with small.nuvio() as nuvio:
        law(nuvio.accounts, drafts, names, small.reset)


@pytest.mark.parametrize("law", [holds_for, changes_for])
def test_a_transaction_of_nuvio_on_a_day(small: Sandbox, law: Callable[..., None]) -> None:
    with small.nuvio() as nuvio:
        accounts = [account.id for account in nuvio.accounts.list()]
        contacts = sorted({each.contact.id or "" for each in nuvio.incomes.list() if each.contact})
        drafts = st.builds(
            TransactionDraft,
            date=DAYS,
            amount=AMOUNTS,
            direction=st.sampled_from([Direction.IN, Direction.OUT]),
            account=st.just(accounts[0]),
            contact=st.none() | st.sampled_from(contacts),
            description=st.none() | TEXTS,
        )
        names = ("date", "amount", "direction", "contact", "description")
        law(nuvio.transactions, drafts, names, small.reset)


def test_the_moment_of_a_transaction_of_nuvio(small: Sandbox) -> None:
    moments = st.datetimes(
        min_value=datetime(1971, 1, 1),  # noqa: DTZ001  # the zones are drawn beside it
        max_value=datetime(9998, 12, 31),  # noqa: DTZ001
        timezones=ZONES,
    )

    @PROPERTY
    @given(moments, moments)
    def holds(first: datetime, second: datetime) -> None:
        created = nuvio.transactions.create(
            TransactionDraft(
                date=first.date(),
                amount=Decimal(1),
                direction=Direction.IN,
                account=account,
                booked_at=first,
            )
        )
        assert created.booked_at == first
        assert created.date == first.astimezone(UTC).date()
        assert nuvio.transactions.update(created, booked_at=second).booked_at == second

    with small.nuvio() as nuvio:
        account = nuvio.accounts.list().to_list()[0].id
        holds()


def test_a_payment_of_nuvio(small: Sandbox) -> None:
    found = payable(small)
    drafts = st.builds(
        lambda is_income, **said: PaymentDraft(
            document=found.income if is_income else found.expense,
            direction=Direction.IN if is_income else Direction.OUT,
            account=found.account,
            **said,
        ),
        is_income=st.booleans(),
        date=DAYS,
        # Little enough for all of them to fit.
        amount=st.decimals(min_value="0.000001", max_value=2, places=6),
        currency=st.sampled_from([None, "EUR"]),
        description=st.none() | TEXTS,
    )
    names = ("date", "amount", "direction", "document", "account", "description", "status")

    @PROPERTY
    @given(drafts)
    def holds(draft: PaymentDraft) -> None:
        created = nuvio.payments.create(draft)
        assert told(created, names) == drafted(draft, names)
        assert nuvio.payments.get(created.id) == created

    with small.nuvio() as nuvio:
        holds()
