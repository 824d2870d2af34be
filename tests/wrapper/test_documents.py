"""The common model: values that are equal, hashable, frozen, and explain themselves."""

import copy
import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan.models import (
    Document,
    FieldOrigin,
    Finding,
    Income,
    Line,
    Origin,
    PaymentStatus,
    Provider,
    Ref,
    Source,
    TaxAmount,
)

TABLE = {
    "id": Source("id"),
    "total": Source("amount, tax", FieldOrigin.COMPUTED, "amount plus tax", "taxes"),
    "number": Source("no"),
}
PAGE = b'{"rows":[{"id":"1","amount":"0.10"},{"id":"2","amount":0.30,"extra":1e2}]}'


def rows(content: bytes) -> list[bytes]:
    class Rows(msgspec.Struct):
        rows: list[msgspec.Raw]

    return [bytes(row) for row in msgspec.json.decode(content, type=Rows).rows]


def doc(**fields: Any) -> Income:
    return Income(**{"id": "1", "provider": Provider.NUVIO, **fields})


def sent(index: int = 1, **fields: Any) -> Income:
    return doc(_origin=Origin(PAGE, rows, TABLE), _index=index, **fields)


def test_documents_are_equal_by_their_common_fields() -> None:
    assert doc(total=Decimal("1.10")) == doc(total=Decimal("1.1"))
    assert doc(total=Decimal(1)) != doc(total=Decimal(2))


def test_what_came_does_not_count_for_equality() -> None:
    assert sent(0) == sent(1) == doc()
    assert len({sent(0), sent(1), doc()}) == 1


def test_a_document_of_another_kind_is_another_document() -> None:
    assert Document(id="1", provider=Provider.NUVIO) != doc()
    assert doc() != "1"


def test_a_document_is_frozen() -> None:
    with pytest.raises(AttributeError):
        doc().total = Decimal(1)  # type: ignore[misc]


def test_a_document_with_everything_is_hashable() -> None:
    tax = TaxAmount(tax=Ref(id="9"), rate=Decimal(15))
    full = doc(lines=(Line(taxes=(tax,)),), taxes=(tax,), contact=Ref(name="Nile"))
    assert hash(full) == hash(copy.copy(full))


def test_raw_is_the_record_exactly_as_it_came() -> None:
    assert sent().raw == {"id": "2", "amount": Decimal("0.30"), "extra": Decimal("1E+2")}


def test_fractions_of_raw_are_decimals_to_the_last_digit() -> None:
    content = b'{"a":0.1000000000000000055511151231257827021181583404541015625,"b":1.10,"c":7}'
    raw = doc(_origin=Origin(content, lambda whole: [whole], {})).raw
    assert str(raw["a"]) == "0.1000000000000000055511151231257827021181583404541015625"
    assert (str(raw["b"]), raw["c"]) == ("1.10", 7)


def test_a_document_made_by_hand_has_no_raw() -> None:
    assert doc().raw == {}


def test_a_document_made_by_hand_explains_no_field() -> None:
    told = doc(total=Decimal(1)).explain("total")
    assert (told.origin, told.provider_field) == (FieldOrigin.ABSENT, None)


def test_a_document_made_by_hand_survives_pickle() -> None:
    copied = pickle.loads(pickle.dumps(doc(total=Decimal("1.10"))))  # noqa: S301
    assert (copied, copied.raw) == (doc(total=Decimal("1.10")), {})


def test_a_pickle_of_a_model_with_other_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Income._restore(("1", Provider.NUVIO), None)


def test_a_record_that_is_no_object_is_kept_too() -> None:
    assert doc(_origin=Origin(b"[1,2]", lambda whole: [whole], {})).raw == {"": [1, 2]}


def test_a_document_survives_pickle_with_its_own_bytes_only() -> None:
    first = sent(1, total=Decimal("0.30"), date=date(2026, 3, 1), contact=Ref(id="7"))
    pickled = pickle.dumps(first)
    copied = pickle.loads(pickled)  # noqa: S301
    assert copied == first
    assert copied.raw == first.raw
    assert copied.explain("number") == first.explain("number")
    assert b'"id":"1"' not in pickled


def test_a_pickled_document_can_be_pickled_again() -> None:
    twice = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(sent()))))  # noqa: S301
    assert twice.raw == sent().raw


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy])
def test_a_document_survives_a_copy(clone: Any) -> None:
    assert clone(sent()) == sent()
    assert clone(sent()).raw == sent().raw


def test_a_field_that_was_sent_names_the_field_of_the_provider() -> None:
    told = sent(number="INV-1").explain("number")
    assert (told.origin, told.provider_field) == (FieldOrigin.SENT, "no")


def test_a_field_that_was_not_sent_is_absent() -> None:
    told = sent().explain("number")
    assert (told.origin, told.provider_field) == (FieldOrigin.ABSENT, "no")


def test_a_field_that_the_provider_does_not_have_is_absent() -> None:
    told = sent().explain("project")
    assert (told.origin, told.provider_field) == (FieldOrigin.ABSENT, None)


def test_a_computed_field_tells_what_it_was_computed_from() -> None:
    told = sent(total=Decimal(1), taxes=(TaxAmount(tax=Ref(id="9")),)).explain("total")
    assert (told.origin, told.provider_field, told.note) == (
        FieldOrigin.COMPUTED,
        "amount, tax",
        "amount plus tax",
    )


def test_a_field_that_had_nothing_to_compute_was_sent() -> None:
    assert sent(total=Decimal(1)).explain("total").origin == FieldOrigin.SENT


def test_every_common_field_can_be_explained() -> None:
    explained = [sent().explain(name).field for name in Income.fields()]
    assert explained == list(Income.fields())


SENT_AS = Source("total, net", FieldOrigin.COMPUTED, "less", sent_as=("tax", "vat"))


@pytest.mark.parametrize(
    ("content", "origin", "field"),
    [
        (b'{"tax":"1.50"}', FieldOrigin.SENT, "tax"),
        (b'{"Invoice":{"tax":null,"vat":2}}', FieldOrigin.SENT, "vat"),
        (b'{"Invoice":{"tax":"0.00","vat":""}}', FieldOrigin.COMPUTED, "total, net"),
        (b'{"Invoice":{"tax":[],"vat":0.0}}', FieldOrigin.COMPUTED, "total, net"),
        (b'{"Invoice":{}}', FieldOrigin.COMPUTED, "total, net"),
        (b"[]", FieldOrigin.COMPUTED, "total, net"),
    ],
)
def test_a_value_that_may_be_sent_or_computed_tells_which_it_was(
    content: bytes, origin: FieldOrigin, field: str
) -> None:
    where = Origin(content, lambda whole: [whole], {"tax_total": SENT_AS})
    told = doc(_origin=where, tax_total=Decimal(2)).explain("tax_total")
    assert (told.field, told.origin, told.provider_field) == ("tax_total", origin, field)


def test_a_document_of_such_a_table_survives_pickle() -> None:
    where = Origin(b'{"tax":1}', lambda whole: [whole], {"tax_total": SENT_AS})
    one = doc(_origin=where, tax_total=Decimal(1))
    copied = pickle.loads(pickle.dumps(one))  # noqa: S301
    assert copied.explain("tax_total") == one.explain("tax_total")


@pytest.mark.parametrize("name", ["colour", "_origin", "raw", ""])
def test_a_name_that_is_no_field_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(ValueError, match="is no field of Income; there are"):
        sent().explain(name)


def test_a_document_shows_only_what_was_said() -> None:
    shown = repr(doc(total=Decimal("1.10"), contact=Ref(id="7")))
    assert shown == (
        "Income(id='1', provider=<Provider.NUVIO: 'nuvio'>, "
        "contact=Ref(id='7', name=None, code=None), total=Decimal('1.10'))"
    )


def test_to_dict_is_plain_json_with_amounts_and_days_as_text() -> None:
    told = doc(
        total=Decimal("1.10"),
        date=date(2026, 3, 1),
        taxes=(TaxAmount(tax=Ref(id="9"), amount=Decimal("0.10")),),
    ).to_dict()
    told = json.loads(json.dumps(told))
    assert (told["total"], told["date"]) == ("1.10", "2026-03-01")
    assert (told["provider"], told["payment_status"]) == ("nuvio", "unknown")
    assert told["taxes"][0]["amount"] == "0.10"


def test_to_dict_has_every_common_field_and_no_other() -> None:
    assert tuple(doc().to_dict()) == Income.fields()


def test_words_are_open_and_unknown_is_told_apart_by_its_text() -> None:
    said = doc(payment_status=PaymentStatus.UNKNOWN, payment_status_text="escrowed")
    assert (said.payment_status, said.payment_status_text) == (PaymentStatus.UNKNOWN, "escrowed")
    assert doc().payment_status_text is None


def rules(document: Income) -> list[str]:
    return [finding.rule for finding in document.check()]


DAY = date(2026, 3, 1)


def test_a_document_that_adds_up_has_no_findings() -> None:
    good = doc(
        date=DAY,
        lines=(Line(total=Decimal("1.10")), Line(total=Decimal("2.20"))),
        taxes=(TaxAmount(tax=Ref(id="9"), amount=Decimal("0.30")),),
        subtotal=Decimal("3.00"),
        tax_total=Decimal("0.30"),
        total=Decimal("3.30"),
        paid=Decimal("1.30"),
        due=Decimal("2.00"),
    )
    assert good.check() == ()


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"lines": (Line(total=Decimal(1)),)}, "lines add up to the total"),
        (
            {"subtotal": Decimal(1), "tax_total": Decimal(1)},
            "subtotal and taxes add up to the total",
        ),
        ({"paid": Decimal(1), "due": Decimal(1)}, "paid and due add up to the total"),
        (
            {"taxes": (TaxAmount(tax=Ref(), amount=Decimal(1)),), "tax_total": Decimal(2)},
            "taxes add up to the tax total",
        ),
    ],
)
def test_what_does_not_add_up_is_found(fields: dict[str, Any], rule: str) -> None:
    assert rules(doc(date=DAY, total=Decimal(9), **fields)) == [rule]


LINES = (Line(total=Decimal(60)), Line(total=Decimal(40)))


@pytest.mark.parametrize(
    "fields",
    [
        # Lines with their taxes, and net of them.
        {"total": 100},
        {"subtotal": 100, "tax_total": 15, "total": 115},
        # A subtotal less the discount already, and one that is not.
        {"discount": 20, "subtotal": 80, "tax_total": 12, "total": 92},
        {"discount": 20, "subtotal": 100, "tax_total": 12, "total": 92},
        {"discount_percent": 10, "subtotal": 90, "tax_total": 9, "total": 99},
        # A delivery charge inside the subtotal, and outside of it.
        {"shipping": 5, "subtotal": 105, "total": 105},
        {"shipping": 5, "subtotal": 100, "tax_total": 15, "total": 120},
        {"shipping": 5, "discount": 20, "subtotal": 80, "tax_total": 12, "total": 97},
        {"refunded": 10, "paid": 60, "due": 30, "total": 100},
        {"paid": 130, "due": 0, "total": 100, "payment_status": PaymentStatus.OVERPAID},
        # What is open is never below nothing: all was paid, and then some of it given back.
        {"refunded": 10, "paid": 100, "due": 0, "total": 100},
        {"refunded": 120, "paid": 100, "due": 0, "total": 100},
    ],
)
def test_every_honest_reading_of_the_amounts_adds_up(fields: dict[str, Any]) -> None:
    assert rules(doc(date=DAY, lines=LINES, **decimals(fields))) == []


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"discount": 20, "total": 81}, "lines add up to the total"),
        ({"discount_percent": 10, "total": 89}, "lines add up to the total"),
        ({"shipping": 5, "total": 106}, "lines add up to the total"),
        (
            {"discount": 20, "subtotal": 80, "tax_total": 12, "total": 93},
            "subtotal and taxes add up to the total",
        ),
        ({"refunded": 10, "paid": 60, "due": 31, "total": 100}, "paid and due add up to the total"),
        ({"paid": 130, "due": 0, "total": 100}, "paid and due add up to the total"),
        ({"refunded": 10, "paid": 80, "due": 0, "total": 100}, "paid and due add up to the total"),
        (
            {"paid": 90, "due": 0, "total": 100, "payment_status": PaymentStatus.OVERPAID},
            "paid and due add up to the total",
        ),
    ],
)
def test_what_fits_no_reading_is_found(fields: dict[str, Any], rule: str) -> None:
    assert rules(doc(date=DAY, lines=LINES, **decimals(fields))) == [rule]


@pytest.mark.parametrize(
    ("net", "percent", "total", "fits"),
    [
        ("0.33", "10", "0.30", True),
        ("0.33", "10", "0.297", True),
        ("0.33", "10", "0.29", False),
        ("100", "33.3333", "66.6667", True),
        ("100", "33.3333", "66.67", True),
        ("100", "33.3333", "66.7", False),
        # The discount was rounded, and what is left of the amount is a half less.
        ("1618.5575", "10", "1456.7017", True),
        ("1618.5575", "10", "1456.7016", False),
    ],
)
def test_a_percentage_is_rounded_to_cents_or_as_far_as_it_shows(
    net: str, percent: str, total: str, *, fits: bool
) -> None:
    made = doc(
        date=DAY,
        lines=(Line(total=Decimal(net)),),
        discount_percent=Decimal(percent),
        total=Decimal(total),
    )
    assert (rules(made) == []) is fits


@pytest.mark.parametrize(
    ("paid", "total", "fits"),
    [
        ("3455.57", "3455.568", True),
        ("3455.5700", "3455.568", True),
        ("3455.56", "3455.568", False),
        ("3455.6", "3455.568", False),
        ("12.346", "12.3456", True),
    ],
)
def test_a_total_of_more_decimals_is_paid_in_coins(paid: str, total: str, *, fits: bool) -> None:
    made = doc(date=DAY, paid=Decimal(paid), due=Decimal(0), total=Decimal(total))
    assert (rules(made) == []) is fits


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e999999"])
def test_a_settlement_beyond_all_measure_is_no_error(amount: str) -> None:
    for name in ("paid", "due", "refunded"):
        said = {"paid": Decimal(1), "due": Decimal(0), "refunded": Decimal(1)}
        wild = doc(date=DAY, total=Decimal(9), **{**said, name: Decimal(amount)})
        assert all(finding.message for finding in wild.check())


@pytest.mark.parametrize("amount", ["1e999999", "-1e-999999", "NaN", "Infinity"])
def test_amounts_beyond_all_measure_are_no_error(amount: str) -> None:
    wild = doc(date=DAY, lines=LINES, total=Decimal(amount), discount_percent=Decimal(amount))
    assert all(finding.message for finding in wild.check())


def decimals(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Decimal(value) if isinstance(value, int) else value for name, value in fields.items()
    }


def test_a_finding_tells_both_figures() -> None:
    found = doc(date=DAY, total=Decimal(9), paid=Decimal(1), due=Decimal(1)).check()
    assert found == (
        Finding(
            rule="paid and due add up to the total",
            message="paid and due add up to the total: expected 2, the document says 9",
            expected=Decimal(2),
            actual=Decimal(9),
        ),
    )


def test_what_was_not_said_is_not_compared() -> None:
    silent = doc(date=DAY, total=Decimal(9), lines=(Line(total=None),), paid=Decimal(1))
    assert silent.check() == ()


def test_a_document_without_date_or_total_is_told() -> None:
    assert rules(doc()) == ["has a total", "has a date"]


def test_equal_documents_are_not_unequal_too() -> None:
    one = Income(id="1", provider=Provider.DAFTRA, total=Decimal(3))
    other = Income(id="1", provider=Provider.DAFTRA, total=Decimal(3))
    assert one == other
    assert not one != other  # noqa: SIM202  # both operators are under test
    assert one != Income(id="2", provider=Provider.DAFTRA)
