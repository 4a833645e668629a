"""The preview in a real browser: it reloads, shows what is wrong as text, and recovers."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.run.live import SCRIPT, STYLE, bare_page, with_script
from tests.run.test_serve import free_port
from tests.site_test import SiteTest, plan


def test_only_one_origin_is_named() -> None:
    assert "://" not in SCRIPT + STYLE
    assert b"</script></body>" in with_script(bare_page("甲"), "v")


@pytest.mark.browser
def test_edit_break_repair(tmp_path: Path, browser: Browser) -> None:
    page = browser.new_page()
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    port, log = free_port(), tmp_path / "log"
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    with log.open("w") as said, site.start("serve", "--port", str(port), said=said) as process:
        try:
            for _ in range(300):
                if str(port) in log.read_text("utf-8"):
                    break
                page.wait_for_timeout(100)
            page.goto(f"http://127.0.0.1:{port}/plans/a/")
            site.edit("plans/a.md", "65", "66")
            expect(page.get_by_text("66%").first).to_be_visible(timeout=20_000)
            site.write("plans/b.md", "---\n标提: <b id=bad>甲</b>\n---\n")
            overlay = page.get_by_role("alertdialog")
            expect(overlay).to_contain_text("content/plans/b.md:2:1", timeout=20_000)
            expect(overlay).to_contain_text("<b id=bad>")
            assert page.locator("#bad").count() == 0
            site.remove("plans/b.md")
            expect(overlay).to_have_count(0, timeout=20_000)
        finally:
            process.terminate()
    assert faults == []
