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


Fate = tuple[bool | str, ...]
REPORTS = ("import-concealed", "import-perhaps-concealed")
SHOWN, NO_TEXT, LEFT_OUT, DOUBTED = (True,), (False,), (False, REPORTS[0]), (True, REPORTS[1])


def fate(page: Imported) -> Fate:
    """Return whether the hidden text came in, and what was said about it."""
    return HIDDEN in repr(page.manuscript), *(code for code in REPORTS if code in codes(page))


BODIES = {
    LEFT_OUT: [
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
    SHOWN: [
        "<details><summary>更多</summary><p>暗藏文字</p></details>",
        '<p style="display:block" class="zz">暗藏文字</p>',
        '<p style="margin-left:-480px">暗藏文字</p>',
        '<p aria-hidden="false">暗藏文字</p>',
    ],
    NO_TEXT: [
        "<template>暗藏文字</template>",
        "<noscript>暗藏文字</noscript>",
    ],
}

MARKED = '<div class="box" data-x="ad"><p class="in">暗藏文字</p></div>'
SHEETS = {
    LEFT_OUT: [
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
    SHOWN: [
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
    DOUBTED: [
        "@media (max-width:600px){.in{display:none}}",
        "@supports (display:grid){.in{display:none}}",
        ".in:unheard-of{display:none}",
    ],
}


def cases(table: dict[Fate, list[str]]) -> list[tuple[Fate, str]]:
    return [(expected, case) for expected, each in table.items() for case in each]


@pytest.mark.parametrize(("expected", "body"), cases(BODIES))
def test_what_an_element_hides(expected: Fate, body: str) -> None:
    assert fate(imported(body)) == expected


@pytest.mark.parametrize(("expected", "sheet"), cases(SHEETS))
def test_what_a_sheet_hides(expected: Fate, sheet: str) -> None:
    assert fate(imported(MARKED, sheet)) == expected


@pytest.mark.parametrize("body", BODIES[LEFT_OUT])
def test_what_was_left_out_waits_for_the_editor(body: str) -> None:
    problems = imported(body).manuscript.meta.open_problems
    assert "import-concealed" in [found.code for found in problems]


@pytest.mark.parametrize("sheet", SHEETS[DOUBTED])
def test_advertising_that_may_be_hidden_stays_out(sheet: str) -> None:
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
