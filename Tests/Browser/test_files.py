"""Credentialing files as their people see them: the specialist's queue and worksheet, the director's decision, the own
application on a phone; in light, in dark and on a phone, with nothing to scroll sideways."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from accessibility import accessible

FILE = "/all/files/01900000-0000-7000-8000-0000000f00"
PAGES = {
    "credentialing_specialist": {
        "queue": "/all/files", "flagged": FILE + "17", "worksheet": FILE + "17/elements/license", "plan": FILE + "15/edit",
        "open": "/all/files/new", "meeting": "/all/committee/01900000-0000-7000-8000-0000000b0001",
        "notice": FILE + "22/notices/01900000-0000-7000-8000-0000000a0022",
    },
    "medical_director": {"ready": "/all/files?state=ready_for_review", "decision": FILE + "18/decision", "committee": "/all/committee"},
    "staff": {
        "application": "/account/applications", "sections": "/account/applications/01900000-0000-7000-8000-0000000f0007",
        "work": "/account/applications/01900000-0000-7000-8000-0000000f0007/sections/work",
    },
}


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
@pytest.mark.parametrize("role", PAGES)
def test_pages_of_files(page_as, screenshots, role, look):
    page = page_as(role, look)
    for name, path in PAGES[role].items():
        page.goto(path)
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide}"
        page.screenshot(path=screenshots / f"file-{name}.{look}.png", full_page=True)


def test_worksheet_takes_a_check_by_keyboard(page_as):
    page = page_as("credentialing_specialist")
    page.goto(FILE + "15/elements/dea")
    page.get_by_label("Another source").fill("Drug Enforcement Administration")
    page.get_by_label("How", exact=True).select_option("web")
    page.get_by_label("Result", exact=True).select_option("confirmed")
    page.get_by_role("button", name="Record the check").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("The source's number for this check").fill("DEA-1")
    page.get_by_label("How", exact=True).select_option("web")
    page.get_by_label("Result", exact=True).select_option("confirmed")
    page.get_by_role("button", name="Record the check").press("Enter")
    expect(page.get_by_text("On record").first).to_be_visible()
    page.goto(FILE + "15")
    expect(page.get_by_role("row", name="DEA registration")).to_contain_text("Verified")


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_director_suspends_and_lifts(page_as, screenshots, look):
    page = page_as("medical_director", look)
    person = "/all/people/01900000-0000-7000-8000-0000001a0040"
    ahead = {"light": 200, "dark": 220, "phone": 240}[look]
    day = (date.today() + timedelta(days=ahead)).isoformat()
    page.goto(f"{person}/credentials")
    page.get_by_role("link", name="Suspensions").click()
    page.get_by_role("button", name="Suspend").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    accessible(page)
    page.get_by_label("Summary: ordered at once").check()
    page.get_by_label("First day without work").fill(day)
    page.get_by_label("Why").fill("Two incidents in one week")
    page.get_by_role("button", name="Suspend").click()
    expect(page.get_by_text("Two incidents in one week").first).to_be_visible()
    accessible(page)
    page.screenshot(path=screenshots / f"suspension.{look}.png", full_page=True)
    page.goto(f"{person}/credentials")
    expect(page.get_by_text("Summary suspension from").first).to_be_visible()
    page.get_by_role("link", name="Suspensions").click()
    page.get_by_label("First day with work again").fill(day)
    page.locator("form", has=page.get_by_label("First day with work again")).get_by_label("Why").fill("The review found nothing")
    page.get_by_role("button", name="Lift it").click()
    expect(page.get_by_text("The review found nothing").first).to_be_visible()
    expect(page.get_by_label("First day without work")).to_be_visible()


# Sends JSON as the page's own scripts would, and answers what came back.
CALL = """async ([method, path, body, tag]) => {
  const headers = {"Content-Type": "application/json", ...(tag ? {"If-Match": tag} : {})};
  const answer = await fetch("/api/v1/all/" + path, {method, headers, body: body && JSON.stringify(body)});
  const text = await answer.text();
  return {status: answer.status, tag: answer.headers.get("ETag"), body: text ? JSON.parse(text) : null};
}"""


def begin_meeting(page):
    """Puts a file before a meeting of yesterday, at which the chair is present and somebody with no role but the own."""
    file, director = FILE.rsplit("/", 1)[1] + "19", "01900000-0000-7000-8000-0000000c0005"
    day = (date.today() - timedelta(days=1)).isoformat()

    def call(method, path, body=None, tag=None):
        answer = page.evaluate(CALL, [method, path, body, tag])
        assert answer["status"] < 300, f"{path}: {answer}"
        return answer

    page.goto("/all/committee")
    seat = call("POST", "committee/members", {"person": "01900000-0000-7000-8000-0000001a0007", "starts": "2026-01-05"})
    meeting = call("POST", "committee", {"day": day, "quorum": 2})["body"]["id"]
    tag = call("GET", f"files/{file}")["tag"]
    call("POST", f"committee/{meeting}/agenda", {"file": file}, tag)
    call("POST", f"committee/{meeting}/session", {"members": [seat["body"]["id"], director]})
    return f"/account/ballots/{meeting}/{file}"


def test_member_reads_the_packet_and_votes(page_as, screenshots):
    path = begin_meeting(page_as("credentialing_specialist"))
    for look in ["light", "dark", "phone"]:
        page = page_as("staff", look)
        page.goto("/account/ballots")
        page.get_by_role("link", name="Read what it says").click()
        assert page.url.endswith(path)
        for heading in ["Flags", "Checklist", "Signed application", "Documents"]:
            expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"the packet scrolls sideways by {wide}"
        page.screenshot(path=screenshots / f"packet.{look}.png", full_page=True)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Vote", exact=True)).to_be_hidden()
    expect(page.get_by_role("heading", name="Checklist")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Vote", exact=True).click()
    page.get_by_label("Vote", exact=True).select_option("approved")
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.get_by_text("voted in person")).to_be_visible()
