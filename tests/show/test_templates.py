import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.link.heads import head_of
from generator.show.frame import frame_of
from generator.show.pages import Page
from generator.show.render import page_key, render_page
from generator.show.rows import plan_row, task_row
from generator.show.templates import TemplateSet, closure_digest
from generator.urls import link, rooted, settled
from tests.show.sample import CONFIG, linked_plan, sample_site

ADDRESSES = st.sampled_from(
    [
        "",
        "404.html",
        "plans/",
        "plans/a/",
        "plans/a/#t1",
        "units/a/",
        "units/a/page-2/",
        "static/site.css",
    ]
)
BASE = "<p>{% block main %}{% endblock %}</p>"
CHILD = (
    '{% extends "base.j2" %}{% from "m.j2" import m %}\n{% block main %}{{ m(view) }}{% endblock %}'
)
SET = TemplateSet(
    (("base.j2", BASE), ("child.j2", CHILD), ("m.j2", "{% macro m(x) %}{{ x }}{% endmacro %}"))
)


def page(template: str, view: object = "<b>") -> Page:
    return Page("x/", template, view, frame_of(sample_site()))


def changed(name: str, text: str) -> TemplateSet:
    return TemplateSet(tuple((n, text if n == name else t) for n, t in SET.sources))


def test_text_is_escaped() -> None:
    found = render_page(SET, page("child.j2"))
    assert found.value is not None
    assert found.value.data == b"<p>&lt;b&gt;</p>"
    assert found.value.path == "x/index.html"


def test_the_closure_holds_what_is_used_and_nothing_else() -> None:
    before = closure_digest(SET, "child.j2")
    assert closure_digest(changed("m.j2", "{% macro m(x) %}!{% endmacro %}"), "child.j2") != before
    assert closure_digest(changed("base.j2", "<i></i>"), "child.j2") != before
    assert closure_digest(changed("child.j2", CHILD + " "), "child.j2") != before
    assert closure_digest(changed("child.j2", "x"), "m.j2") == closure_digest(SET, "m.j2")
    assert closure_digest(replace(SET, messages=(("a", "b"),)), "child.j2") != before


def test_a_computed_name_depends_on_everything() -> None:
    one = TemplateSet((("a.j2", "{% include view %}"), ("b.j2", "1")))
    two = TemplateSet((("a.j2", "{% include view %}"), ("b.j2", "2")))
    assert closure_digest(one, "a.j2") != closure_digest(two, "a.j2")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n{% if %}", 2),
        ("a\n\n{{ nothing }}", 3),
        ("{{ view.nothing }}", 1),
        ("{{ t('no.such.key') }}", 1),
        ("\n{{ 1 / 0 }}", 2),
        ('{% include "gone.j2" %}', 1),
    ],
)
def test_faults_are_problems_with_a_place(text: str, line: int) -> None:
    found = render_page(TemplateSet((("bad.html.j2", text),)), page("bad.html.j2"))
    assert found.value is None
    (problem,) = found.problems
    assert problem.code == "template-error"
    assert (problem.at.path, problem.at.line) in {("bad.html.j2", line), ("gone.j2", 1)}


def test_a_missing_template_is_a_problem() -> None:
    found = render_page(SET, page("gone.j2"))
    assert [str(problem.at) for problem in found.problems] == ["gone.j2:1:1"]


def test_singular_message() -> None:
    templates = TemplateSet(
        (("a.j2", "{{ t('n', n=1) }} {{ t('n', n=2) }}"),), (("n", "{n} tasks"), ("n.one", "{n} task"))
    )  # fmt: skip
    found = render_page(templates, page("a.j2"))
    assert found.value is not None
    assert found.value.data == b"1 task 2 tasks"


def test_key_follows_view_and_frame() -> None:
    first = page_key(SET, page("child.j2"))
    assert page_key(SET, page("child.j2")) == first
    assert page_key(SET, page("child.j2", "other")) != first
    other = frame_of(sample_site(config=replace(CONFIG, owner="另一家")))
    assert page_key(SET, replace(page("child.j2"), site=other)) != first


def test_a_row_is_its_digest_to_the_pages_that_list_it() -> None:
    row = plan_row(head_of(linked_plan(2022)))
    assert repr(row) == f"PlanRow(key='{row.key}')"
    assert replace(row, title="x").key != row.key != replace(row, tasks=0).key
    task = task_row(linked_plan(2022).tasks[2])
    assert repr(task) == f"TaskRow(key='{task.key}')"
    assert len({task.key, replace(task, mark="x").key, replace(task, deadlines=()).key}) == 3


def test_a_set_travels_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(SET))
    assert copy == SET
    assert closure_digest(copy, "child.j2") == closure_digest(SET, "child.j2")


@given(ADDRESSES, ADDRESSES)
def test_links_are_those_of_urls(here: str, there: str) -> None:
    templates = TemplateSet((("a.j2", "{{ href(view) }}"),))
    found = render_page(templates, replace(page("a.j2", there), address=here))
    assert found.value is not None
    assert found.value.data.decode() == link(here, there)


@given(ADDRESSES, ADDRESSES)
def test_rooted_links_are_settled_in_any_text(here: str, there: str) -> None:
    text = f'<a href="{rooted(there)}">x</a> {rooted("plans/a/#t1")}'
    assert settled(text, here) == f'<a href="{link(here, there)}">x</a> {link(here, "plans/a/#t1")}'


ROWS = '{% macro row(x) %}<i>{{ x }} {{ href("plans/") }}</i>{% endmacro %}'


def test_a_row_is_made_once_for_all_pages() -> None:
    asked: list[object] = []

    class Shown:
        def __str__(self) -> str:
            asked.append(self)
            return "<"

    row = Shown()
    templates = TemplateSet(
        (("rows.j2", ROWS), ("a.j2", '{% import "rows.j2" as r %}{{ once(r.row, view) }}'))
    )
    texts = [
        render_page(templates, replace(page("a.j2", row), address=address)).value
        for address in ("x/", "x/y/")
    ]
    assert [text.data for text in texts if text] == [
        b"<i>&lt; ../plans/index.html</i>",
        b"<i>&lt; ../../plans/index.html</i>",
    ]
    assert asked == [row]


def test_a_row_knows_nothing_of_the_page() -> None:
    rows = "{% macro row(x) %}{{ here }}{% endmacro %}"
    found = render_page(
        TemplateSet(
            (("rows.j2", rows), ("a.j2", '{% import "rows.j2" as r %}{{ once(r.row, view) }}'))
        ),
        page("a.j2"),
    )
    assert found.value is None
    assert [(p.at.path, dict(p.values)["reason"]) for p in found.problems] == [
        ("rows.j2", "'here' is undefined")
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ t('a') }}", "1 &lt; 2"),
        ("{{ t('a')|upper }}{{ t(view) }}", "1 &lt; 21 &lt; 2"),
        ("{% for t in ['x'] %}{{ t }}{% endfor %}", "x"),
        ("{{ view|safe }}{{ 1 }}{{ none }}", "a1None"),
    ],
)
def test_constants_are_worked_out_as_they_would_be_later(text: str, shown: str) -> None:
    templates = TemplateSet((("a.j2", text),), (("a", "1 < 2"),))
    found = render_page(templates, page("a.j2", "a"))
    assert found.value is not None
    assert found.value.data.decode() == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ view.nothing is defined }}{{ view.nothing|default('-') }}", "False-"),
        ("{{ {'a': view}.a }}{{ {'class': view}.class }}", "&lt;&lt;"),
        ("{% macro m(a, b='+') %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(b=2, a=view) }}", "1+&lt;2"),
        ("{% macro m() %}{{ varargs|join }}{{ kwargs.x }}{% endmacro %}{{ m(1, 2, x=3) }}", "123"),
        ("{% macro m() %}<i>{{ caller() }}</i>{% endmacro %}{% call m() %}{{ view }}{% endcall %}", "<i>&lt;</i>"),
        ("{{ ('a' ~ view) }}{{ ('<'|safe) ~ view }}{{ 1 ~ 2 }}", "a&lt;<&lt;12"),
        ("{{ ('a', view)|join('<') }}{{ ('a'|safe, view)|join('<'|safe) }}", "a&lt;&lt;a<&lt;"),
        ("{{ t(['a'], n=[1])|length if false else view.upper() }}", "&lt;"),
        ("{% block b %}<i>{% endblock %}{{ self.b() }}", "<i><i>"),
        ("{% macro once(a) %}{{ a }}{% endmacro %}{% block b %}{{ once(view) }}{% endblock %}", "&lt;"),
        ("{% set n = namespace(x=1) %}{% set n.x = view %}{{ n.x }}{{ view[0] }}", "&lt;&lt;"),
        ("{{ href('#<') }}{{ (href('#<') ~ '')|length }}", "../index.html#&lt;16"),
    ],
)  # fmt: skip
def test_quick_code_shows_what_jinja_shows(text: str, shown: str) -> None:
    """Also where it is in doubt, and leaves the page to Jinja's own code."""
    assert shown_by(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ ', ' if not loop.first }}{{ a }}", "x, y"),
        ("{{ loop.first }}{{ loop.index }}", "True1False2"),
        ("{{ loop.first }}{% for b in 'z<' %}{{ loop.first }}{% endfor %} ", "TrueTrueFalse FalseTrueFalse "),
        ("{{ loop.first }}{% for b in 'z<' %}{{ loop.last }}{% endfor %} ", "TrueFalseTrue FalseFalseTrue "),
        ("{% for b in [loop.first] %}{{ b }}{{ loop.first }}{% endfor %} ", "TrueTrue FalseTrue "),
    ],
)  # fmt: skip
def test_a_loop_knows_whether_it_begins(text: str, shown: str) -> None:
    assert shown_by(f"{{% for a in 'xy' %}}{text}{{% endfor %}}") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ m(view) }}{{ m(view)|upper }}", "&lt;&LT;"),
        ("{{ m() if false }}{{ m(1, 2)|default('-') if false }}{{ m(a=view) }}", "&lt;"),
        ("{% macro n(m) %}{{ m(view) }}{% endmacro %}{{ n(view.join) }}", "&lt;"),
        ("{% macro m(a) %}2{{ a }}{% endmacro %}{{ m(view) }}", "2&lt;"),
        ("{% block b %}{{ m(view) }}{% endblock %}", "&lt;"),
        ("{% macro href(a) %}{{ a }}{% endmacro %}{{ href(view) }}{{ href('a') }}", "&lt;a"),
        ("{% for a in ('', view) if a %}{{ loop.first }}{{ a }}{% else %}-{% endfor %}", "True&lt;"),
    ],
)  # fmt: skip
def test_what_is_called_is_what_has_that_name(text: str, shown: str) -> None:
    assert shown_by(f"{{% macro m(a) %}}{{{{ a }}}}{{% endmacro %}}{text}") == shown


def shown_by(text: str) -> str:
    found = render_page(TemplateSet((("a.j2", text),)), page("a.j2", "<"))
    assert found.value is not None
    return found.value.data.decode()


def shown_at(templates: TemplateSet, *addresses: str) -> list[str]:
    made = [
        render_page(templates, replace(page("a.j2", f"<{address}>"), address=address)).value
        for address in addresses
    ]
    return [each.data.decode() for each in made if each is not None]


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("{{ site.owner }}{{ leads }}", ["教育局1", "教育局1"]),
        ("{{ here }}", ["x/", "y/"]),
        ("{% import 'b.j2' as b with context %}{{ b.m() }}", ["x/", "y/"]),
        ("{% include 'c.j2' %}", ["&lt;x/&gt;", "&lt;y/&gt;"]),
    ],
)
def test_a_part_of_the_frame_is_that_of_its_page(part: str, shown: list[str]) -> None:
    sources = (
        ("a.j2", "{% set leads = 1 %}{% include 'part.j2' %}"),
        ("part.j2", part),
        ("b.j2", "{% macro m() %}{{ here }}{% endmacro %}"),
        ("c.j2", "{{ view }}"),
    )
    frame = replace(frame_of(sample_site()), owner="教育局")
    found = [
        render_page(TemplateSet(sources), Page(address, "a.j2", f"<{address}>", frame)).value
        for address in ("x/", "y/")
    ]
    assert [each.data.decode() for each in found if each is not None] == shown


def test_a_part_that_keeps_count_begins_anew_on_each_page() -> None:
    part = "{% set stripe = cycler('a', 'b') %}{% macro m() %}{{ stripe.next() }}{% endmacro %}"
    uses = "{% import 'part.j2' as p with context %}{{ p.m() }}{{ p.m() }}{{ p.m() }}"
    templates = TemplateSet((("a.j2", uses), ("part.j2", part)))
    assert shown_at(templates, "x/", "y/") == ["aba", "aba"]
