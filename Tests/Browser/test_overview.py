"""The overview across clinics as it is read and printed, the tasks of a provider on a phone, and a director's decision."""

from playwright.sync_api import expect

from accessibility import accessible


def test_overview_leads_from_a_figure_to_its_list(page_as):
    page = page_as("practice_administrator")
    page.goto("/all/overview")
    expect(page.get_by_role("img", name="Credentials that end in the months ahead")).to_be_visible()
    row = page.get_by_role("region", name="Clinics at a glance").get_by_role("row").filter(has_text="Denver")
    figure = row.get_by_role("link").nth(1)
    count = int(figure.inner_text())
    figure.click()
    page.wait_for_url("**/denver/files")
    expect(page.get_by_text("1 entry" if count == 1 else f"{count} entries")).to_be_visible()
    page.goto("/all/overview")
    page.get_by_text("The numbers as a table").nth(2).press("Enter")
    table = page.get_by_role("region", name="Credentials that end in the months ahead")
    expect(table.get_by_role("row")).to_have_count(13)
    table.get_by_role("link").nth(2).click()
    page.wait_for_url("**/all/credentials?month=*")
    accessible(page)


def test_overview_prints_its_charts(page_as):
    page = page_as("practice_administrator")
    page.goto("/all/overview")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("img", name="Open files by clinic and age")).to_be_visible()
    assert len(page.pdf()) > 10_000


def test_tasks_of_a_provider_on_a_phone(page_as):
    page = page_as("staff", "phone")
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="My tasks").first.click()
    page.wait_for_url("**/account/tasks")
    accessible(page)
    page.get_by_role("link", name="Finish and sign your application").click()
    page.get_by_role("link", name="Education and training").click()
    page.get_by_label("Professional school").fill("State University")
    page.get_by_label("Degree").fill("MD")
    page.get_by_label("Graduated on").fill("2005-06-01")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Education and training Done")).to_be_visible()


def test_director_decides_from_the_queue(page_as):
    page = page_as("medical_director")
    page.goto("/all/files/decisions")
    table = page.get_by_role("region", name="Files to decide")
    table.get_by_role("link", name="Decide").first.click()
    page.get_by_label("Approved", exact=True).check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("status")).to_have_text("Approved")
