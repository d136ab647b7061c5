"""Lists as files: what a spreadsheet program makes of them."""

import csv
import io
import re

import openpyxl
import pytest
from fhir.resources.R4B.bundle import Bundle

LISTS = ["people", "credentials", "vendors", "catalog", "requisitions", "orders", "chart"]


@pytest.mark.parametrize("name", LISTS)
def test_workbook_and_csv_say_the_same(page_as, name):
    page = page_as("practice_administrator")
    files = {ending: page.request.get(f"/all/{name}.{ending}") for ending in ("csv", "xlsx")}
    text = files["csv"].body().decode("utf-8-sig")
    assert files["csv"].body().startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    lines = list(csv.reader(io.StringIO(text, newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"].body()), read_only=True).active
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == lines[0]
    assert len(rows) == len(lines) > 1


def test_fhir_bundle_has_the_structure_of_r4_and_refers_to_nothing_outside(page_as):
    page = page_as("practice_administrator")
    answer = page.request.get("/all/credentials.fhir.json")
    assert answer.headers["content-type"] == "application/fhir+json; fhirVersion=4.0"
    bundle = Bundle.model_validate_json(answer.body())
    resources = [entry.resource for entry in bundle.entry]
    kinds = {resource.get_resource_type() for resource in resources}
    assert kinds == {"Organization", "Location", "Practitioner", "PractitionerRole", "VerificationResult"}
    known = {entry.fullUrl for entry in bundle.entry}
    assert len(known) == len(resources)
    named = set(re.findall(r'"reference":"([^"]+)"', answer.text()))
    assert named and named <= known
    roles = [each for each in resources if each.get_resource_type() == "PractitionerRole"]
    specialties = [concept.coding[0] for role in roles for concept in role.specialty or []]
    assert specialties and {each.system for each in specialties} == {"http://nucc.org/provider-taxonomy"}
    assert all(re.fullmatch("[0-9A-Z]{9}X", each.code) for each in specialties)
    people = [each for each in resources if each.get_resource_type() == "Practitioner"]
    organizations = [each for each in resources if each.get_resource_type() == "Organization"]
    held = [each for person in people for each in person.qualification or []]
    numbers = [number for each in [*people, *organizations, *held] for number in each.identifier or []]
    assert {number.use for number in numbers} <= {"official", None}
    systems = {number.system for number in numbers}
    assert {"http://hl7.org/fhir/sid/us-npi", "urn:oid:2.16.840.1.113883.4.814"} <= systems
    assert "http://hl7.org/fhir/sid/us-ssn" not in systems
    spans = [each.period for each in [*roles, *held]]
    assert all(span.start and (span.end is None or span.start <= span.end) for span in spans)
    checked = [each for each in resources if each.get_resource_type() == "VerificationResult"]
    assert {"validated", "attested"} <= {each.status for each in checked}
