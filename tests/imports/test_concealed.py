"""Text that a page hides is not imported, however it hides it, and is reported."""

import pytest

from generator.imports.document import import_document

PAGE = """<html><head><style>.zz, #q{{display:none}} p{{color:red}}
@media print{{.screen{{display:none}}}}</style></head><body>
<h1>云澜市教育局2024年工作要点</h1><p>一、学前教育</p><p>1. 扩充学位。新增学位100个。</p>
{hidden}
<p class="screen">2. 规范办园。完成5所。</p></body></html>"""


@pytest.mark.parametrize(
    "hidden",
    [
        '<p class="a zz">暗藏文字</p>',
        '<div id="q"><p>暗藏文字</p></div>',
        '<p style="display:none">暗藏文字</p>',
        '<p style="position:absolute;left:-9999px">暗藏文字</p>',
        '<p style="font-size:1px;color:white">暗藏文字</p>',
        "<p hidden>暗藏文字</p>",
    ],
)
def test_hidden_text_is_reported_and_stays_out(hidden: str) -> None:
    imported = import_document("a.html", PAGE.format(hidden=hidden).encode())
    assert "暗藏文字" not in repr(imported.manuscript)
    assert "import-concealed" in [entry.code for entry in imported.entries]
    assert "import-concealed" in [found.code for found in imported.manuscript.meta.open_problems]
    assert "规范办园" in repr(imported.manuscript)
