"""Pages in a real browser, watched: a request to elsewhere or an error in the console fails the test.

`phone`, `desktop`: a page of that size. `page`: the test runs once with each. `new_page(**context)`: a page
of a context made to order (java_script_enabled=False, …). `axe(page)`, `sniffer(page)`: what axe-core and
HTML_CodeSniffer find wrong with a page as it is now; the latter is fetched by `.ci/run`, and PLANSITE_HTMLCS names its
file elsewhere.
Where an error is meant to appear: `@pytest.mark.allow_console("404")`, a regular expression.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.browser.chromium import FLAGS, NoChromium, advice, find

ROOT = Path(__file__).resolve().parents[2]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
SNIFFER = ROOT / ".cache/tools/sniffer/node_modules/html_codesniffer/build/HTMLCS.js"
# It takes a cell over all columns (scope=rowgroup) for a heading of every row below, beyond its own group.
NOISE = ("WCAG2AA.Principle1.Guideline1_3.1_3_1.H43.HeadersRequired",)
# Of WCAG 2.2 AA, and not among the rules that axe runs by itself.
AXE_RUN = """async (rules) => (await axe.run({ resultTypes: ['violations'],
  ...(rules.length ? { runOnly: rules } : { rules: { 'target-size': { enabled: true } } }) })).violations"""
SNIFF = """() => new Promise((done) => HTMLCS.process('WCAG2AA', document, () => done(
  HTMLCS.getMessages().filter((m) => m.type === HTMLCS.ERROR)
    .map((m) => `${m.code} ${m.msg} ${(m.element.outerHTML || '').slice(0, 90)}`))))"""

READY = """() => !document.querySelector('html.js') ||
  document.querySelector('html.on') && !document.querySelector('.sift output:empty')"""
"""The scripts, which come when a page stands on the screen, have done their work."""

NewPage = Callable[..., Page]
Axe = Callable[..., list[str]]
Sniffer = Callable[[Page], list[str]]


@dataclass
class Watch:
    """What went wrong on the pages of one test."""

    allowed: tuple[str, ...] = ()
    """Regular expressions of console messages that are meant to appear."""
    faults: list[str] = field(default_factory=list)

    def on(self, page: Page) -> Page:
        """Return the page, watched from now on."""
        page.on("request", self.see_request)
        page.on("console", self.see_message)
        page.on("pageerror", self.see_error)
        return page

    def see_request(self, request: Request) -> None:
        """Note a request that leaves the site."""
        if not stays_here(request.url):
            self.faults.append(f"request to elsewhere: {request.url}")

    def see_message(self, message: ConsoleMessage) -> None:
        """Note an error in the console."""
        if message.type == "error":
            self.note(f"{message.text} ({message.location.get('url', '')})")

    def see_error(self, error: Error) -> None:
        """Note an exception that no script caught."""
        self.note(f"uncaught: {error.message}")

    def note(self, text: str) -> None:
        """Keep a fault, unless the test allows it."""
        if not any(re.search(pattern, text) for pattern in self.allowed):
            self.faults.append(text)


def stays_here(url: str) -> bool:
    """Return whether a request reaches nothing but this machine's files or this test's server."""
    parts = urlsplit(url)
    return parts.scheme in ("file", "data", "blob", "about") or parts.hostname in (
        "127.0.0.1",
        "localhost",
    )


def patient(page: Page) -> Page:
    """Return the page, whose `goto` lasts until its scripts have come, as a visitor's first look does."""
    goto = page.goto

    def go(url: str, **options: Any) -> Response | None:
        answer = goto(url, **options)
        page.wait_for_function(READY)
        return answer

    page.goto = go  # type: ignore[method-assign]
    return page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, shared by the tests of one process."""
    try:
        executable = find()
    except NoChromium as problem:
        pytest.fail(str(problem), pytrace=False)
    if executable is None:
        pytest.fail(advice(), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Iterator[Watch]:
    """The faults of this test's pages so far; at its end there must be none."""
    marks = request.node.iter_markers("allow_console")
    watch = Watch(tuple(pattern for mark in marks for pattern in mark.args))
    yield watch
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[NewPage]:
    """A function that opens a watched page in a context of its own."""
    contexts = []

    def open_page(**options: Any) -> Page:
        contexts.append(browser.new_context(**{"locale": "zh-CN", "viewport": DESKTOP, **options}))
        page = watch.on(contexts[-1].new_page())
        return patient(page) if options.get("java_script_enabled", True) else page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """A page on a phone."""
    return new_page(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=3)


@pytest.fixture
def desktop(new_page: NewPage) -> Page:
    """A page on a desktop computer."""
    return new_page()


@pytest.fixture(params=["phone", "desktop"])
def page(request: pytest.FixtureRequest) -> Page:
    """A page on a phone, then on a desktop computer."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Page)
    return found


@pytest.fixture(scope="session")
def axe() -> Axe:
    """A function that returns the violations axe-core finds in a page, one line each: of all its rules, or of some."""
    source = AXE.read_text("utf-8")

    def violations(page: Page, *rules: str) -> list[str]:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(source)
        found = page.evaluate(AXE_RUN, list(rules))
        return [
            f"{item['id']}: {item['help']}: {', '.join(str(node['target']) for node in item['nodes'])}"
            for item in found
        ]

    return violations


@pytest.fixture(scope="session")
def sniffer() -> Sniffer:
    """A function that returns the errors HTML_CodeSniffer finds in a page, by WCAG 2 AA, one line each."""
    file = Path(os.environ.get("PLANSITE_HTMLCS") or SNIFFER)
    if not file.is_file():
        pytest.skip("no HTML_CodeSniffer here: run .ci/run, or name it in PLANSITE_HTMLCS")
    source = file.read_text("utf-8")

    def errors(page: Page) -> list[str]:
        if page.evaluate("typeof HTMLCS") == "undefined":
            page.evaluate(source)
        return [text for text in page.evaluate(SNIFF) if not text.startswith(NOISE)]

    return errors
