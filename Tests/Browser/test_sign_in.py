"""Signing in: the one page that everybody meets."""

from playwright.sync_api import expect

import accounts
from accessibility import accessible
from conftest import sign_in


def test_sign_in_page_is_accessible(page):
    response = page.goto("/sign-in")
    assert response.status == 200
    accessible(page)


def test_policy_of_the_page_allows_nothing_inline(page):
    policy = page.goto("/sign-in").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_wrong_password_is_refused_in_words(page):
    page.goto("/sign-in")
    page.get_by_label("Email").fill(accounts.account("staff").email)
    page.get_by_label("Password", exact=True).fill("not the password of anybody")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").is_visible()
    assert page.title().startswith("Error: ")
    expect(page.get_by_role("alert")).to_be_focused()
    accessible(page)


def test_second_factor_is_asked_for_and_opens(new_context, quiet):
    page = quiet(new_context())
    sign_in(page, accounts.account("practice_administrator", practice="lakeside"))
    assert page.get_by_role("heading", level=1).is_visible()


def test_signing_in_needs_no_script(new_context, quiet):
    page = quiet(new_context(java_script_enabled=False))
    sign_in(page, accounts.account("staff", practice="lakeside"))
    assert page.get_by_role("heading", level=1).is_visible()
