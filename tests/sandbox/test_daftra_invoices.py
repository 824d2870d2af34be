"""Writing and reading Daftra invoices."""

import base64
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
Body = dict[str, Any]
LINE = {"item": "Linen notebook", "unit_price": 100, "quantity": 2}
TAXED = {**LINE, "tax1": 1}


def created(client: httpx.Client, *lines: Body, path: str = "invoices", **header: Any) -> int:
    key = {"invoices": "Invoice", "estimates": "Estimate"}[path]
    body = {key: {"client_id": 2, **header}, "InvoiceItem": list(lines)}
    answer = client.post(f"/{path}", json=body)
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def read(client: httpx.Client, number: int) -> Body:
    invoice: Body = client.get(f"/invoices/{number}").json()["data"]["Invoice"]
    return invoice


def row_of(client: httpx.Client, number: int) -> Body:
    rows = client.get("/invoices", params={"limit": 100}).json()["data"]
    return next(row["Invoice"] for row in rows if int(row["Invoice"]["id"]) == number)


def refusal(answer: httpx.Response) -> Any:
    assert answer.status_code == 400, answer.text
    return answer.json().get("validation_errors")


def test_a_create_answers_202_with_the_id_alone(either: Sandbox, daftra: Connect) -> None:
    answer = daftra(either).post("/invoices", json={"Invoice": {"client_id": 2}})
    assert answer.status_code == 202
    assert answer.json().keys() == {"code", "result", "id"}


def test_the_client_is_all_that_a_create_needs(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    assert refusal(client.post("/invoices", json={"Invoice": {}})) == {"client_id": "is required"}
    invoice = read(client, created(client))
    assert (invoice["currency_code"], invoice["date"]) == ("SAR", "2026-07-01")
    assert invoice["client_business_name"] == invoice["Client"]["business_name"]


def test_a_number_of_a_tax_is_its_key_and_no_rate(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    invoice = read(client, created(client, TAXED))
    rate = client.get("/taxes/1").json()["data"]["Tax"]["value"]
    assert invoice["summary_total"] - invoice["summary_subtotal"] == 200 * rate / 100


def test_a_rate_in_place_of_a_key_is_refused(documented: Sandbox, daftra: Connect) -> None:
    body = {"Invoice": {"client_id": 2}, "InvoiceItem": [{**LINE, "tax1": 15}]}
    reasons = refusal(daftra(documented).post("/invoices", json=body))
    assert reasons == {"tax1": "line 1: Invalid tax: tax not found or inactive"}


def test_documented_scalars_are_native(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    invoice = read(client, created(client, TAXED))
    assert invoice["draft"] is False
    assert (invoice["payment_status"], invoice["summary_unpaid"]) == (0, invoice["summary_total"])
    assert (invoice["InvoiceItem"][0]["unit_price"], invoice["InvoiceItem"][0]["tax1"]) == (100, 1)


def test_observed_rows_are_texts(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    row = row_of(client, created(client, LINE))
    assert (row["draft"], row["payment_status"], row["summary_total"]) == ("0", "0", "200")
    assert row["date"] == "2026-07-01"


def test_observed_details_have_computed_numbers_beside_texts(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    invoice = read(client, created(client, LINE))
    assert (invoice["payment_status"], invoice["summary_total"]) == (0, 200)
    line = invoice["InvoiceItem"][0]
    assert (line["unit_price"], line["subtotal"], line["item_subtotal"]) == ("100", 200, 200)


@pytest.mark.parametrize(("company", "day"), [(0, "28/02/2026"), (1, "28-02-2026")])
def test_observed_details_write_days_as_the_site_does(
    box: Sandbox, daftra: Connect, company: int, day: str
) -> None:
    client = daftra(box, company=company)
    number = created(client, date="2026-02-28", client_id=20 if company else 2)
    assert read(client, number)["date"] == day
    assert row_of(client, number)["date"] == "2026-02-28"


def test_observed_taxes_of_the_summary_are_null(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    invoice = read(client, created(client, TAXED))
    assert (invoice["summary_tax"], invoice["summary_tax1"]) == (None, None)
    assert invoice["summary_total"] > invoice["summary_subtotal"]
    assert [tax["id"] for tax in invoice["InvoiceTax"]] == ["1"]


def test_nothing_is_written_in_four_ways(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    invoice = read(client, created(client, LINE))
    assert (invoice["work_order_id"], invoice["notes"]) == (None, "")
    assert (invoice["estimate_id"], invoice["issue_date"]) == ("0", "0000-00-00")
    assert invoice["InvoiceCustomField"] == []


def test_lists_embed_the_client_and_no_lines(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    row = row_of(client, created(client, LINE))
    assert int(row["Client"]["id"]) == 2
    assert not row.keys() & {"InvoiceItem", "InvoicePayment"}


def test_recursive_decides_what_lists_embed(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    created(client, LINE)
    bare = client.get("/invoices", params={"recursive": -1}).json()["data"][0]["Invoice"]
    whole = client.get("/invoices", params={"recursive": 1}).json()["data"][0]["Invoice"]
    assert "Client" not in bare
    assert len(whole["InvoiceItem"]) == 1


def test_lines_inside_the_model_empty_it(either: Sandbox, daftra: Connect) -> None:
    answer = daftra(either).post(
        "/invoices", json={"Invoice": {"client_id": 2, "InvoiceItem": [LINE]}}
    )
    assert (answer.status_code, answer.json()["message"]) == (400, "Invoice is empty")


def test_what_was_read_cannot_be_sent_back(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, LINE)
    answer = client.put(f"/invoices/{number}", json={"Invoice": read(client, number)})
    assert (answer.status_code, answer.json()["error_type"]) == (400, "extra_data")


def test_links_of_the_published_sample_are_ignored(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, invoice_html_url="string", qr_code_url="string")
    assert read(client, number)["invoice_html_url"].startswith("https://olive-harbour")


def test_discounts_exclude_each_other(documented: Sandbox, daftra: Connect) -> None:
    header = {"client_id": 2, "discount": 5, "discount_amount": 3}
    reasons = refusal(daftra(documented).post("/invoices", json={"Invoice": header}))
    assert reasons == {"discount_amount": "cannot stand beside discount"}


def test_a_discount_is_capped(documented: Sandbox, daftra: Connect) -> None:
    body = {"Invoice": {"client_id": 2, "discount_amount": 201}, "InvoiceItem": [LINE]}
    assert refusal(daftra(documented).post("/invoices", json=body)).keys() == {"discount_amount"}


def test_a_draft_has_no_number_until_it_is_issued(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    number = created(client, LINE, draft=1)
    draft = read(client, number)
    assert "no" not in draft
    assert (draft["payment_status"], draft["summary_unpaid"]) == (-1, 200)
    client.put(f"/invoices/{number}", json={"Invoice": {"client_id": 2, "draft": 0}})
    assert read(client, number)["no"]
    assert read(client, number)["payment_status"] == 0


def test_numbers_count_up(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    first, second = (read(client, created(client))["no"] for _ in range(2))
    assert int(second) == int(first) + 1


def test_a_given_number_is_kept_and_never_given_again(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    upcoming = f"{int(read(client, created(client))['no']) + 1:06d}"
    assert read(client, created(client, no=upcoming))["no"] == upcoming
    assert read(client, created(client))["no"] > upcoming


def test_an_observed_put_replaces_the_record(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    number = created(client, LINE, notes="keep me", no="A-1", date="2026-01-01")
    client.put(f"/invoices/{number}", json={"Invoice": {"client_id": 3}})
    invoice = read(client, number)
    assert (invoice["notes"], invoice["date"]) == ("", "01/07/2026")
    assert invoice["no"] not in ("A-1", "")
    assert len(invoice["InvoiceItem"]) == 1


def test_a_documented_put_keeps_what_it_does_not_name(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    number = created(client, LINE, notes="keep me", no="A-1")
    client.put(f"/invoices/{number}", json={"Invoice": {"client_id": 2, "po_number": 7}})
    invoice = read(client, number)
    assert (invoice["notes"], invoice["no"], invoice["po_number"]) == ("keep me", "A-1", "7")


def test_sent_lines_replace_the_stored_ones(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, LINE, LINE)
    body = {"Invoice": {"client_id": 2}, "InvoiceItem": [{**LINE, "quantity": 1}]}
    client.put(f"/invoices/{number}", json=body)
    invoice = read(client, number)
    assert [int(line["quantity"]) for line in invoice["InvoiceItem"]] == [1]
    assert invoice["summary_total"] == 100


def test_a_post_to_the_record_updates_it(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, LINE)
    answer = client.post(f"/invoices/{number}", json={"Invoice": {"client_id": 3}})
    assert (answer.status_code, int(read(client, number)["client_id"])) == (200, 3)


def test_an_accepted_e_invoice_cannot_be_updated(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    rows = client.get("/invoices", params={"einvoice_status": "accepted"}).json()["data"]
    body = {"Invoice": {"client_id": 2}}
    answer = client.put(f"/invoices/{rows[0]['Invoice']['id']}", json=body)
    assert "e_invoice_status" in refusal(answer)["Invoice"]


def test_custom_fields_are_read_back(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    body = {"Invoice": {"client_id": 2}, "InvoiceCustomField": {"Order": "7-A"}}
    number = client.post("/invoices", json=body).json()["id"]
    assert read(client, number)["InvoiceCustomField"] == {"Order": "7-A"}


def test_the_qr_code_holds_the_standards_tlv(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    link = read(client, created(client, TAXED))["qr_code_url"]
    text = parse_qs(urlsplit(link).query)["d64"][0]
    tlv = base64.b64decode(base64.b64decode(text))
    assert tlv[:2] == bytes((1, len("Olive Harbour Trading")))
    assert b"\x04\x06230.00\x05\x0530.00" in tlv


def test_a_bulk_create_is_not_atomic(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    bodies = [{"Invoice": {"client_id": 2}}, {"Invoice": {}}, 4, {"Invoice": {"client_id": 3}}]
    answer = client.post("/invoices/add_bulk.json", json=bodies)
    assert answer.status_code == 200
    assert [result["code"] for result in answer.json()] == [202, 400, 400, 202]
    last = answer.json()[-1]
    assert read(client, last["id"])["no"] == last["invoice_number"]


def test_an_invoice_of_type_3_is_an_estimate(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, LINE, type=3)
    assert client.get(f"/invoices/{number}").status_code == 404
    estimate = client.get(f"/estimates/{number}").json()["data"]["Estimate"]
    assert int(estimate["type"]) == 3


def test_advance_payments_are_listed_and_not_read_alone(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    payment = {"amount": 50, "payment_method": "cash"}
    body = {"Invoice": {"client_id": 2, "type": 19}, "InvoiceItem": [LINE], "Payment": payment}
    number = client.post("/invoices", json=body).json()["id"]
    assert client.get(f"/invoices/{number}").status_code == 404
    rows = client.get("/invoices", params={"type": 19}).json()["data"]
    assert [int(row["Invoice"]["id"]) for row in rows] == [number]
    assert float(rows[0]["Invoice"]["summary_paid"]) == 50


def test_companies_do_not_see_each_others_invoices(either: Sandbox, daftra: Connect) -> None:
    number = created(daftra(either), LINE)
    assert daftra(either, company=1).get(f"/invoices/{number}").status_code == 404


def test_a_client_with_invoices_is_not_deleted(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    created(client, LINE)
    assert client.delete("/clients/2").status_code == 400


def test_what_the_page_of_advance_payments_sends_is_taken(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, LINE, payment_status=2, po_number=17, shipping_options="")
    invoice = read(client, number)
    assert (invoice["payment_status"], invoice["po_number"]) == (0, "17")


def test_a_type_that_no_path_lists_is_stored_and_seen_no_more(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    number = created(client, type=12)
    assert client.get(f"/invoices/{number}").status_code == 404
    rows = client.get("/invoices", params={"limit": 100}).json()["data"]
    assert number not in [int(row["Invoice"]["id"]) for row in rows]


@pytest.mark.parametrize("path", ["invoices", "invoice_payments", "purchase_invoices"])
def test_equal_seeds_give_equal_documents(daftra: Connect, path: str) -> None:
    with Sandbox(seed=3, records=5) as first, Sandbox(seed=3, records=5) as second:
        lists = [daftra(each).get(f"/{path}").json()["data"] for each in (first, second)]
    assert lists[0] == lists[1] != []


def test_a_socket_serves_the_same(box: Sandbox, daftra: Connect) -> None:
    key = box.daftra_companies[0].api_key
    inside = daftra(box).get("/invoices/1").json()
    outside = httpx.get(f"{box.url}/daftra/api2/invoices/1", headers={"apikey": key}).json()
    assert inside == outside


def test_custom_fields_sent_as_a_list_are_published_as_a_map(
    documented: Sandbox, daftra: Connect
) -> None:
    client = daftra(documented)
    rows = [{"label": "Order", "value": "7-A"}]
    body = {"Invoice": {"client_id": 2}, "InvoiceCustomField": rows}
    number = client.post("/invoices", json=body).json()["id"]
    assert read(client, number)["InvoiceCustomField"] == {"Order": "7-A"}


def test_a_block_is_an_object_or_a_list(documented: Sandbox, daftra: Connect) -> None:
    body = {"Invoice": {"client_id": 2}, "DocumentTitle": "a"}
    answer = daftra(documented).post("/invoices", json=body)
    assert refusal(answer) == {"DocumentTitle": "must be an object or a list"}
