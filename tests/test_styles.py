"""Style sheets in parts become one: shorter, and the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.styles import joined, whole

STATIC = Path(__file__).parents[1] / "site_templates" / "static"


def one(sheet: str) -> str:
    return joined([sheet]).decode().strip()


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("/* why */\na , b > c {\n  d: e  f ;\n}\n", "a,b > c{d:e f}"),
        ("a :hover{b:c}/* x */ d{}", "a :hover{b:c}d{}"),
        ("a/**/b{c:d/**/e}", "a/**/b{c:d/**/e}"),
        ("a{b:calc(1px + 2px);;c:url( x ) }", "a{b:calc(1px + 2px);c:url( x )}"),
        ("a{b:url(x;/*y) '/* ; */  z' ;}", "a{b:url(x;/*y) '/* ; */  z'}"),
        ('a{--b: ;c:"\\" ;"}', 'a{--b: ;c:"\\" ;"}'),
        ("@media (a: b) and (c){d{e:f;}}@import 'g' ;", "@media (a:b) and (c){d{e:f}}@import 'g'"),
        (".a\\{ b , .c\\;d{}", ".a\\{ b,.c\\;d{}"),
        ("a{b:c} /* open", "a{b:c}"),
    ],
)
def test_what_is_left_out(sheet: str, expected: str) -> None:
    assert one(sheet) == expected


def test_what_is_imported_stands_in_the_sheet() -> None:
    sheet = '/* over it */\n@import "one.css";\nb{c:d}\n@import "other.css";\n'
    assert (
        whole(sheet, {"one.css": "a{b:c}"})
        == '/* over it */\na{b:c}\nb{c:d}\n@import "other.css";\n'
    )


@given(st.text(alphabet="a:;{}, /*\"'\\(url", max_size=60))
def test_what_is_short_stays_so(sheet: str) -> None:
    assert one(one(sheet)) == one(sheet)


def test_parts_are_joined_in_order() -> None:
    assert joined(["a{}", "/* b */ c{}"]) == b"a{}c{}\n"
    for folder in STATIC.glob("*.css"):
        parts = [path.read_text("utf-8") for path in sorted(folder.glob("*.css"))]
        assert 0.5 < len(joined(parts).decode()) / len("".join(parts)) < 1
