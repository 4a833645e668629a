"""One build from disk to disk: read, build, write, remember.

In: an `Order` and what is known from before. Out: `Outcome`, and the output folder. Not its business: how
problems are printed, and how a build is asked for.
"""

import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.disk.fresh import FreshTree, draft_of
from generator.disk.history import continued, history_file, read_history, write_history
from generator.disk.manifest import (
    Manifest,
    Record,
    Written,
    manifest_file,
    read_head,
    read_manifest,
    seen_digest,
    stamps_below,
    still_there,
    unknown,
    write_manifest,
)
from generator.disk.output import (
    Kept,
    KnownFile,
    WritePlan,
    announced,
    apply,
    plan_writes,
)
from generator.disk.ownership import adopted, has_our_name, in_the_way, strangers
from generator.disk.shelf import Shelf
from generator.disk.sources import Inputs, read_inputs
from generator.disk.spool import Spool
from generator.disk.stamps import Stamp
from generator.run.aside import Aside
from generator.run.code import code_digest
from generator.run.executors import is_here
from generator.run.means import Means
from generator.run.order import Counts, Known, Order, Outcome, Refusal
from generator.run.record import build_key, record_of, remembered_outcome, still_holds
from generator.run.standing import Standing
from generator.run.timings import Stage, Stopwatch

if TYPE_CHECKING:  # the whole generator: a build with nothing to do does without
    from generator.run.pipeline import Build

MANY = 2_000
"""Files of plans and registers from which on what is made of each waits on disk: of fewer it has room in memory."""
LOCK_SECONDS = 120.0
"""How long a build waits for another that writes the same folder."""
Workers = Callable[[], AbstractContextManager[Executor]]
"""Give an executor when there is work."""
Tell = Callable[[str], None]
"""Say a message of the command line, by its key."""


def publish(
    order: Order,
    known: Known,
    workers: Workers,
    watch: Stopwatch,
    tell: Tell = lambda key: None,
    is_all: bool = False,
) -> Outcome:
    """Bring the output folder up to date. Raises Refusal, and OSError where it cannot be written.

    `is_all`: everything is made even where nothing is to do, for the memory of those who come back.
    """
    with locked(order, tell):
        with watch.stage(Stage.READ):
            inputs = read_inputs(
                order.content, order.templates, known.stamps, known.recall, known.changed
            )
            key = build_key(inputs, order.settings)
            done = None if is_all else key
            found = known.standing.manifest or looked_at(order, done)
            if is_done(order, found.record, done) and is_whole(found):
                return remembered_outcome(found.record, inputs)
        with room_for(order.output) as room:
            made = built(order, inputs, known, found, Making(workers, room, watch))
            if made.is_blocked:
                return Outcome(False, made.problems, made.harmless, inputs=inputs)
            with watch.stage(Stage.WRITE):
                return written(Writing(order, found, key, inputs, room, known.standing), made)


def looked_at(order: Order, key: str | None) -> Manifest:
    """Return what stands in the output folder; no file of it where all are as recorded and nothing is to do."""
    file = manifest_file(order.cache, order.output)
    head, there = read_head(file, order.output), stamps_below(order.output)
    if is_done(order, head.record, key) and head.seen == seen_digest(there):
        return Manifest({}, True, head.record)
    return owned(order, read_manifest(file, order.output), there)


def is_done(order: Order, record: Record, key: str | None) -> bool:
    """Return whether a recorded build made what this one would make; never without its key."""
    return key is not None and not order.fresh and still_holds(record, key, order.settings.today)


def is_whole(manifest: Manifest) -> bool:
    """Return whether every file of the folder is as it was left; it may stand beside files of others."""
    return bool(manifest.record) and all(each.stamp for each in manifest.files.values())


def room_for(output: Path) -> Spool | FreshTree:
    """Return where finished files wait: where there is no output folder yet, in what becomes one."""
    return Spool() if os.path.lexists(output) else FreshTree(str(draft_of(output)))


def examine(order: Order, known: Known, workers: Workers, watch: Stopwatch) -> Outcome:
    """Return how a build would end, all of it done but the writing."""
    with watch.stage(Stage.READ):
        inputs = read_inputs(order.content, order.templates, known.stamps)
        manifest = read_manifest(manifest_file(order.cache, order.output), order.output)
        there = still_there(manifest, stamps_below(order.output))
    with Spool() as spool:
        made = built(order, inputs, known, there, Making(workers, spool, watch))
    return Outcome(False, made.problems, made.harmless, Counts(made.plans, made.tasks), inputs)


@dataclass(frozen=True, slots=True)
class Making:
    """What a build is made with: who works, where finished files wait, what looks at the clock."""

    workers: Workers
    room: Spool | FreshTree
    watch: Stopwatch


@dataclass(frozen=True, slots=True)
class Writing:
    """What is to be known when a build is written, beside what it made."""

    order: Order
    manifest: Manifest
    key: str
    inputs: Inputs
    room: Spool | FreshTree
    standing: Standing


def built(
    order: Order, inputs: Inputs, known: Known, manifest: Manifest, making: Making
) -> "Build":
    """Return what should be in the output folder."""
    with making.watch.stage(Stage.START):
        from generator.run.pipeline import build  # noqa: PLC0415  (slow; see TYPE_CHECKING)

    is_kept = known.standing.is_kept
    with making.workers() as executor, Shelf() as shelf:
        means = Means(
            store=known.store,
            executor=executor,
            keep=making.room.add,
            folder=folder_of(making.room) if is_here(executor) else "",
            recall=known.recall if is_kept or len(inputs.texts) < MANY else Aside(shelf),
            standing=known.standing,
            shelve=bytes if is_kept else shelf.put,  # a preview remembers them
            watch=making.watch,
        )
        return build(inputs, order.settings, known_files(manifest), means)


def known_files(manifest: Manifest) -> KnownFile:
    """Return how to know the files that are on disk as an earlier build left them; with keys of this program."""
    code = code_digest()[:8]

    def known_file(path: str) -> Kept | None:
        file = manifest.files.get(path)
        if file is None or file.stamp is None:
            return None
        key = file.key[len(code) :] if file.key.startswith(code) else ""
        return Kept(path, file.digest, key)

    return known_file


def folder_of(room: Spool | FreshTree) -> str:
    """Return the folder in which files wait, or "" where they wait in none."""
    return room.folder if isinstance(room, FreshTree) else ""


def written(writing: Writing, made: "Build") -> Outcome:
    """Write what was made, and record it."""
    order, manifest, standing = writing.order, writing.manifest, writing.standing
    code = code_digest()[:8]
    wanted = [replace(want, key=code + want.key) if want.key else want for want in made.files]
    is_followed = standing.manifest is not None
    others = set(standing.others()) if is_followed else manifest.files.keys()
    plan = plan_writes(manifest, wanted, others)
    if foreign := in_the_way(plan, manifest, order.output):
        raise Refusal("output-file-in-the-way", 1, file=order.output / foreign)
    standing.forget()
    if not is_followed or has_strange_names(plan, manifest):
        announce(order, manifest, plan)
    files = manifest.files.copy()
    for path in others:
        files.pop(path, None)
    alone = len(files)
    files.update(applied(writing, plan))
    counts = Counts(made.plans, made.tasks, len(plan.put), len(plan.keep) + alone, len(plan.drop))
    as_wanted = all(files[want.path].digest == want.content.digest for want in plan.put)
    is_of_input = as_wanted and not writing.inputs.strayed
    summary = record_of(made, writing.key if is_of_input else "", order.settings.today, len(files))
    now = Manifest(files, True, summary)
    if not is_followed:
        record(order, now)
    standing.turn(now)
    return Outcome(True, made.problems, made.harmless, counts, writing.inputs)


def applied(writing: Writing, plan: WritePlan) -> dict[str, Written]:
    """Make the output folder what it should be; return what it then holds."""
    if isinstance(writing.room, FreshTree):
        return writing.room.become(writing.order.output, plan)
    return apply(plan, writing.manifest, writing.order.output)


def record(order: Order, manifest: Manifest) -> None:
    """Record what stands in the output folder."""
    write_manifest(manifest_file(order.cache, order.output), order.output, manifest)


def announce(order: Order, manifest: Manifest, plan: WritePlan) -> None:
    """Record what is about to be written: a build that is killed leaves nothing that the next one does not find."""
    kept = history_file(manifest_file(order.cache, order.output))
    write_history(kept, continued(read_history(kept), manifest, plan, time.time_ns()))
    record(order, announced(manifest, plan))


def has_strange_names(plan: WritePlan, manifest: Manifest) -> bool:
    """Return whether a plan writes a new file that would not be known for ours by its name."""
    return any(want.path not in manifest.files and not has_our_name(want.path) for want in plan.put)


def owned(order: Order, manifest: Manifest, there: Mapping[str, Stamp]) -> Manifest:
    """Return what of ours is in the output folder. Raises Refusal where it is not ours."""
    name = strangers(manifest, order.output)
    if name:
        raise Refusal("output-not-ours", folder=order.output, name=name)
    found = adopted(order.output, sorted(there.keys() - manifest.files.keys()))
    if order.fresh:
        manifest = replace(manifest, files=unknown(manifest.files))
    known = still_there(manifest, there)
    return replace(known, files={**known.files, **found.files}, is_known=order.output.exists())


def lock_file(output: Path, cache: Path) -> Path:
    """Return the file that stands for the right to write an output folder.

    It belongs to the folder and lies beside it: builds that start in different folders, on different machines
    even, have caches of their own and must meet here (decision 0008). Where nothing can be made beside the
    folder, those that share a cache still meet in it.
    """
    there = output.resolve()
    above = next(folder for folder in there.parents if folder.is_dir())
    if os.access(above, os.W_OK):
        return there.parent / f".{there.name[:80]}.plansite-lock"
    return manifest_file(cache, output).with_suffix(".lock")


def locked(order: Order, tell: Tell) -> AbstractContextManager[object]:
    """Return the lock on the output folder, taken. Raises Refusal where another build holds on to it."""
    from filelock import FileLock, Timeout  # noqa: PLC0415  (a slow import)

    path = lock_file(order.output, order.cache)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, mode=0o666)  # whoever may write the folder may wait for it
    with suppress(Timeout):
        return lock.acquire(timeout=0.5)
    tell("waiting-for-build")
    try:
        return lock.acquire(timeout=LOCK_SECONDS)
    except Timeout:
        raise Refusal("output-busy", 1, folder=order.output) from None
