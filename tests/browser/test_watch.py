"""The watch over the browser's pages: does it see what it is there to see?"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import Axe, NewPage, Watch, stays_here


def open_html(page: Page, folder: Path, html: str) -> None:
    path = folder / "页 面.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{html}", "utf-8")
    page.goto(path.as_uri())


def test_a_quiet_page_passes(page: Page, tmp_path: Path) -> None:
    open_html(page, tmp_path, "<title>t</title><p id=p>二〇二四年工作要点")
    assert page.inner_text("#p") == "二〇二四年工作要点"


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<img src=https://elsewhere.example/a.png>", "request to elsewhere"),
        ("<script>console.error('oh')</script>", "oh"),
        ("<script>throw new Error('ah')</script>", "uncaught: ah"),
        ("<script src=missing.js></script>", "ERR_FILE_NOT_FOUND"),
    ],
)
def test_faults_are_seen(
    desktop: Page, watch: Watch, tmp_path: Path, html: str, fault: str
) -> None:
    open_html(desktop, tmp_path, html)
    desktop.wait_for_timeout(100)
    assert any(fault in seen for seen in watch.faults)
    watch.faults.clear()


@pytest.mark.allow_console("^meant")
def test_an_allowed_error_passes(desktop: Page, tmp_path: Path) -> None:
    open_html(desktop, tmp_path, "<script>console.error('meant to be')</script>")


def test_contexts_are_made_to_order(new_page: NewPage, tmp_path: Path) -> None:
    page = new_page(java_script_enabled=False)
    open_html(
        page, tmp_path, "<p id=p>a<script>document.getElementById('p').textContent='b'</script>"
    )
    assert page.inner_text("#p") == "a"


def test_axe_works_under_a_strict_policy(desktop: Page, axe: Axe, tmp_path: Path) -> None:
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    open_html(desktop, tmp_path, f"{policy}<title>t</title><p>a")
    assert any(line.startswith("html-has-lang") for line in axe(desktop))


@pytest.mark.parametrize("url", ["file:///a", "http://127.0.0.1:1/", "data:,a", "about:blank"])
def test_here(url: str) -> None:
    assert stays_here(url)


@pytest.mark.parametrize(
    "url", ["https://example.com/", "http://127.0.0.1.evil.example/", "ws://a/"]
)
def test_elsewhere(url: str) -> None:
    assert not stays_here(url)
