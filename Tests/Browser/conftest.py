"""Fixtures: Debian's Chromium, a page that tolerates no console message, a signed-in page for every role."""

import os
from pathlib import Path

import pytest

import accounts

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]

LOOKS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}, "has_touch": True},
}

# What a refused form or a missing page makes the browser say is no fault of the page.
EXPECTED = ("status of 422", "status of 404", "status of 403", "status of 409")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": os.environ.get("PRAXIS_CHROMIUM", "/usr/bin/chromium"), "args": FLAGS}


@pytest.fixture(scope="session")
def base_url():
    return os.environ["PRAXIS_URL"]


@pytest.fixture(scope="session")
def screenshots():
    directory = Path(os.environ.get("PRAXIS_SCREENSHOTS", ".praxis/screenshots"))
    directory.mkdir(parents=True, exist_ok=True)
    return directory


@pytest.fixture(scope="session")
def new_context(browser, base_url):
    """Opens a browser context in one of LOOKS, with further options of Playwright's."""
    def open_context(look="light", **options):
        return browser.new_context(base_url=base_url, reduced_motion="reduce", locale="en-US",
                                   timezone_id="America/Chicago", **LOOKS[look], **options)
    return open_context


@pytest.fixture(params=["light", "dark"])
def look(request):
    return request.param


@pytest.fixture
def quiet():
    """Makes a page of a context that fails its test on any console message: a CSP violation, a script error."""
    opened = []

    def open_page(context):
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        opened.append((context, said))
        return page

    yield open_page
    for context, _ in opened:
        context.close()
    assert [text for _, said in opened for text in said if not any(known in text for known in EXPECTED)] == []


@pytest.fixture
def page(new_context, quiet, look):
    """A page of nobody, in light and in dark."""
    return quiet(new_context(look))


@pytest.fixture(scope="session")
def session_of(new_context):
    """The cookies of a role's session; each role signs in once, since a code of the second factor works once."""
    kept = {}

    def state(role):
        if role not in kept:
            context = new_context()
            page = context.new_page()
            sign_in(page, accounts.account(role))
            kept[role] = context.storage_state()
            context.close()
        return kept[role]

    return state


@pytest.fixture
def page_as(new_context, quiet, session_of):
    """Opens a page signed in as a role, in one of LOOKS."""
    return lambda role, look="light", **options: quiet(new_context(look, storage_state=session_of(role), **options))


def sign_in(page, account):
    """Signs in by the form as a person would, with the second factor where it is asked for."""
    page.goto("/sign-in")
    page.get_by_label("Email").fill(account.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    page.get_by_role("button", name="Sign in").click()
    if account.secret:
        page.get_by_label("Code", exact=False).first.fill(account.code())
        page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(lambda url: "sign-in" not in url)
