"""What every page must fulfil, whoever looks at it on whatever screen."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


# Tables that lie over what follows them.
SPILLING = """[...document.querySelectorAll('.region')]
  .filter(each => getComputedStyle(each).overflowY === 'visible' && each.scrollHeight > each.clientHeight + 1)
  .map(each => each.getAttribute('aria-label'))"""


def accessible(page):
    """No violation of WCAG 2.2 AA that axe can find, nothing that scrolls sideways or covers what follows."""
    without_violations(page, RULES)
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert page.evaluate(SPILLING) == [], f"{page.url} has tables that cover what follows"
    assert width[0] <= width[1], f"{page.url} scrolls sideways: {width[0]} > {width[1]} pixels"


def legible(page):
    """Enough contrast in the colors that are on now; of the same page in others, all else has been looked at."""
    without_violations(page, {"type": "rule", "values": ["color-contrast"]})


def without_violations(page, rules):
    # What passes is not wanted, and to collect it takes half of the time.
    result = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    assert result.violations_count == 0, result.generate_report()
