"""What the commands build and check do, from options to exit status.

In: options and a console. Out: an exit status; 0 done, 1 problems found. Raises Refusal for wrong use.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.digests import digest
from generator.disk.memo import Memo
from generator.files import Source
from generator.problems import Problem, Severity
from generator.run.code import PACKAGE, code_digest
from generator.run.console import Console
from generator.run.executors import executor_for
from generator.run.order import Known, Order, Outcome, Refusal
from generator.run.progress import watched
from generator.run.publish import examine, publish
from generator.run.report import as_json, as_text, located, softened, tally
from generator.run.settings import Settings
from generator.run.timings import Stage, Stopwatch, TimedExecutor, as_line, as_table
from generator.urls import is_base_url

CACHE = Path(".cache")
TEMPLATES = "site_templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says about a build."""

    content: Path = Path("content")
    templates: Path | None = None
    output: Path = Path("output")
    base_url: str | None = None
    jobs: int | None = None
    executor: str = ""
    """The address of a cluster; "" for this machine."""
    drafts: bool = False
    strict: bool = False
    fresh: bool = False
    timings: str = ""
    """text or json: say what each stage took."""


def build_site(options: Options, console: Console) -> int:
    """Build the site and say how it went; return the exit status."""
    start, watch = time.monotonic(), Stopwatch()
    order = order_of(options)
    with known_for(order, watch, fresh=options.fresh) as known:
        outcome = publish(order, known, workers(options, watch, console), watch, console.say)
    found = softened(outcome.problems, outcome.harmless)
    console.results(problem_lines(found, order, outcome, console))
    key = "built" if outcome.is_written else "not-built"
    seconds = f"{time.monotonic() - start:.1f}"
    counts = {name: getattr(outcome.counts, name) for name in COUNTS}
    console.say(key, **counts, tally=tally(found, console.language), seconds=seconds)
    say_timings(watch, outcome.counts.plans, options.timings, console)
    return 0 if outcome.is_written else 1


def say_timings(watch: Stopwatch, plans: int, form: str, console: Console) -> None:
    """Say what each stage took, where it was asked for: a table for people, a line of JSON for programs."""
    if form == "json":
        console.result(as_line(watch, plans))
    elif form:
        for line in as_table(watch, plans, console.language):
            console.say("line", text=line)


COUNTS = ("plans", "tasks", "written", "kept", "removed")


def check_site(options: Options, form: str, console: Console) -> int:
    """Say all problems, drafts' too; return 1 where there are errors, or warnings that count."""
    order = order_of(options)
    watch = Stopwatch()
    with known_for(order, watch, fresh=options.fresh) as known:
        outcome = examine(order, known, workers(options, watch, console), watch)
    if form == "json":
        console.result(as_json(outcome.problems, names(order), console.language))
    else:
        console.results(problem_lines(outcome.problems, order, outcome, console))
        summary = tally(outcome.problems, console.language)
        console.say("checked", plans=outcome.counts.plans, tally=summary)
    return int(any(is_bad(found, options.strict) for found in outcome.problems))


def is_bad(found: Problem, strict: bool) -> bool:
    """Return whether `check` counts a problem: errors, what an editor left open, warnings if strict."""
    counts = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return found.severity in counts or found.code == "open-problem"


def problem_lines(
    problems: Sequence[Problem], order: Order, outcome: Outcome, console: Console
) -> Iterator[str]:
    """Yield the report of the problems."""
    lines = lines_of(outcome)
    return as_text(problems, names(order), lines, console.language, console.has_color)


def lines_of(outcome: Outcome) -> Callable[[str], Sequence[str]]:
    """Return how to get at the lines of a source; each is read once, and only if it has a problem."""
    read: dict[str, Sequence[str]] = {}
    inputs = outcome.inputs
    listed = inputs.texts if inputs else {}

    def lines(path: str) -> Sequence[str]:
        if path not in read:
            source = inputs.load(path) if inputs and path in listed else None
            read[path] = source.text.split("\n") if isinstance(source, Source) else ()
        return read[path]

    return lines


def names(order: Order) -> Callable[[str], str]:
    """Return how the paths of both folders are named in messages."""
    return located(str(order.content), str(order.templates))


def order_of(options: Options) -> Order:
    """Return the order that the options stand for. Raises Refusal where its folders cannot be used."""
    templates = options.templates or templates_folder()
    for key, folder in (("no-content", options.content), ("no-templates", templates)):
        if not folder.is_dir():
            raise Refusal(key, folder=folder)
    check_apart(options.content, templates, options.output)
    settings = Settings(
        today=datetime.now().isoformat(timespec="minutes"),  # noqa: DTZ005  (editors write local time)
        base_url=with_slash(options.base_url),
        drafts=options.drafts,
        strict=options.strict,
    )
    return Order(
        content=options.content,
        templates=templates,
        output=options.output,
        cache=CACHE,
        settings=settings,
        fresh=options.fresh,
    )


def templates_folder() -> Path:
    """Return the templates of the current directory, else those that come with the program."""
    own = Path(TEMPLATES)
    return own if own.is_dir() else PACKAGE.parent / TEMPLATES


def check_apart(content: Path, templates: Path, output: Path) -> None:
    """Raise Refusal where the output would be written into what it is made from, or around it."""
    there = output.resolve()
    for folder in (content.resolve(), templates.resolve(), PACKAGE):
        if there == folder or there in folder.parents or folder in there.parents:
            raise Refusal("output-in-the-way", output=output, folder=folder)


def with_slash(base_url: str | None) -> str | None:
    """Return an absolute address with its closing slash. Raises Refusal for anything else."""
    if not base_url:
        return base_url
    if not is_base_url(base_url):
        raise Refusal("bad-base-url", address=base_url)
    return base_url if base_url.endswith("/") else base_url + "/"


@contextmanager
def known_for(order: Order, watch: Stopwatch, *, fresh: bool = False) -> Iterator[Known]:
    """Give what is known of this content folder; what is learned is kept unless the build breaks off."""
    with watch.stage(Stage.READ):
        scope = digest(str(order.content.resolve()))
        memo = Memo(order.cache, scope, code_digest(), is_read=not fresh)
        known = Known(memo, memo.stamps())
    yield known
    with watch.stage(Stage.REMEMBER):
        memo.close(known.stamps)


def workers(
    options: Options, watch: Stopwatch, console: Console
) -> Callable[[], AbstractContextManager[Executor]]:
    """Return how to get an executor whose work is counted, and its progress shown."""

    @contextmanager
    def give() -> Iterator[Executor]:
        with (
            executor_for(options.jobs, options.executor) as executor,
            watched(TimedExecutor(executor, watch), console.language) as seen,
        ):
            yield seen

    return give
