"""A provider renews a license from a phone, and the specialist finds it."""

from accessibility import accessible

PHOTO = {"name": "license.jpg", "mimeType": "image/jpeg", "buffer": bytes([0xFF, 0xD8, 0xFF, 0xE0]) + b"invented"}


def small_targets(page):
    """What is pressed and is less than 44 pixels high, inside the page's own part."""
    return page.evaluate("""() => [...document.querySelectorAll(".touch .button, .touch input:not([type=hidden]), .touch summary")]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44)
        .map(e => e.outerHTML.slice(0, 80) + e.getBoundingClientRect().height)""")


def test_a_renewal_is_handed_in_from_a_phone(page_as, screenshots):
    page = page_as("staff", "phone")
    page.goto("/account/tasks")
    page.get_by_role("link", name="My credentials").click()
    accessible(page)
    page.screenshot(path=screenshots / "own-credentials-phone.png", full_page=True)
    assert small_targets(page) == []
    before = page.get_by_text("Renewal claimed, not verified").count()
    page.get_by_role("link", name="Hand in the renewal").first.click()
    page.get_by_label("First day").fill("2027-04-01")
    page.get_by_label("Last day").fill("2026-04-30")
    page.get_by_role("button", name="Hand it in").click()
    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").first.inner_text() == "The last day is before the first"
    accessible(page)
    page.screenshot(path=screenshots / "own-renewal-errors-phone.png", full_page=True)
    page.get_by_label("Last day").fill("2029-04-30")
    document = page.get_by_label("Document")
    assert "image/jpeg" in document.get_attribute("accept"), "phones offer the camera"
    document.set_input_files(PHOTO)
    assert small_targets(page) == []
    page.get_by_role("button", name="Hand it in").click()
    page.wait_for_url("**/account/credentials")
    assert page.get_by_text("Renewal claimed, not verified").first.is_visible()
    page.screenshot(path=screenshots / "own-renewal-claimed-phone.png", full_page=True)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    specialist = page_as("credentialing_specialist")
    specialist.goto("/all/credentials/renewals")
    accessible(specialist)
    specialist.screenshot(path=screenshots / "renewals-to-verify.png", full_page=True)
    assert specialist.get_by_role("link", name="Verify").first.is_visible()

    page.get_by_text("Withdraw it").first.click()
    page.get_by_role("button", name="Withdraw the renewal").first.click()
    page.wait_for_url("**/account/credentials")
    assert page.get_by_text("Renewal claimed, not verified").count() == before
