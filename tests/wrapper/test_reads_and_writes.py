"""A low-level call is taken for a read, and may be repeated, only where it changes nothing."""

from ledgerspan.daftra.envelope import is_read as is_daftra_read
from ledgerspan.nuvio.envelope import is_read as is_nuvio_read
from tooling.bundle import bundle
from tooling.openapi import Node, Operation, operations

# POSTs that only answer: a batch of reads, and the credentials exchanged for a token.
DAFTRA_POST_READS = {"fetch_multiple_entities", "create_access_token"}


def daftra() -> list[Operation]:
    return list(operations(bundle("daftra")))


def changes_data(operation: Operation) -> bool:
    node: Node = operation.node
    if operation.method != "get":
        return operation.id not in DAFTRA_POST_READS
    return bool(node.get("x-changes-data", False))


def test_daftras_calls_that_change_data_are_writes_whatever_their_method() -> None:
    taken = {each.id for each in daftra() if not is_daftra_read(each.method.upper(), each.path)}
    assert taken == {each.id for each in daftra() if changes_data(each)}


def test_two_gets_of_daftra_change_data() -> None:
    assert {each.id for each in daftra() if each.method == "get" and changes_data(each)} == {
        "change_booking_status",
        "convert_booking_to_invoice",
    }


def test_nuvios_reads_are_the_calls_that_need_the_scope_read() -> None:
    listed = list(operations(bundle("nuvio")))
    taken = {each.id for each in listed if is_nuvio_read(each.method.upper(), each.path)}
    assert taken == {each.id for each in listed if each.node["x-scope"] == "READ"}
