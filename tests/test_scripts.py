"""Scripts in parts become one: shorter, and the same."""

import re
from pathlib import Path

import pytest

from generator.scripts import declared, joined, places_of, tokens_of, with_roles

STATIC = Path(__file__).parents[1] / "site_templates" / "static"


def one(script: str) -> str:
    return joined([script]).decode().strip()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("/* why */\nrun(); // so\n\n  stop();", "run();stop();"),
        ("a = \"/* no */ // no\" + 'x // y' + `  ${ b }  // `;", "a=\"/* no */ // no\"+'x // y'+`  ${b}  // `;"),
        ("x = a / b / c; y = /[/ ]+ \"/g.test( z );", "x=a/b/c;y=/[/ ]+ \"/g.test(z);"),
        ("f(- -x + +y)", "f(- -x+ +y)"),
        ("x = `t${ b }u`", "x=`t${b}u`"),
        ("if (a) b\nelse c", "if(a)b\nelse c"),
    ],
)  # fmt: skip
def test_what_is_left_out(script: str, expected: str) -> None:
    assert one(script) == expected


def test_names_of_its_own_become_short_everywhere() -> None:
    script = """(function (outer) {
      const { files, late: early } = outer;
      function found(wanted, { names, most = 3 }) {
        const made = { wanted, names: names.length, most };
        return early(files.names, `${made.wanted} ${found({ names }, 2)}`, document.title);
      }
      class Reader { next() { return this.at; } }
      outer.found = { found, get value() { return new Reader().next(); } };
    })(window.outer);"""
    short = one(script)
    assert re.search(r"const\{files:(\w),late:(\w)\}=(\w);", short)
    assert re.search(
        r"function (\w)\((\w),\{names:(\w),most:(\w)=3\}\)\{const (\w)=\{wanted:\2,names:\3\.length,most:\4\};",
        short,
    )
    assert re.search(r"`\$\{\w\.wanted\} \$\{\w\(\{names:\w\},2\)\}`,document\.title", short)
    assert re.search(r"class (\w)\{next\(\)\{return this\.at;\}\}", short)
    assert re.search(r"\{found:\w,get value\(\)\{return new \w\(\)\.next\(\);\}\};", short)
    assert short.endswith("(window.outer);")


@pytest.mark.parametrize("folder", ["search.js", "search-more.js"])
def test_what_is_published_says_what_was_written(folder: str) -> None:
    """The names that others see are all there, in order."""
    parts = [path.read_text("utf-8") for path in sorted((STATIC / folder).glob("*.js"))]
    short = joined(parts).decode()
    bare = re.sub(
        r"^\s*(?:/\*.*?\*/|//[^\n]*)", "", "\n".join(parts), flags=re.DOTALL | re.MULTILINE
    )
    seen = re.compile(r"(?<=[\w)\]]\.)[a-z]\w+")
    assert seen.findall(short) == seen.findall(bare)
    assert len(short) < 0.7 * sum(map(len, parts))


def free_names(script: str) -> set[str]:
    """Return the names that a script uses and does not declare."""
    tokens = with_roles(list(tokens_of(script)))
    own = {name for name, _ in declared(tokens, places_of(tokens))}
    return {token.text for token in tokens if token.role in ("variable", "both")} - own


@pytest.mark.parametrize("folder", ["search.js", "search-more.js"])
def test_the_browsers_names_stay(folder: str) -> None:
    parts = [path.read_text("utf-8") for path in sorted((STATIC / folder).glob("*.js"))]
    free = free_names("\n".join(parts))
    assert {"document", "window", "Math"} <= free
    assert free_names(joined(parts).decode()) == free
    assert free <= BROWSERS, free - BROWSERS


BROWSERS = {
    *(
        "Array",
        "Boolean",
        "Error",
        "Infinity",
        "JSON",
        "Map",
        "Math",
        "Number",
        "Object",
        "Promise",
    ),
    *("RegExp", "Set", "String", "Float32Array", "Float64Array", "Int32Array", "Uint16Array"),
    *("Uint32Array", "Uint8Array", "DecompressionStream", "IntersectionObserver", "MessageChannel"),
    *("Response", "TextDecoder", "URLSearchParams", "clearTimeout", "document", "history"),
    *("location", "performance", "sessionStorage", "setTimeout", "window"),
}
"""All of the browser that the scripts use."""
