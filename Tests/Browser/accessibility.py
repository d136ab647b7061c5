"""What every page must fulfil, whoever looks at it on whatever screen."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


# Tables that lie over what follows them.
SPILLING = """[...document.querySelectorAll('.region')]
  .filter(each => getComputedStyle(each).overflowY === 'visible' && each.scrollHeight > each.clientHeight + 1)
  .map(each => each.getAttribute('aria-label'))"""


def accessible(page):
    """No violation of WCAG 2.2 AA that axe can find, nothing that scrolls sideways or covers what follows."""
    result = Axe().run(page, options={"runOnly": RULES})
    assert result.violations_count == 0, result.generate_report()
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert page.evaluate(SPILLING) == [], f"{page.url} has tables that cover what follows"
    assert width[0] <= width[1], f"{page.url} scrolls sideways: {width[0]} > {width[1]} pixels"
