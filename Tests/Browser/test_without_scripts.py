"""The main paths without JavaScript: everything but dragging works."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def plain(page_as):
    return lambda role: page_as(role, java_script_enabled=False)


def test_requisition_is_written_and_decided(plain):
    page = plain("buyer")
    page.goto("/denver/requisitions/new")
    page.get_by_label("Item 1").select_option(index=1)
    page.get_by_label("Packs").first.fill("2")
    page.get_by_label("Needed on").fill("2026-12-15")
    page.get_by_role("button", name="Hand in for approval").click()
    expect(page.locator("h1 + .tag")).to_have_text("Waits for approval")
    number, path = page.locator("h1").inner_text(), page.url
    expect(page.get_by_text("Somebody else decides this")).to_be_visible()

    page = plain("practice_administrator")
    page.goto("/all/requisitions?status=submitted")
    page.get_by_role("link", name=number).click()
    page.locator("summary", has_text="Send back").click()
    page.get_by_label("Reason").first.fill("Two boxes are too many")
    page.get_by_role("button", name="Send back").click()
    expect(page.locator("h1 + .tag")).to_have_text("Returned")

    page = plain("buyer")
    page.goto(path)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("h1 + .tag")).to_have_text("Withdrawn")


def test_clinic_is_switched_and_the_page_stays(plain):
    page = plain("practice_administrator")
    page.goto("/all/people?position=physician")
    page.locator("summary[aria-label^='Clinic']").click()
    page.get_by_role("link", name="Cascade Denver").click()
    expect(page).to_have_url(re.compile("/denver/people.position=physician"))


def test_list_is_searched_filtered_and_paged(plain):
    page = plain("practice_administrator")
    page.goto("/all/people")
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("link", name="First page")).to_be_visible()
    page.goto("/all/people")
    page.get_by_role("link", name="Registered nurse").click()
    expect(page).to_have_url(re.compile("position=registered_nurse"))
    page.get_by_label("Name or NPI").fill("a")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile("position=registered_nurse.*q=a|q=a.*position=registered_nurse"))


def test_search_box_finds_what_is_bought(plain):
    page = plain("practice_administrator")
    page.goto("/")
    page.get_by_role("searchbox").fill("glove")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_text("Item", exact=True).first).to_be_visible()


def test_refused_form_keeps_what_was_typed(plain):
    page = plain("site_manager")
    page.goto("/denver/people/new")
    page.get_by_label("Given name").fill("Ada")
    page.get_by_role("button", name="Add person").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("Given name")).to_have_value("Ada")
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("#f-"))
