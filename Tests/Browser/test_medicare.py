"""A specialist brings one of Medicare's lists in, and the person's page tells what it says."""

from accessibility import accessible
from playwright.sync_api import expect

PERSON = "01900000-0000-7000-8000-0000001a0011"
HEADER = "First Name,Last Name,NPI,Optout Effective Date,Optout End Date,Eligible to Order and Refer\r\n"
LIST = {
    "name": "optout.csv", "mimeType": "text/csv",
    "buffer": (HEADER + "PRIYA,FAIRWEATHER,2999900113,01/01/2024,12/31/2025,Y\r\n").encode(),
}


def test_a_list_is_imported_shown_and_undone(page_as, screenshots):
    page = page_as("credentialing_specialist")
    page.goto("/all/medicare/imports")
    accessible(page)
    page.get_by_label("File").set_input_files(LIST)
    page.get_by_label("Day of the list").fill("2026-01-15")
    page.get_by_role("button", name="Show the preview").click()
    expect(page.get_by_text("Opt-out affidavits, 1 row, as of Jan 15, 2026")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Fairweather, Priya")).to_contain_text("the period goes to Dec 31, 2025")
    accessible(page)
    page.screenshot(path=screenshots / "medicare-list-preview.png", full_page=True)
    page.get_by_role("button", name="Import").click()
    page.wait_for_url("**/all/imports/*")
    batch = page.url

    page.goto(f"/denver/people/{PERSON}/enrollments")
    expect(page.get_by_text("Opted out of Medicare, says the list of Jan 15, 2026")).to_be_visible()
    accessible(page)
    expect(page.locator("#medicare")).to_contain_text("renews by itself")
    page.screenshot(path=screenshots / "medicare-person.png", full_page=True)
    page.get_by_role("link", name="Opt-out affidavits").click()
    expect(page.get_by_role("heading", name="optout.csv")).to_be_visible()

    page.goto(batch)
    page.get_by_label("Reason").fill("The wrong file")
    page.get_by_role("button", name="Undo the import").click()
    page.goto(f"/denver/people/{PERSON}/enrollments")
    expect(page.get_by_text("Opted out of Medicare")).to_have_count(0)
