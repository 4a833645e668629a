"""A preview: the site, built anew at each change, or else the last good one and what is wrong now.

In: an order and changes. Out: a folder that is always a whole site, and a `State`. Not its business: serving it.
"""

import gc
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.digests import digest
from generator.disk.memo import MemoryStore
from generator.disk.sources import Inputs, Templates
from generator.disk.stamps import Stamps
from generator.messages import say
from generator.run.commands import CACHE, Options, known_for, lines_of, names, order_of, workers
from generator.run.console import Console
from generator.run.order import Known, Order, Outcome, Refusal
from generator.run.publish import publish, record
from generator.run.recollection import PARSED, REGISTERS, Recollection
from generator.run.report import as_text, softened, tally
from generator.run.standing import Standing
from generator.run.timings import Stopwatch


@dataclass(frozen=True, slots=True)
class State:
    """What a reader of the preview has to know."""

    version: int = 0
    """Counts the sites that were finished; 0: none yet."""
    faults: tuple[str, ...] = ()
    """Why the newest site is not shown, line by line; none where it is."""


class Preview:
    """Builds into a folder of its own, with all that it knows in memory."""

    def __init__(self, options: Options, console: Console) -> None:
        """Prepare; nothing is built yet. Raises Refusal."""
        folder = CACHE / "preview" / digest(str(options.content.resolve()))[:12]
        self.options = replace(options, output=folder)
        self.console = console
        self.state = State()
        self.order: Order = order_of(self.options)
        self.store = MemoryStore()
        self.stamps = Stamps()
        self.recollection = Recollection()
        self.standing = Standing(is_kept=True, differing=self.recollection.differing)
        self.is_frozen = False
        self.is_sure = self.is_whole = True
        self.inputs: Inputs | None = None

    @property
    def folder(self) -> Path:
        """Where the site is."""
        return self.order.output

    def make_sure(self) -> None:
        """Look at all files where the last build did not: the system may have told of too little. Never raises."""
        if not self.is_sure:
            self.rebuild(is_quiet=True)

    def rebuild(self, changed: frozenset[str] | None = None, is_quiet: bool = False) -> None:
        """Bring the site up to date, and say how it went; quietly: only where something changed. Never raises.

        `changed`: the places on disk where something may have changed since; None for anywhere.
        """
        start = time.monotonic()
        self.is_sure, known_changes = changed is None, changed if self.is_whole else None
        self.is_whole = False
        gc.disable()  # nobody waits for what a build leaves behind: see `learn`
        try:
            outcome, known = self.build(known_changes)
        except Refusal as refusal:
            self.fail((say(refusal.key, self.console.language, **refusal.values),))
        except OSError as error:
            values = {"file": error.filename or "", "reason": error.strerror or error}
            self.fail((say("no-access", self.console.language, **values),))
        except Exception as error:  # a preview outlives whatever goes wrong in one build
            values = {"kind": type(error).__name__, "detail": error}
            self.fail((say("unexpected", self.console.language, **values),))
        else:
            self.show(outcome, time.monotonic() - start, is_quiet)
            self.learn(known, outcome)
        finally:
            gc.enable()

    def warm(self) -> None:
        """Make in memory what the first build found on disk, so that the first change is answered at once, too."""
        if self.state.version and self.standing.manifest is None:
            with suppress(Exception):  # whatever goes wrong is said when something changes
                outcome, known = self.build(None, is_all=True)
                self.learn(known, outcome)
        if self.inputs is not None:
            compile_templates(self.inputs.templates)

    def build(self, changed: frozenset[str] | None, is_all: bool = False) -> tuple[Outcome, Known]:
        """Return the outcome of a build, and what is known after it.

        The first one uses the memo on disk, later ones their memory.
        """
        self.order = order_of(self.options)
        watch = Stopwatch()
        give = workers(self.options, watch, self.console)
        if self.standing.manifest is None:
            with known_for(self.order, watch) as disk:
                self.store = MemoryStore(disk.store)
                known = Known(self.store, disk.stamps, self.recollection, self.standing)
                outcome = publish(self.order, known, give, watch, self.console.say, is_all)
                self.store.behind = None
        else:
            stamps = self.stamps.later()
            known = Known(self.store, stamps, self.recollection, self.standing, changed)
            outcome = publish(self.order, known, give, watch, self.console.say)
        return outcome, known

    def learn(self, known: Known, outcome: Outcome) -> None:
        """Keep what the next build wants to know."""
        self.is_whole = True
        if self.standing.manifest is not None and not self.is_frozen:
            gc.freeze()  # it stays for good: collections need not go through it again and again
            self.is_frozen = True
        self.stamps, self.inputs = known.stamps, outcome.inputs
        self.store.forget_unused()
        self.recollection.turn(outcome.is_written and outcome.is_made)
        if outcome.inputs is not None and (strayed := outcome.inputs.strayed):
            for slot in (PARSED, REGISTERS):  # these were not made of what was listed
                self.recollection.forget(slot, strayed)

    def close(self) -> None:
        """Record what stands in the folder: while it ran, nobody else needed to know."""
        if self.standing.manifest is not None:
            record(self.order, self.standing.manifest)

    def show(self, outcome: Outcome, seconds: float, is_quiet: bool) -> None:
        """Take note of a build that came to its end, and report it."""
        language = self.console.language
        found = softened(outcome.problems, outcome.harmless)
        lines = tuple(as_text(found, names(self.order), lines_of(outcome), language))
        count = outcome.counts.written + outcome.counts.removed
        key = "previewed" if outcome.is_written else "preview-broken"
        state = replace(self.state, faults=())
        if not outcome.is_written:
            state = replace(self.state, faults=lines or (say(key, language),))
        elif count or self.state.version == 0:
            state = State(self.state.version + 1)
        if not is_quiet or state != self.state:
            said = {"pages": count, "tally": tally(found, language), "seconds": f"{seconds:.2f}"}
            self.console.results(lines)
            self.console.say(key, **said)
        self.state = state

    def fail(self, lines: tuple[str, ...]) -> None:
        """Take note of a build that broke off."""
        for line in lines:
            self.console.say("line", text=line)
        self.state = replace(self.state, faults=lines)


def compile_templates(templates: Templates) -> None:
    """Compile the templates, which other processes may have done for what there is, for the first change."""
    from generator.show.render import compile_all  # noqa: PLC0415  (the whole generator: see publish)
    from generator.show.templates import TemplateSet  # noqa: PLC0415

    for _, messages in templates.messages:
        compile_all(TemplateSet(templates.sources, messages))
