"""Lists as files: what a spreadsheet program makes of them."""

import csv
import io

import openpyxl
import pytest

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
