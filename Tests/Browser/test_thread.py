"""The main job from end to end, clicked by four people: a provider file and a list of exclusions come in, people are put
on shifts or refused with reasons, an order reserves budget, finance sees it move, and a site's manager sees one clinic."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from accessibility import accessible
from conftest import LOOKS
from uploads import exclusions, provider_file

PEOPLE = "/denver/people/01900000-0000-7000-8000-0000001a"
KNOWN_PHYSICIAN, LAPSED_NURSE = PEOPLE + "0016", PEOPLE + "0041"
TOTAL = Decimal("217.00")


@pytest.fixture
def people(page_as):
    """A page for each of the four, signed in with password and second factor."""
    roles = ["credentialing_specialist", "site_manager", "practice_administrator", "finance"]
    return {role: page_as(role) for role in roles}


@pytest.fixture
def stage(screenshots):
    """Looks at a page in light, in dark and on a phone; every look has to be accessible."""
    def look_at(page, name):
        for look, settings in LOOKS.items():
            page.emulate_media(color_scheme=settings["color_scheme"], reduced_motion="reduce")
            page.set_viewport_size(settings["viewport"])
            accessible(page)
            page.screenshot(path=screenshots / f"thread-{name}.{look}.png", full_page=True)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size(LOOKS["light"]["viewport"])
    return look_at


def test_thread(people, stage):
    specialist, manager = people["credentialing_specialist"], people["site_manager"]
    administrator, finance = people["practice_administrator"], people["finance"]

    import_providers(specialist, stage)
    propose_exclusion(specialist, stage)
    confirm_exclusion(administrator, stage)
    complete_file(specialist, stage)
    verify_file(administrator, stage)
    see_who_may_work(manager, stage)
    plan_week(manager, stage)
    publish_week(manager, stage)

    before = available(manager, "denver"), available(finance, "all"), denver_of(finance)
    requisition = ask_for_supplies(manager, stage)
    assert (available(manager, "denver"), available(finance, "all"), denver_of(finance)) == before
    approve(administrator, requisition, stage)
    after = available(manager, "denver"), available(finance, "all"), denver_of(finance)
    assert after == tuple(amount - TOTAL for amount in before)
    stage(finance, "consolidated")

    see_one_clinic_only(manager, stage)


def import_providers(page, stage):
    known = page.request.get("/api/v1" + KNOWN_PHYSICIAN).json()
    page.goto("/denver/credentials")
    page.get_by_role("link", name="Imports").first.click()
    page.get_by_label("File", exact=True).set_input_files(provider_file(known))
    page.get_by_role("button", name="Show the preview").click()
    for outcome, many in {"New": "2", "Changed": "1", "Unchanged": "0", "Refused": "2"}.items():
        expect(tile(page, outcome)).to_have_text(many)
    expect(row(page, "Brackenridge-Oyelaran, Thessaly")).to_contain_text("Physician, 1 license claimed")
    expect(row(page, known["npi"])).to_contain_text("303-555-0177")
    expect(row(page, "2999800173")).to_contain_text("is not an NPI")
    stage(page, "preview")
    page.get_by_role("button", name="Import 3 rows").click()
    expect(page.get_by_text("Imported").first).to_be_visible()
    page.goto("/denver/people?q=Quilleran")
    expect(row(page, "Quilleran, Bastien")).to_be_visible()


def propose_exclusion(page, stage):
    page.goto("/all/screening")
    page.get_by_label("File", exact=True).set_input_files(exclusions(date.today()))
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("The list is in force")).to_be_visible()
    stage(page, "list")
    page.get_by_role("button", name="Screen everybody now").click()
    page.get_by_role("link", name="Quilleran, Bastien").click()
    expect(row(page, "2999800255")).to_be_visible()
    stage(page, "match")
    decide(page, "Propose to confirm")


def confirm_exclusion(page, stage):
    page.goto("/all/screening/matches")
    page.get_by_role("link", name="Quilleran, Bastien").click()
    decide(page, "Confirm: excluded")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quilleran, Bastien")
    expect(page.get_by_text("Confirmed", exact=True).first).to_be_visible()
    stage(page, "confirmed")


def decide(page, decision):
    page.get_by_label(decision).check()
    page.get_by_role("checkbox", name="NPI", exact=True).check()
    pick(page, "Why", "The same person")
    page.get_by_role("button", name="Put on record").click()
    expect(page.get_by_text("On record").first).to_be_visible()


def complete_file(page, stage):
    """The license that the file brought gets its term, and malpractice cover is added."""
    open_credentials(page)
    stage(page, "unverified")
    page.get_by_role("link", name="Add a term").click()
    fill_term(page)
    page.get_by_role("link", name="Add a credential").click()
    pick(page, "Kind", "Malpractice")
    page.get_by_label("Number").fill("POL-70017")
    page.get_by_label("Issued by").fill("Example Mutual")
    fill_term(page)


def open_credentials(page):
    page.goto("/denver/people?q=Brackenridge")
    page.get_by_role("link", name="Brackenridge-Oyelaran, Thessaly").click()
    page.get_by_role("link", name="Credentials", exact=True).last.click()


def verify_file(page, stage):
    """Somebody else than who entered the terms checks both."""
    open_credentials(page)
    for check in range(2):
        page.get_by_role("row", name=re.compile("Not verified")).first.get_by_role("link", name="Verify").click()
        page.get_by_label("Whom you asked").fill("The source")
        pick(page, "How", "Website")
        pick(page, "Answer", "Confirmed")
        page.get_by_role("button", name="Record the check").click()
        expect(page.get_by_text("Enter the source's number for this check").first).to_be_visible()
        page.get_by_label("The source's number for this check").fill("V-70017")
        page.get_by_role("button", name="Record the check").click()
        expect(page.get_by_text("The check is on record")).to_be_visible()
    stage(page, "verified")


def fill_term(page):
    page.get_by_label("First day").fill(str(date.today() - timedelta(days=400)))
    page.get_by_label("Last day").fill(str(date.today() + timedelta(days=400)))
    page.get_by_role("button", name="Put on file").click()
    expect(page.get_by_text("On file; it counts once it has been verified")).to_be_visible()


def see_who_may_work(page, stage):
    page.goto("/denver/clearance")
    expect(row(page, "Quilleran, Bastien")).to_contain_text("Excluded from federal programs")
    expect(row(page, "Brackenridge-Oyelaran, Thessaly")).to_contain_text("Cleared with remarks")
    stage(page, "clearance")


def plan_week(page, stage):
    """Three weeks from now nothing is planned yet."""
    page.goto("/denver/roster")
    for _ in range(3):
        page.get_by_role("navigation", name="Weeks").get_by_role("link").last.click()
    for template in ["Provider day", "Nurse early", "NP clinic"]:
        pick(page, "Template", template)
        page.get_by_role("group", name="Days").get_by_role("checkbox").nth(2).check()
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("Shift added")).to_be_visible()

    page.get_by_role("link", name=re.compile("Unfilled: Nurse early")).click()
    lapsed = page.request.get("/api/v1" + LAPSED_NURSE).json()
    name = f"{lapsed['given_name']} {lapsed['family_name']}"
    expect(row(page, name)).to_contain_text("Registered nurse license (CO) lapsed on")
    row(page, name).get_by_role("button").click()
    expect(page.get_by_text("Not assigned: not cleared for this shift")).to_be_visible()
    expect(page.get_by_text("Once credentialing has verified a renewal")).to_be_visible()
    stage(page, "refused")

    page.get_by_role("link", name=re.compile("Roster, week")).click()
    page.get_by_role("link", name=re.compile("Unfilled: NP clinic")).click()
    row(page, "Bastien Quilleran").get_by_role("button").click()
    expect(page.get_by_text("Nobody may set this aside")).to_be_visible()

    page.get_by_role("link", name=re.compile("Roster, week")).click()
    page.get_by_role("link", name=re.compile("Unfilled: Provider day")).click()
    row(page, "Thessaly Brackenridge-Oyelaran").get_by_role("button").click()
    expect(page.get_by_role("table", name="People on this shift")).to_contain_text("Thessaly Brackenridge-Oyelaran")
    page.get_by_role("link", name=re.compile("Roster, week")).click()
    expect(page.get_by_role("button", name=re.compile("Provider day.*Thessaly"))).to_be_visible()
    stage(page, "week")


def publish_week(page, stage):
    page.get_by_role("link", name="Publish", exact=True).click()
    stage(page, "publication")
    page.get_by_role("button", name="Publish for 1 person").click()
    expect(page.get_by_text("Published").first).to_be_visible()


def ask_for_supplies(page, stage):
    page.goto("/denver/requisitions")
    page.get_by_role("link", name="New requisition").click()
    for line, (item, packs) in enumerate([("MSD-SYR-3", "4"), ("LAB-FLUAB", "1")]):
        search(page, f"Item {line + 1}", item)
        page.get_by_label("Packs").nth(line).fill(packs)
    stage(page, "requisition-form")
    page.get_by_role("button", name="Hand in for approval").click()
    expect(page.get_by_text("Somebody else decides this")).to_be_visible()
    assert page.get_by_role("button", name=re.compile("Approve")).count() == 0
    stage(page, "requisition")
    return page.url


def approve(page, requisition, stage):
    page.goto(requisition)
    stage(page, "approval")
    page.get_by_role("button", name="Approve and reserve $217.00").click()
    orders = page.get_by_role("table", name="Orders")
    expect(orders.get_by_role("link", name=re.compile("^PO-"))).to_have_count(2)
    orders.get_by_role("link", name=re.compile("^PO-")).first.click()
    page.get_by_role("button", name="Mark as sent to the vendor").click()
    expect(page.get_by_text("Marked as sent").first).to_be_visible()
    stage(page, "order")


def see_one_clinic_only(page, stage):
    for path in ["/phoenix", "/phoenix/people", "/phoenix/roster", "/phoenix/budgets", "/phoenix/orders", "/evanston"]:
        assert page.goto(path).status == 404, path
    stage(page, "not-found")
    for path in ["/all/people", "/all/requisitions", "/all/orders", "/all/roster", f"/all/budgets/{date.today().year}"]:
        assert page.goto(path).status == 200, path
        for other in ["Phoenix", "Chicago", "Gary", "Aurora", "Evanston"]:
            assert other not in page.inner_text("body"), f"{other} on {path}"
    stage(page, "own-budget")


def available(page, scope):
    page.goto(f"/{scope}/budgets/{date.today().year}")
    return amount(tile(page, "Available").inner_text())


def denver_of(page):
    """What the consolidated budget says is left at Denver."""
    page.goto(f"/all/budgets/{date.today().year}")
    cells = page.get_by_role("table", name="Spending by clinic").get_by_role("row", name=re.compile("Cascade Denver"))
    return amount(cells.get_by_role("cell").last.inner_text())


def amount(text):
    return Decimal(re.sub(r"[$,]", "", text).replace("−", "-"))


def tile(page, title):
    tiles = page.locator(".tile").filter(has=page.locator(".tile-title", has_text=re.compile(f"^{title}$")))
    return tiles.locator(".tile-figure")


def row(page, text):
    return page.get_by_role("row").filter(has_text=text).first


def pick(page, label, text):
    """Takes the first choice of a list whose words begin so."""
    choices = page.get_by_label(label, exact=True)
    choices.select_option(choices.get_by_role("option", name=re.compile(f"^{text}")).first.get_attribute("value"))


def search(page, label, text):
    """Opens a list that can be searched, types, and takes the first that fits."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    assert page.get_by_role("listbox", name=label).get_by_role("option").count() > 1
    box.fill(text)
    page.get_by_role("option", name=re.compile(text)).first.click()
