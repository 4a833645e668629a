"""Scripts in parts become one: shorter, and the same."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from generator.scripts import joined
from generator.scripts.scopes import free_names, own_names
from generator.scripts.tokens import tokens_of, with_roles

FOLDERS = ("search.js", "search-inflate.js", "site.js")
STATIC = Path(__file__).parents[1] / "site_templates" / "static"
IMPORT = re.compile(r"^import \{ (.*) \} from \"\./(.*)\";$", re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def parts_of(folder: str) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((STATIC / folder).glob("*.js"))}


def bare(module: str) -> str:
    return re.sub(r"^export ", "", IMPORT.sub("", module), flags=re.MULTILINE)


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
        ("const a = x, { b } = y;\nlet c;\nconst d = () => { const e = a; f(e); };",
         "let e=x,{b:t}=y,n,r=()=>{let t=e;f(t)};"),
        ("let a = 1; for (const b of a) f(b); let c = a;", "let e=1;for(let t of e)f(t);let n=e;"),
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
    assert re.search(r"let\{files:(\w),late:(\w)\}=(\w);", short)
    assert re.search(
        r"function (\w)\((\w),\{names:(\w),most:(\w)=3\}\)\{let (\w)=\{wanted:\2,names:\3\.length,most:\4\};",
        short,
    )
    assert re.search(r"`\$\{\w\.wanted\} \$\{\w\(\{names:\w\},2\)\}`,document\.title", short)
    assert re.search(r"class (\w)\{next\(\)\{return this\.at\}\}", short)
    assert re.search(r"\{found:\w,get value\(\)\{return new \w\(\)\.next\(\)\}\}", short)
    assert short.endswith("(window.outer);")


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("let name; { const inner = name; use(inner); }", "let e;{let t=e;use(t)}"),
        ("{ const one = 1; f(one); } { const two = 2; f(two); }", "{let e=1;f(e)}{let e=2;f(e)}"),
        ("f((one) => one + e, e)", "f((t)=>t+e,e)"),
        ("const one = (two) => two, three = one; f(three)", "let e=(e)=>e,t=e;f(t)"),
        ("var one = 1, two; function three() { var one; return [one, two]; }",
         "var e=1,t;function n(){var e;return[e,t]}"),
        ("function f() { if (x) { var inner = 1; } return inner; }", "function e(){if(x){var e=1}return e}"),
        ("const { one, two: other, three = one, ...rest } = all; f(two, rest)",
         "let{one:e,two:t,three:n=e,...r}=all;f(two,r)"),
        ("for (const each of each2) g(each); for (let i = 0, n = 2; i < n; i++) { h(i); }",
         "for(let e of each2)g(e);for(let e=0,t=2;e<t;e++){h(e)}"),
        ("f(a ? (one) => one : one, x ? y : one)", "f(a?(e)=>e:one,x?y:one)"),
        ("f((one, two) => { const three = two; return three; })", "f((e,t)=>{let n=t;return n})"),
        ("function f(one) { let two; for (const each of two) { let one; } }",
         "function e(e){let t;for(let e of t){let e}}"),
        ("try { f(); } catch (error) { let one; g(one); }", "try{f()}catch(e){let t;g(t)}"),
        ("try { f(); } catch (error) { g(error); } g(error)", "try{f()}catch(e){g(e)}g(error)"),
        ("const most = 1; function f(one, many = most) { return { one, most: many, f }; }",
         "let e=1;function t(n,r=e){return{one:n,most:r,f:t}}"),
        ("document.title = (title) => `${title} ${((title) => title)(1)}`",
         "document.title=(e)=>`${e} ${((e)=>e)(1)}`"),
    ],
)  # fmt: skip
def test_a_name_belongs_to_the_innermost_that_declares_it(script: str, expected: str) -> None:
    assert one(script) == expected


def test_modules_become_one_function() -> None:
    parts = [
        "export const one = 1;\nexport function two() { return one; }\n",
        'import { one, two } from "./1.js";\nrun(one, two);\n',
    ]
    assert joined(parts).decode() == (
        '(function(){"use strict";let e=1;function t(){return e}\nrun(e,t)})();\n'
    )


def test_modules_import_what_is_there_and_no_two_call_a_thing_alike() -> None:
    parts = parts_of("search.js")
    exported = {name: set(EXPORT.findall(text)) for name, text in parts.items()}
    for name, text in parts.items():
        imported: set[str] = set()
        for names, source in IMPORT.findall(text):
            assert set(names.split(", ")) <= exported[source], (name, source)
            imported |= set(names.split(", "))
        assert free(bare(text)) <= BROWSERS | imported, name
        assert imported <= free(bare(text)), name
    assert clashes(parts) == []


def test_two_modules_that_call_a_thing_alike_are_both_named() -> None:
    parts = {
        "1.js": "const [one, { two }] = all;\nfunction three(four) { let five; }\n",
        "2.js": "export const four = 1, five = 2;\nfor (const one of all) { run(one); }\n",
        "3.js": "class two {}\nasync function five() {}\n",
    }
    assert clashes(parts) == ["1.js and 3.js: two", "2.js and 3.js: five"]


def clashes(parts: dict[str, str]) -> list[str]:
    """Return what two modules declare, which become one function: one of them would mean the other's."""
    own = {
        name: set(own_names(with_roles([*tokens_of(bare(text))]))) for name, text in parts.items()
    }
    return [
        f"{one} and {other}: {name}"
        for one, other in combinations(parts, 2)
        for name in sorted(own[one] & own[other])
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_published_says_what_was_written(folder: str) -> None:
    """The names that others see are all there, in order."""
    parts = list(parts_of(folder).values())
    short = joined(parts).decode()
    written = "\n".join(map(bare, parts))
    said = re.sub(r"^\s*(?:/\*.*?\*/|//[^\n]*)", "", written, flags=re.DOTALL | re.MULTILINE)
    seen = re.compile(r"(?<=[\w)\]]\.)[a-z]\w+")
    assert seen.findall(short) == seen.findall(said)
    assert len(short) < 0.7 * sum(map(len, parts))


def free(script: str) -> set[str]:
    return free_names(with_roles(list(tokens_of(script))))


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_browsers_names_stay(folder: str) -> None:
    parts = list(parts_of(folder).values())
    browsers = free("\n".join(map(bare, parts)))
    assert "window" in browsers or "document" in browsers
    assert free(joined(parts).decode()) == browsers
    assert browsers <= BROWSERS, browsers - BROWSERS


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
    *("NodeFilter", "addEventListener", "decodeURIComponent", "localStorage", "matchMedia"),
    *("fetch", "navigator", "print", "requestAnimationFrame"),
    *("Uint32Array", "Uint8Array", "DecompressionStream", "IntersectionObserver", "MessageChannel"),
    *(
        "FormData",
        "Response",
        "TextDecoder",
        "URLSearchParams",
        "clearTimeout",
        "document",
        "history",
    ),
    *("location", "performance", "sessionStorage", "setTimeout", "window"),
}
"""All of the browser that the scripts use."""
