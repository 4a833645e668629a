"""The search page in a browser: what it finds is what is there, and its scores are lunr's."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from lunr.builder import Builder
from lunr.query import QueryPresence
from playwright.sync_api import Page, Route, expect

from generator.model.registers import Synonym
from generator.model.site import LinkedPlan, Site
from generator.search.digests import FIELDS, pieces_by_field
from generator.search.documents import Document, documents_of
from generator.search.monolith import index_of
from generator.search.origins import origins_of
from generator.search.tokens import fold
from tests.browser.fixtures import Axe, NewPage
from tests.search.published import publish
from tests.show.sample import UNITS, linked_plan, sample_site

pytestmark = pytest.mark.browser

CASES = json.loads((Path(__file__).parents[1] / "parity" / "tokens.json").read_text("utf-8"))
MEANINGS = sorted((Path(__file__).parent / "queries").glob("*.json"))
REFS = """(docs) => docs.map((doc) =>
  plansite.index.planAt(plansite.index.planOf(doc)).id + '#' + plansite.index.taskOf(doc))"""
HITS = """async (queries) => {
  const { search, index } = plansite;
  const all = [];
  for (const query of queries) {
    const found = await search.find(query);
    await index.columns();
    found.kept = Array.from(found.docs.keys());
    await search.arranged(found);
    const docs = search.first(found.groups, Infinity).flat();
    const refsOf = REFS;
    const copies = Array.from(found.copies, ([doc, others]) => [refsOf([doc])[0], refsOf(others.map((o) => o.doc))]);
    all.push([found.match, (REFS)(docs), found.missing, Object.fromEntries(copies)]);
  }
  return all;
}""".replace("REFS", REFS)
SCORES = """async (queries) => {
  const { search, index } = plansite;
  const all = [];
  for (const query of queries) {
    const found = await search.find(query);
    await index.columns();
    const refs = (REFS)(Array.from(found.docs));
    all.push([found.needles, refs.map((ref, i) => [ref, found.scores[i]])]);
  }
  return all;
}""".replace("REFS", REFS)
QUERIES = """async (queries) => {
  const { search, index } = plansite;
  const all = [];
  for (const clauses of queries) {
    const terms = [];
    let docs = null;
    const gone = new Set();
    for (const clause of clauses) {
      const fits = (key) => !clause.fields || clause.fields.includes(index.FIELDS[key % 4]);
      const own = new Set();
      for (const entry of await index.lookup(clause)) {
        Array.from(entry.posting.keys()).filter(fits).forEach((key) => own.add(index.documentOf(key)));
        if (clause.presence !== 'prohibited') terms.push(Object.assign({}, clause, entry));
      }
      if (clause.presence === 'prohibited') own.forEach((doc) => gone.add(doc));
      if (clause.presence === 'required') docs = docs ? docs.filter((doc) => own.has(doc)) : Array.from(own);
    }
    const any = new Set(terms.flatMap(({ posting, fields }) => Array.from(posting.keys()).filter(
      (key) => !fields || fields.includes(index.FIELDS[key % 4])).map(index.documentOf)));
    const kept = Float64Array.from((docs || Array.from(any)).filter((doc) => !gone.has(doc)).sort((a, b) => a - b));
    const scores = await index.scores(terms, kept);
    await index.columns();
    all.push((REFS)(Array.from(kept)).map((ref, i) => [ref, scores[i]]).sort((a, b) => b[1] - a[1]));
  }
  return all;
}""".replace("REFS", REFS)


def tangled(seed: int) -> LinkedPlan:
    """Return a plan whose words share most of their pairs: what looks like a match often is none."""
    chance = Random(seed)
    words = [*"教育学前双减", "教育", "65%", "2021", "，", "v2.0", "百分之六十五", "發展", " "]
    base = linked_plan(1900 + seed)
    tasks = []
    for found in base.tasks:
        text = "".join(chance.choices(words, k=40))
        title = "".join(chance.choices(words, k=6)).strip() or "教"
        tasks.append(
            replace(found, task=replace(found.task, title=title, text=(text,), measures=()))
        )
    return replace(base, tasks=tuple(tasks), superseded_by="")


def forwarded(year: int) -> LinkedPlan:
    """Return the plan of a year as a county forwards it, with a task of its own in front."""
    base = linked_plan(year)
    key, issuer = f"lx-{year}", "临溪县人民政府"
    title = f"临溪县转发《{base.plan.title}》的通知"
    own = replace(
        base.tasks[0],
        task=replace(base.tasks[0].task, title="临溪县的落实措施", text=("按月调度进展。",)),
    )
    tasks = tuple(
        replace(found, plan=key, task=replace(found.task, id=f"t{n}"))
        for n, found in enumerate((own, *base.tasks), 1)
    )
    meta = replace(
        base.plan.meta,
        id=key,
        title=title,
        doc_no=f"临政发〔{year}〕9号",
        published=f"{year}-05-01",
    )
    plan = replace(
        base.plan, id=key, path=f"plans/{key}.md", title=title, issuer=issuer, meta=meta, tables=()
    )
    return replace(base, plan=plan, issuer=UNITS[9], tasks=tasks)


@pytest.fixture(scope="module")
def site() -> Site:
    sample = sample_site().plans.values()
    found = sample_site(forwarded(2022), *sample, *map(tangled, range(12)))
    topics = tuple(
        replace(each, topic=replace(each.topic, words=(*each.topic.words, "教育家精神")))
        for each in found.topics
    )
    return replace(
        found,
        topics=topics,
        synonyms=(
            Synonym(words=("大班太挤",), means=("大班额",)),
            Synonym(words=("公立园",), means=("公办幼儿园",)),
        ),
    )


@pytest.fixture(scope="module")
def documents(site: Site) -> tuple[Document, ...]:
    return documents_of(site)


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(site, tmp_path_factory.mktemp("site") / "公开 site")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Misleading(Quiet):
    """Names an encoding that scripts do not have."""

    def guess_type(self, path: Any) -> str:
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if str(path).endswith(".js") else kind


@contextmanager
def serving(folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """Give the address of the search on a server of this test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/search/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


def visit(page: Page, address: str, query: str = "", more: str = "") -> None:
    page.goto(f"{address}?q={quote(query, errors='replace')}{more}")
    settled(page)


def settled(page: Page, state: str = "done") -> None:
    expect(page.locator("html")).to_have_attribute("data-search", state)


def file_address(folder: Path) -> str:
    return f"{folder.as_uri()}/search/index.html"


def results(page: Page) -> list[tuple[str, str]]:
    found = page.eval_on_selector_all(
        "[data-plan]", "all => all.map((e) => [e.dataset.plan, e.dataset.task])"
    )
    return [(plan, task) for plan, task in found]


def counts(page: Page) -> tuple[str | None, ...]:
    box = page.locator("#search-results")
    return tuple(
        box.get_attribute(f"data-{name}") for name in ("match", "count-tasks", "count-plans")
    )


def substring_truth(documents: tuple[Document, ...], query: str) -> set[str]:
    words = fold(query).split()
    return {d.ref for d in documents if all(any(w in fold(p) for p in d.pieces) for w in words)}


def test_the_page_folds_and_cuts_as_the_index_did(desktop: Page, folder: Path) -> None:
    visit(desktop, file_address(folder))
    script = """async (texts) => {
      const { fold, formOf, inFigures, characters } = plansite.text;
      const known = await characters();
      return texts.map((text) => fold(text, known)).map((folded) => {
        const clauses = formOf(folded).parts.flat().filter((clause) => !clause.isBridge);
        return [folded, clauses.map(({ term }) => term), inFigures(folded)];
      });
    }"""
    sendable = [case for case in CASES if case["text"].isprintable() or "\n" in case["text"]]
    assert len(sendable) > len(CASES) - 5
    found = desktop.evaluate(script, [case["text"] for case in sendable])
    for case, (folded, terms, figures) in zip(sendable, found, strict=True):
        pairs = {term for term in case["tokens"] if len(term) == 2 and not term.isascii()}
        assert folded == case["fold"]
        assert pairs <= set(terms) <= set(case["tokens"]), case
        assert all(term in figures for term in case["tokens"] if term.endswith("%")), case


def clause_of(chance: Random, vocabulary: list[str]) -> dict[str, Any]:
    """Return a random clause: plain mostly, at times boosted, of some fields, required, prohibited, a prefix."""
    clause: dict[str, Any] = {"term": chance.choice(vocabulary)}
    if chance.random() < 0.15:
        clause |= {"term": clause["term"][:1], "after": True}
    if chance.random() < 0.25:
        clause["boost"] = chance.choice([2, 0.5, 10])
    if chance.random() < 0.25:
        clause["fields"] = chance.sample(list(FIELDS), chance.randint(1, 2))
    if chance.random() < 0.35:
        clause["presence"] = chance.choice(["required", "prohibited"])
    return clause


def ask_lunr(index: Any, clauses: list[dict[str, Any]]) -> list[tuple[str, float]]:
    presences = {"required": QueryPresence.REQUIRED, "prohibited": QueryPresence.PROHIBITED}

    def ask(question: Any) -> None:
        for clause in clauses:
            question.term(
                clause["term"] + "*" * bool(clause.get("after")),
                use_pipeline=False,
                boost=clause.get("boost", 1),
                fields=clause.get("fields", list(FIELDS)),
                presence=presences.get(clause.get("presence", ""), QueryPresence.OPTIONAL),
            )

    return [(hit["ref"], hit["score"]) for hit in index.query(callback=ask)]


def test_scores_and_order_are_those_of_lunr(
    desktop: Page, folder: Path, documents: tuple[Document, ...]
) -> None:
    visit(desktop, file_address(folder))
    index = index_of(documents)
    chance = Random(11)
    vocabulary = sorted(index.inverted_index)
    queries = [
        [clause_of(chance, vocabulary) for _ in range(chance.randint(1, 6))] for _ in range(400)
    ]
    # A query of nothing but what must not occur is none: the page asks for a word.
    queries = [q for q in queries if any(c.get("presence") != "prohibited" for c in q)]
    assert len(queries) > 300
    for query, found in zip(queries, desktop.evaluate(QUERIES, queries), strict=True):
        expected = ask_lunr(index, query)
        has_prefix = any("after" in clause for clause in query)
        if (
            has_prefix
        ):  # lunr.py adds the fields of a document in the order of its own tree of terms
            assert dict(map(tuple, found)) == pytest.approx(dict(expected), rel=1e-12), query
            continue
        assert dict(map(tuple, found)) == dict(expected), query
        assert [score for _, score in found] == [score for _, score in expected], query


def lunr_of_phrase(documents: tuple[Document, ...], phrase: str) -> Any:
    """Return lunr's index in which the phrase is a term: as often in a field as it stands there."""
    builder = Builder()
    builder.ref("ref")
    builder.b(0)
    for name, boost in FIELDS.items():
        builder.field(name, boost)
    stands = re.compile(f"(?={re.escape(phrase)})")
    for document in documents:
        fields = {name: "\n".join(pieces) for name, pieces in pieces_by_field(document).items()}
        terms = {name: [phrase] * len(stands.findall(fold(text))) for name, text in fields.items()}
        builder.add({"ref": document.ref, **terms})
    return builder.build()


def test_a_phrase_is_scored_as_a_term_of_lunr(
    desktop: Page, folder: Path, documents: tuple[Document, ...]
) -> None:
    visit(desktop, file_address(folder))
    chance = Random(5)
    runs = [
        run
        for d in documents
        for p in d.pieces
        for run in re.findall("[\u4e00-\u9fff]{2,}", fold(p))
    ]
    phrases = ["教育", "学前教育", "教育学前", "县管校聘"]
    for _ in range(40):
        run = chance.choice(runs)
        start = chance.randrange(len(run) - 1)
        phrases.append(run[start : start + chance.randint(2, 6)])
    phrases = [phrase for phrase in phrases if "百" not in phrase and len(phrase) > 1]
    for phrase, (needles, found) in zip(phrases, desktop.evaluate(SCORES, phrases), strict=True):
        index = lunr_of_phrase(documents, phrase)
        expected = ask_lunr(index, [{"term": phrase}])
        assert needles == [phrase]
        assert dict(map(tuple, found)) == dict(expected), phrase


def test_everything_there_is_found_and_nothing_else(
    desktop: Page, folder: Path, site: Site, documents: tuple[Document, ...]
) -> None:
    visit(desktop, file_address(folder))
    chance = Random(7)
    queries = []
    for _ in range(300):
        piece = chance.choice(chance.choice(documents).pieces)
        start = chance.randrange(max(1, len(piece) - 6))
        queries.append(piece[start : start + chance.randint(1, 9)])
    queries += [f"{chance.choice(queries)} {chance.choice(queries)}" for _ in range(60)]
    # A per cent also finds its other spelling, and quotation marks hold a phrase together.
    queries = [q for q in queries if "%" not in fold(q) and '"' not in fold(q) and "百" not in q]
    # The name of a place, an issuer or a year says what comes first.
    origins = {name for names, _ in origins_of(site) for name in names.split()}
    queries = [q for q in queries if origins.isdisjoint(fold(q).split())]
    for query, (match, shown, _, copies) in zip(
        queries, desktop.evaluate(HITS, queries), strict=True
    ):
        found = shown + [ref for others in copies.values() for ref in others]
        words = " ".join(word for word in query.split() if any(map(str.isalnum, word)))
        if words == query and (truth := substring_truth(documents, query)):
            assert (query, match, set(found)) == (query, "exact", truth)
            assert len(found) == len(truth)


@pytest.mark.parametrize("query", ["65%", "65％", "百分之六十五", "６５％"])
def test_spellings_of_a_per_cent_meet(desktop: Page, folder: Path, query: str) -> None:
    visit(desktop, file_address(folder), "公办园占" + query)
    figures = results(desktop)
    assert ("jyj-2022", "t3") in figures
    visit(desktop, file_address(folder), query)
    spelled = {found for found in results(desktop) if found[0].startswith("jyj-19")}
    assert spelled


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("云澜市教育局2022年工作要点", ("jyj-2022", "")),
        ("擴大學前教育普惠資源", ("jyj-2023", "t3")),
        ("“县管校聘”", ("jyj-2023", "t6")),
        ("云教发〔2021〕3号", ("jyj-2021", "")),
        ("扩大学前教育普惠资源 2022年", ("jyj-2022", "t3")),
    ],
)
def test_the_best_comes_first(page: Page, folder: Path, query: str, first: tuple[str, str]) -> None:
    visit(page, file_address(folder), query)
    assert results(page)[0] == first
    assert counts(page)[0] == "exact"
    assert page.locator("mark").count() > 0


def test_no_lesser_match_comes_before_a_better_one(
    desktop: Page, folder: Path, documents: tuple[Document, ...]
) -> None:
    visit(desktop, file_address(folder), "学前")
    by_ref = {document.ref: document for document in documents}
    found = [by_ref[f"{plan}#{task}"] for plan, task in results(desktop)]
    tiers = [("学前" not in fold(d.title)) * 2 or bool(d.task) for d in found]
    assert len(set(tiers)) > 1
    assert tiers == sorted(tiers)


def test_a_part_of_the_words(desktop: Page, folder: Path) -> None:
    visit(desktop, file_address(folder), "县管校聘 飞船")
    assert counts(desktop)[0] == "partial"
    assert "飞船" in desktop.inner_text("#search-missing")
    assert "县管校聘" not in desktop.inner_text("#search-missing")
    assert {task for _, task in results(desktop)} == {"t6", "t7"}


def test_a_part_of_a_word(desktop: Page, folder: Path) -> None:
    visit(desktop, file_address(folder), "县管校聘制度化")
    assert counts(desktop)[0] == "partial"
    assert results(desktop)[0][1] == "t6"


def test_what_is_said_of_an_answer_stays(desktop: Page, folder: Path) -> None:
    """An answer comes sooner than what is said while a search is slow."""
    visit(desktop, file_address(folder), "县管校聘")
    said = desktop.inner_text("#search-status")
    desktop.wait_for_timeout(700)
    assert desktop.inner_text("#search-status") == said
    assert "项任务" in said


def test_nothing(page: Page, folder: Path) -> None:
    visit(page, file_address(folder), "霄壤鼙鼓")
    assert counts(page)[1:] == ("0", "0")
    assert page.is_visible("#search-browse")


def test_an_empty_query_gives_advice(page: Page, served: str, axe: Axe) -> None:
    visit(page, served)
    assert page.inner_text("#search-status")
    assert page.is_visible("#search-browse")
    assert axe(page) == []


def test_results_are_accessible_and_fit(page: Page, served: str, axe: Axe) -> None:
    visit(page, served, "教育")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_results_lead_to_their_tasks(desktop: Page, served: str) -> None:
    visit(desktop, served, "扩大学前教育普惠资源")
    link = desktop.locator("[data-plan=jyj-2022][data-task=t3] a").first
    link.click()
    assert desktop.url.endswith("/plans/jyj-2022/index.html#t3")
    assert desktop.locator("#t3").count() == 1


def test_fifty_at_first_then_more(desktop: Page, folder: Path) -> None:
    visit(desktop, file_address(folder), "教育")
    total = int(counts(desktop)[1] or 0)
    assert total > 50
    assert desktop.locator(".hit").count() == 50
    desktop.click("#search-more button")
    expect(desktop.locator(".hit").nth(50)).to_be_attached()
    assert desktop.locator(".hit").count() > 50
    assert desktop.evaluate("document.activeElement.closest('[data-plan]') !== null")


def test_rows_not_yet_filled(desktop: Page, served: str) -> None:
    """Below the screen rows say that they are being loaded, and lead where they will lead."""
    desktop.add_init_script("window.IntersectionObserver = class { observe() {} unobserve() {} }")
    visit(desktop, served, "教育")
    rows = desktop.locator("#search-results [aria-busy=true]")
    assert rows.count() > 30
    assert set(rows.locator("a:not([data-plan])").all_text_contents()) == {"正在载入……"}
    assert desktop.locator("#search-results [data-plan]:not([aria-busy])").count() >= 4
    last = desktop.locator("#search-results .hit:not([data-task=''])").last
    link, task = last.locator("a").first.get_attribute("href"), last.get_attribute("data-task")
    assert (link or "").endswith(f"#{task}")


def test_rows_fill_as_they_come_near(desktop: Page, served: str) -> None:
    visit(desktop, served, "教育")
    last = desktop.locator("#search-results [data-plan]").last
    last.scroll_into_view_if_needed()
    expect(last).not_to_have_attribute("aria-busy", "true")
    expect(last.locator("mark").first).to_be_visible()


@pytest.mark.parametrize("query", ["学前教育", "2022年 教育", "擴大學前教育"])
def test_browsers_without_a_decompression(new_page: NewPage, folder: Path, query: str) -> None:
    seen = []
    for script in ("", "delete window.DecompressionStream"):
        page = new_page()
        page.add_init_script(script or "0")
        visit(page, file_address(folder), query)
        seen.append((counts(page), results(page), page.inner_text("#search-results .group")))
    assert seen[0] == seen[1]


def test_units_arrive_whatever_the_server_says(new_page: NewPage, folder: Path) -> None:
    """A byte order mark comes before what the server says of a script's encoding."""
    with serving(folder, Misleading) as address:
        page = new_page()
        visit(page, address, "学前教育")
        assert counts(page)[0] == "exact"
        assert "学前教育" in page.inner_text("#search-results")
        expect(page.locator("fieldset details").first).to_be_visible()


def test_typing_searches_and_changes_the_address(desktop: Page, served: str) -> None:
    visit(desktop, served)
    desktop.fill("#_q", "县管校聘")
    expect(desktop.locator("[data-task=t6]").first).to_be_visible()
    assert desktop.url.endswith("?q=" + quote("县管校聘"))


def test_back_leads_to_the_search_before(desktop: Page, served: str) -> None:
    visit(desktop, served, "县管校聘")
    desktop.fill("#_q", "控辍保学")
    desktop.press("#_q", "Enter")
    expect(desktop.locator("[data-task=t4]").first).to_be_visible()
    desktop.go_back()
    expect(desktop.locator("[data-task=t6]").first).to_be_visible()
    assert desktop.input_value("#_q") == "县管校聘"


def test_typing_and_sending_from_a_folder(desktop: Page, folder: Path) -> None:
    visit(desktop, file_address(folder))
    desktop.fill("#_q", "县管校聘")
    expect(desktop.locator("[data-task=t6]").first).to_be_visible()
    desktop.fill("#_q", "控辍保学")
    desktop.press("#_q", "Enter")
    expect(desktop.locator("[data-task=t4]").first).to_be_visible()


def test_narrowing_down(desktop: Page, served: str) -> None:
    visit(desktop, served, "学前教育", "&year=2021")
    assert {plan for plan, _ in results(desktop)} == {"jyj-2021"}
    desktop.click("details[data-facet=year] summary")
    desktop.check("input[name=year][value='2022']")
    expect(desktop.locator("[data-plan=jyj-2022]").first).to_be_visible()
    assert "year=2022&year=2021" in desktop.url
    assert {plan for plan, _ in results(desktop)} == {"jyj-2021", "jyj-2022", "lx-2022"}


@pytest.mark.parametrize(
    "query",
    ["教" * 10_000, "a b " * 2_500, "__proto__", "constructor toString", "\x00\x01教育\x7f", '"""" "', "+-~^*:", "\\",
     "临溪县" * 300, "2021年" * 200, "谁" * 900,
     "年份:", "-", '标题:"', "$& $1", "教育\n\r\t", "\u202e教育", "=1+1",
     "<script>alert(1)</script>", "😀", "%", ".", "百分之", "\ufeff教\u200b育", "a" * 10_000],
)  # fmt: skip
def test_nothing_hurts(desktop: Page, folder: Path, query: str) -> None:
    visit(desktop, file_address(folder), query)
    assert desktop.inner_text("#search-status")


@pytest.mark.parametrize("file", MEANINGS, ids=lambda path: path.stem)
def test_what_queries_mean(desktop: Page, folder: Path, file: Path) -> None:
    """Each file: a query, what must be among the results, what must not, how they match, what repeats what."""
    visit(desktop, file_address(folder))
    for case in json.loads(file.read_text("utf-8")):
        match, found, _, copies = desktop.evaluate(HITS, [case["query"]])[0]
        assert case.get("copies", {}).items() <= copies.items(), case
        assert match == case.get("match", "exact"), case
        assert set(case.get("has", [])) <= set(found), case
        assert not set(case.get("lacks", [])) & set(found), case
        assert found[: len(case.get("first", []))] == case.get("first", []), case


def test_question_words_are_set_aside_visibly(desktop: Page, served: str) -> None:
    visit(desktop, served, "谁负责控辍保学？")
    assert counts(desktop)[0] == "exact"
    assert "谁" in desktop.inner_text("#search-aside")
    desktop.click("#search-aside a")
    settled(desktop)
    assert "谁负责控辍保学" in desktop.input_value("#_q")
    assert desktop.inner_text("#search-aside") == "" or counts(desktop)[0] == "partial"


def test_synonyms_are_shown_and_can_be_removed(desktop: Page, served: str) -> None:
    visit(desktop, served, "大班太挤")
    assert counts(desktop)[0] == "partial"
    assert "公文中的说法查找：“大班额”" in desktop.inner_text("#search-aside")
    assert any(task == "t4" for _, task in results(desktop))
    desktop.click("#search-aside a")
    settled(desktop)
    assert "plain=1" in desktop.url
    assert "公文中的说法" not in desktop.inner_text("#search-aside")


@pytest.mark.parametrize(
    ("typed", "offered"), [("xqjy", "学前教育"), ("yey", "幼儿园"), ("财政", "云澜市财政局")]
)
def test_suggestions_while_typing(desktop: Page, served: str, typed: str, offered: str) -> None:
    visit(desktop, served)
    desktop.focus("#_q")
    desktop.wait_for_timeout(300)
    desktop.type("#_q", typed)
    option = desktop.locator("#search-offers li", has_text=offered).first
    expect(option).to_be_visible()
    desktop.press("#_q", "ArrowDown")
    assert desktop.get_attribute("#_q", "aria-activedescendant") == "_o0"
    first = desktop.locator("#search-offers li").first.get_attribute("data-text")
    desktop.press("#_q", "Enter")
    expect(desktop.locator("#_q")).to_have_value(first or "")
    assert desktop.is_hidden("#search-offers")


def test_a_unit_comes_before_what_begins_like_it(desktop: Page, served: str) -> None:
    visit(desktop, served)
    desktop.focus("#_q")
    desktop.type("#_q", "jyj")
    expect(desktop.locator("#search-offers")).to_contain_text("教育家精神")
    assert "教育局" in desktop.locator("#search-offers li").first.inner_text()


def test_suggestions_do_not_outstay_their_time(desktop: Page, served: str) -> None:
    visit(desktop, served, "学前教育")
    offers, status = desktop.locator("#search-offers"), desktop.locator("#search-status")
    before = status.bounding_box()
    desktop.focus("#_q")
    assert offers.is_hidden()
    desktop.fill("#_q", "教育")
    expect(offers).to_be_visible()
    settled(desktop)
    assert status.bounding_box() == before, "they stand over the results and move nothing"
    desktop.mouse.click(5, 5)
    expect(offers).to_be_hidden()
    desktop.fill("#_q", "财政")
    expect(offers).to_be_visible()
    desktop.evaluate(
        "() => new Promise((f) => { onscroll = () => setTimeout(f); scrollBy(0, 50) })"
    )
    assert offers.is_visible(), "a page scrolls by itself when an answer is shorter"
    desktop.mouse.wheel(0, 300)
    expect(offers).to_be_hidden()
    for key in ("Escape", "Enter"):
        desktop.fill("#_q", "幼")
        desktop.fill("#_q", "财政")
        expect(offers).to_be_visible()
        desktop.press("#_q", key)
        expect(offers).to_be_hidden()


def test_what_is_sent_off_is_not_completed(page: Page, served: str) -> None:
    """Whoever types and sends before the names are here is offered none when they come."""
    held: list[Route] = []
    boot = json.loads(re.findall("{.*}", page.request.get(f"{served}boot.js").text())[0])
    page.route(f"**/{boot['suggestions']}.js", lambda route: held.extend([route]))
    visit(page, served)
    page.focus("#_q")
    page.keyboard.type("教育")
    page.press("#_q", "Enter")
    settled(page)
    assert held
    for route in held:
        route.continue_()
    expect(page.locator(".narrow details").last).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "_q"
    assert page.is_hidden("#search-offers")


def test_an_answer_does_not_move_when_facets_come(page: Page, served: str) -> None:
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => {"
        "  if (window.first === undefined && document.documentElement.dataset.search === 'done')"
        "    window.first = document.getElementById('search-status').getBoundingClientRect().top;"
        "}).observe(document.documentElement, { attributes: true }))"
    )
    page.goto(f"{served}?q={quote('学前教育')}")
    assert page.is_hidden("#search-browse"), "while it is looked for, nothing else is shown"
    settled(page)
    expect(page.locator(".narrow details").last).to_be_visible()
    top = page.evaluate("document.getElementById('search-status').getBoundingClientRect().top")
    assert page.evaluate("window.first") == top
    assert page.is_hidden("#search-browse")


def test_two_values_chosen_one_after_the_other(desktop: Page, served: str) -> None:
    visit(desktop, served, "学前教育")
    desktop.wait_for_selector(".narrow details")
    desktop.evaluate(
        "['2021', '2022'].forEach((year) => document.querySelector(`input[name=year][value='${year}']`).click())"
    )
    settled(desktop)
    expect(desktop.locator("details[data-facet=year] input:checked")).to_have_count(2)
    assert "year=2022" in desktop.url
    assert "year=2021" in desktop.url


def test_a_plan_s_own_text_stands_apart_from_its_date(page: Page, served: str) -> None:
    visit(page, served, "云澜市教育局2021年工作要点")
    gap = page.evaluate(
        "(() => { const [date, text] = document.querySelectorAll('.group > .hit p');"
        " return text.getBoundingClientRect().top - date.getBoundingClientRect().bottom; })()"
    )
    assert gap >= 4


def test_keys_lead_through_the_results(desktop: Page, served: str) -> None:
    visit(desktop, served, "县管校聘")
    desktop.keyboard.press("/")
    assert desktop.evaluate("document.activeElement.id") == "_q"
    desktop.keyboard.press("ArrowDown")
    assert desktop.evaluate("document.activeElement.closest('.hit') !== null")
    desktop.keyboard.press("ArrowUp")
    assert desktop.evaluate("document.activeElement.id") == "_q"


def test_the_words_are_marked_where_a_result_leads(desktop: Page, served: str) -> None:
    visit(desktop, served, "县管校聘")
    desktop.locator("[data-task=t6] a").first.click()
    assert desktop.locator("#t6 mark").first.inner_text() == "县管校聘"


def test_a_unit_in_its_role(desktop: Page, served: str) -> None:
    visit(desktop, served, "教育", "&unit=u1&role=lead")
    lead = len(results(desktop))
    visit(desktop, served, "教育", "&unit=u1")
    assert 0 < lead < len(results(desktop))


def test_a_role_without_a_unit(desktop: Page, served: str, documents: tuple[Document, ...]) -> None:
    visit(desktop, served, "学前教育", "&role=cooperating")
    wanted = {d.ref for d in documents if d.units[1] and any("学前教育" in p for p in d.pieces)}
    found = {f"{plan}#{task}" for plan, task in results(desktop)}
    assert 0 < len(found) <= 50
    assert found <= wanted
    assert counts(desktop)[1] == str(len(wanted))


@pytest.mark.parametrize("most", [0, 150])
def test_punctuation_is_looked_up_or_the_count_is_called_so(
    new_page: NewPage, tmp_path: Path, site: Site, most: int
) -> None:
    """Where too many texts would have to be read, the page says that it counts about."""
    folder = publish(site, tmp_path / "site")
    script = folder / "static" / "search.js"
    text = script.read_text("utf-8")
    assert text.count("=150") == 1
    script.write_text(text.replace("=150", f"={most}"), "utf-8")
    page = new_page()
    visit(page, file_address(folder), "改革、交流轮岗")
    assert counts(page)[0] == ("exact" if most == 0 else "partial")
    assert ("约数" in page.inner_text("#search-status")) == (most == 0)


def test_newest_first(desktop: Page, served: str) -> None:
    visit(desktop, served, "县管校聘", "&sort=date")
    years = [plan for plan, _ in results(desktop) if plan.startswith("jyj-20")]
    assert years == sorted(years, reverse=True)


def test_half_a_character(desktop: Page, folder: Path) -> None:
    visit(desktop, file_address(folder), "教育")
    found = desktop.evaluate(HITS.replace("(query)", "('\\ud800' + query + '\\udc00')"), ["双减"])
    assert found[0][0] == "exact"


def test_a_file_that_does_not_load_is_said_and_tried_again(new_page: NewPage, served: str) -> None:
    page = new_page()
    folded = re.compile(r"/search/(?!boot)[a-z2-7]{8}\.js")
    page.route(folded, lambda route: route.fulfill(status=200, body=""))
    page.goto(f"{served}?q={quote('县管校聘')}")
    settled(page, "failed")
    assert page.inner_text("#search-status")
    assert page.locator("#search-results").get_attribute("data-count-tasks") is None
    page.unroute(folded)
    page.click("#search-retry button")
    settled(page)
    assert counts(page)[0] == "exact"
    assert page.is_hidden("#search-retry")


def cut(body: bytes, how: str) -> bytes:
    """Return a file of which a part did not arrive: of the script, or of the bytes in it."""
    if how == "script":
        return body[: len(body) // 4 * 2]
    text = body.decode("utf-16", "surrogatepass")
    units = max(re.findall('"([^"]*)"', text), key=len)
    short = units[: len(units) // 2].rstrip("\x01")
    return text.replace(units, short).encode("utf-16", "surrogatepass")


@pytest.mark.allow_console("404|Uncaught|Invalid|Unexpected")
@pytest.mark.parametrize("how", ["missing", "script", "bytes"])
@pytest.mark.parametrize("is_native", [True, False])
def test_a_part_of_the_index_that_is_broken(
    new_page: NewPage, served: str, how: str, is_native: bool
) -> None:
    """Never a silent zero: what is wrong is said, nothing is counted, and it can be tried again."""

    def answer(route: Route) -> None:
        if how == "missing":
            route.fulfill(status=404, body="")
        else:
            route.fulfill(status=200, body=cut(route.fetch().body(), how))

    page = new_page()
    if not is_native:
        page.add_init_script("delete window.DecompressionStream")
    files = re.compile(r"/search/(?!boot)[a-z2-7]{8}\.js")
    page.route(files, answer)
    page.goto(f"{served}?q={quote('县管校聘')}")
    settled(page, "failed")
    assert "没有加载成功" in page.inner_text("#search-status")
    assert page.locator("#search-results").get_attribute("data-count-tasks") is None
    page.unroute(files)
    page.click("#search-retry button")
    settled(page)
    assert counts(page)[0] == "exact"


@pytest.mark.parametrize(
    "address",
    [
        "&role=__proto__",
        "&role=documents&unit=u1",
        "&year=&year=2021&sort=&role=",
        "&sort=%3Cb%3E&plain=x",
        "&unit=__proto__&topic=constructor",
        "&kind=%ED%A0%80&year=%00",
        "&year=" + "9" * 5000,
    ],
)
def test_addresses_that_nobody_chose(desktop: Page, served: str, address: str) -> None:
    visit(desktop, served, "县管校聘", address)
    assert desktop.inner_text("#search-status")
    expect(desktop.locator(".narrow details:not([hidden])").first).to_be_visible()


@pytest.mark.allow_console("404|ERR_")
def test_a_missing_file(desktop: Page, served: str) -> None:
    desktop.route("**/boot.js*", lambda route: route.abort())
    desktop.goto(f"{served}?q={quote('县管校聘')}")
    settled(desktop, "failed")


@pytest.mark.allow_console("404|ERR_|uncaught")
@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_search_without_its_script_says_so(page: Page, served: str, share: float) -> None:
    def cut(route: Route) -> None:
        script = route.fetch().text()
        route.fulfill(body=script[: int(len(script) * share)], status=200 if share else 404)

    page.route("**/static/search.js", cut)
    page.goto(f"{served}?q={quote('县管校聘')}")
    expect(page.locator("#search-status")).to_contain_text("没有加载成功")
    expect(page.locator("#search-browse")).to_be_visible()
    page.unroute("**/static/search.js")
    page.click("#search-retry button")
    settled(page)
    assert results(page)


def test_without_scripts(new_page: NewPage, folder: Path) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(file_address(folder))
    assert "脚本" in page.inner_text("noscript")
    assert page.locator("#search-browse a").count() > 3
    for part in (".nav", "main", "#search-browse", ".bottom"):
        expect(page.locator(part)).to_be_visible()


def test_the_page_comes_in_pieces(page: Page, served: str) -> None:
    """Each becomes visible in a task of its own, from the top, and none is forgotten."""
    page.add_init_script("""
      window.seen = [];
      new MutationObserver(() => seen.push(document.documentElement.className.match(/no-\\w+/g) || []))
        .observe(document, { subtree: true, attributeFilter: ["class"] });
    """)
    page.goto(served)
    pieces = {
        "no-top": ".prefs",
        "no-nav": ".nav",
        "no-main": "main",
        "no-lists": "#search-browse",
        "no-foot": ".bottom",
    }
    for part in pieces.values():
        expect(page.locator(part)).to_be_visible()
    names, seen = list(pieces), [each for each, _ in groupby(page.evaluate("seen"))]
    assert seen[-6:] == [names[n:] for n in range(6)]
    for name, part in pieces.items():
        page.evaluate("(name) => document.documentElement.classList.add(name)", name)
        expect(page.locator(part)).to_be_hidden()


@pytest.mark.parametrize(
    ("piece", "word", "begins"),
    [
        ("执行上级通知。健全控辍保学机制", "控辍", "健全"),
        ("县级" * 30 + "，健全控辍保学机制", "控辍", "健全"),
        (
            "县级" * 20 + "印发的通知（教督〔2018〕3号）所附的清单在规定的时间里面逐项落实控辍保学",
            "控辍",
            "）所附",
        ),
        (
            "县级" * 20 + "二是确保到2025年前各学段规模和质量都有了更明显提高全面落实控辍保学",
            "控辍",
            "前各",
        ),
        ("县级" * 30 + "健全控辍保学机制", "控辍", "县级县级"),
        ("1" * 90, "1" * 10, "1" * 10),
    ],
    ids=("sentence", "clause", "document", "year", "plain", "figures"),
)
def test_a_snippet_begins_inside_no_number(
    page: Page, served: str, piece: str, word: str, begins: str
) -> None:
    visit(page, served)
    at = piece.rindex(word)
    begin = page.evaluate("([piece, at]) => plansite.rows.begin(piece, at)", [piece, at])
    assert piece[begin:].startswith(begins)
    assert begin <= at


def test_copies_stand_in_one_row(page: Page, served: str, axe: Axe) -> None:
    visit(page, served, "县管校聘", "&year=2022")
    row = page.locator("[data-plan=jyj-2022][data-task=t6]")
    assert "另有1份内容相同" in row.inner_text()
    copy = row.locator("[data-plan=lx-2022][data-task=t7]")
    assert (copy.get_attribute("href") or "").endswith("/plans/lx-2022/index.html#t7")
    assert page.locator("#search-results [data-plan]").count() == 2
    assert counts(page)[1:] == ("2", "2")
    assert "其中1项" in page.inner_text("#search-status")
    assert axe(page) == []


def test_what_comes_first_is_said_and_can_be_otherwise(desktop: Page, served: str) -> None:
    visit(desktop, served, "临溪县 县管校聘")
    aside = desktop.locator("#search-aside")
    assert "优先显示临溪县" in aside.inner_text()
    assert results(desktop)[0] == ("lx-2022", "t7")
    strictly = aside.get_by_text("只要写有这个词的").get_attribute("href") or ""
    aside.get_by_text("不优先").click()
    settled(desktop)
    assert desktop.input_value("#_q") == "县管校聘"
    assert results(desktop)[0] == ("jyj-2023", "t6")
    assert quote('"临溪县"') in strictly.replace("+", " ")


def test_rows_name_units_deadlines_and_targets(page: Page, served: str, axe: Axe) -> None:
    visit(page, served, "扩大学前教育普惠资源", "&year=2021")
    row = page.locator("[data-plan=jyj-2021][data-task=t3]")
    lead, cooperating = row.locator(".lead"), row.locator(".coop")
    assert lead.inner_text() == "牵头：市卫健委"
    assert (lead.locator("a").get_attribute("href") or "").endswith("/units/u6/index.html")
    assert cooperating.inner_text().startswith("配合：市公安局")
    assert cooperating.locator("a").first.get_attribute("href") == "../units/u7/index.html"
    assert "时限：秋季学期" in row.inner_text()
    assert "公办园覆盖面达到65%以上" in row.inner_text()
    assert row.locator("strong").count() == 0
    assert axe(page) == []


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("谁负责扩大学前教育普惠资源", "牵头：市卫健委"),
        ("扩大学前教育普惠资源多少", "65%以上"),
        ("扩大学前教育普惠资源什么时候", "时限：秋季学期"),
    ],
)
def test_what_is_asked_for_is_emphasised(
    desktop: Page, served: str, query: str, answer: str
) -> None:
    visit(desktop, served, query)
    row = desktop.locator("[data-plan=jyj-2021][data-task=t3]")
    row.scroll_into_view_if_needed()
    expect(row.locator("strong").first).to_contain_text(answer)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("学前叫育", "学前教育"),
        ("体育美语", "体育美育"),
        ("公办幼儿圆", "公办幼儿园"),
        ("云澜市卫生建康委员会", "云澜市卫生健康委员会"),
        ("云澜市教育局2022年工做要点", "云澜市教育局2022年工作要点"),
        ("yey", "幼儿园"),
    ],
)
def test_near_names_are_offered(desktop: Page, served: str, query: str, meant: str) -> None:
    """A character that sounds or looks like another; initials of pinyin."""
    visit(desktop, served, query)
    link = desktop.locator("#search-aside").get_by_role("link", name=meant, exact=True)
    expect(link).to_be_visible()
    link.click()
    settled(desktop)
    assert int(counts(desktop)[2] or 0) > 0


def test_nothing_is_offered_that_finds_nothing(desktop: Page, served: str) -> None:
    visit(desktop, served, "霄壤鼙鼓")
    assert "您是不是要找" not in desktop.inner_text("#search-aside")
    assert desktop.is_visible("#search-browse")


def test_filters_that_leave_nothing_can_be_removed(desktop: Page, served: str) -> None:
    visit(desktop, served, "县管校聘", "&year=1999")
    assert results(desktop) == []
    desktop.locator("#search-aside a").click()
    settled(desktop)
    assert results(desktop)


def test_english(new_page: NewPage, tmp_path: Path) -> None:
    config = replace(sample_site().config, language="en")
    page = new_page()
    visit(
        page,
        file_address(publish(sample_site(linked_plan(2022), config=config), tmp_path / "s", "en")),
        "学前",
    )
    assert "Tasks found" in page.inner_text("#search-status")
