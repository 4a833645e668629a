"""Text that a page hides is not imported, however it hides it, and is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.imports.concealment import specificity
from generator.imports.document import Imported, import_document
from generator.imports.sheets import declared, rules_in

PAGE = """<html><head><style>.zz, #q{{display:none}} p{{color:red}}
@media print{{.screen{{display:none}}}} {sheet}</style></head><body>
<h1>云澜市教育局2024年工作要点</h1><p>一、学前教育</p><p>1. 扩充学位。新增学位100个。</p>
{body}
<p class="screen">2. 规范办园。完成5所。</p></body></html>"""
HIDDEN = "暗藏文字"


def imported(body: str, sheet: str = "") -> Imported:
    page = import_document("a.html", PAGE.format(body=body, sheet=sheet).encode())
    assert "规范办园" in repr(page.manuscript)
    return page


def codes(page: Imported) -> list[str]:
    return [entry.code for entry in page.entries]


@pytest.mark.parametrize(
    "body",
    [
        '<p class="a zz">暗藏文字</p>',
        '<div id="q"><p>暗藏文字</p></div>',
        '<p style="display:none">暗藏文字</p>',
        '<p style="DISPLAY : None !important">暗藏文字</p>',
        r'<p style="displ\61y:none">暗藏文字</p>',
        '<p style="display:/**/none">暗藏文字</p>',
        '<p style="position:absolute;left:-9999px">暗藏文字</p>',
        '<p style="text-indent:-999em">暗藏文字</p>',
        '<p style="transform:translateX(-9999px)">暗藏文字</p>',
        '<p style="clip-path:inset(100%)">暗藏文字</p>',
        '<p style="max-height:0;overflow:hidden">暗藏文字</p>',
        '<p style="font-size:1px;color:white">暗藏文字</p>',
        '<p style="color:#FFF;background:#ffffff">暗藏文字</p>',
        '<p style="color:rgb(255, 255, 255);background-color:white">暗藏文字</p>',
        '<p style="color:transparent">暗藏文字</p>',
        '<p style="opacity:0.0">暗藏文字</p>',
        "<p hidden>暗藏文字</p>",
        '<p aria-hidden="TRUE">暗藏文字</p>',
        "<dialog>暗藏文字</dialog>",
    ],
)
def test_hidden_text_is_reported_and_stays_out(body: str) -> None:
    page = imported(body)
    assert HIDDEN not in repr(page.manuscript)
    assert "import-concealed" in codes(page)
    assert "import-concealed" in [found.code for found in page.manuscript.meta.open_problems]


MARKED = '<div class="box" data-x="ad"><p class="in">暗藏文字</p></div>'


@pytest.mark.parametrize(
    "sheet",
    [
        ".box .in{display:none}",
        ".box>p{display:none}",
        "[data-x=ad]{display:none}",
        "[data-x^='a']{visibility:hidden}",
        "p.in:not(.shown){display:none}",
        ".nothing, .box :is(p, b) , i{display:none}",
        "h1 ~ div.box{height:0;overflow:hidden}",
        "div:has(> .in){display:none}",
        "/* .x{} */.in/**/{display:none",
        "@media screen{.in{display:none}}",
        "@media all and (min-width:1px){.in{display:none}}",
        "@layer a{.in{display:none}}",
        ".in{display:block}.in{display:none}",
        ".box .in{display:none}.in{display:block}",
        ".in{display:none!important}.box .in{display:block}",
        r".i\6e{display:none}",
        "@import url(a.css);.in{display:none}",
        "@font-face{src:url(x)}.in{display:none}",
        ".in{color:#fff;background-color:#FFFFFF}",
        'a{content:"}"}.in{display:none}',
    ],
)
def test_any_selector_conceals(sheet: str) -> None:
    page = imported(MARKED, sheet)
    assert HIDDEN not in repr(page.manuscript)
    assert "import-concealed" in codes(page)


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print{.in{display:none}}",
        "@media not screen{.in{display:none}}",
        ".in:hover{display:none}",
        ".in::before{display:none}",
        "p.other{display:none}",
        ".in{display:none}.in{display:block}",
        ".in{display:none}.box .in{display:block}",
        ".in{display:block!important}.box .in{display:none}",
        "/*.in{display:none}*/",
        "@keyframes f{from{opacity:0}.in{display:none}}",
        ".box{margin-left:-480px}",
        ".in{opacity:0.9;font-size:12px;color:#fff;background:#c00}",
    ],
)
def test_what_is_shown_is_imported(sheet: str) -> None:
    page = imported(MARKED, sheet)
    assert HIDDEN in repr(page.manuscript)
    assert not {"import-concealed", "import-perhaps-concealed"} & set(codes(page))


@pytest.mark.parametrize(
    "body",
    [
        "<details><summary>更多</summary><p>暗藏文字</p></details>",
        '<p style="display:block" class="zz">暗藏文字</p>',
        '<p style="margin-left:-480px">暗藏文字</p>',
        '<p aria-hidden="false">暗藏文字</p>',
    ],
)
def test_what_can_be_read_is_imported(body: str) -> None:
    assert HIDDEN in repr(imported(body).manuscript)


@pytest.mark.parametrize("body", ["<template>暗藏文字</template>", "<noscript>暗藏文字</noscript>"])
def test_what_no_reader_meets_stays_out(body: str) -> None:
    assert HIDDEN not in repr(imported(body).manuscript)


@pytest.mark.parametrize(
    "sheet",
    [
        "@media (max-width:600px){.in{display:none}}",
        "@supports (display:grid){.in{display:none}}",
        ".in:unheard-of{display:none}",
    ],
)
def test_what_cannot_be_judged_is_reported(sheet: str) -> None:
    page = imported(MARKED, sheet)
    assert HIDDEN in repr(page.manuscript)
    assert "import-perhaps-concealed" in codes(page)
    advert = imported(MARKED.replace(HIDDEN, "365bet官网开户"), sheet)
    assert "365bet" not in repr(advert.manuscript)
    assert "spam" in codes(advert)


def test_a_page_that_a_script_would_show_is_not_lost() -> None:
    page = import_document(
        "a.html",
        PAGE.format(body="", sheet="#all{visibility:hidden}")
        .replace("<body>", "<body><div id=all>")
        .encode(),
    )
    assert "扩充学位" in repr(page.manuscript)
    assert "import-perhaps-concealed" in codes(page)


@pytest.mark.parametrize(
    ("selector", "weight"),
    [
        ("p", (0, 0, 1)),
        (".a p", (0, 1, 1)),
        ("#a .b[c]:hover", (1, 3, 0)),
        ("p:not(.a)", (0, 1, 1)),
    ],
)
def test_specificity(selector: str, weight: tuple[int, int, int]) -> None:
    assert specificity(selector) == weight


@given(st.text("{}@;:/*\"'\\,()[] .#a1-!", max_size=300) | st.text(max_size=200))
def test_any_sheet(sheet: str) -> None:
    rules = list(rules_in(sheet))
    assert all(rule.selectors and rule.declarations for rule in rules) or rules == []
    assert isinstance(declared(sheet), dict)
    import_document("a.html", f"<html><style>{sheet}</style><p>文字</p>".encode("utf-8", "replace"))
