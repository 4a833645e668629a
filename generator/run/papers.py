"""The commands about single documents: import, new, convert, schema. None of them overwrites a file.

In: file names and a console. Out: new files, and an exit status. Not its business: what documents say.
"""

import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.disk.listing import load
from generator.messages import say, wording
from generator.problems import Problem, Severity, Span
from generator.run.console import Console
from generator.run.order import Refusal
from generator.run.report import as_text, one_line

if TYPE_CHECKING:
    from generator.imports.document import Entry, Imported

ENDINGS = (".txt", ".htm", ".html", ".shtml")
"""Of documents that are imported where only their folder is named."""
LARGEST = 50_000_000
"""Bytes of a document that are read; the importer refuses what is larger."""


def import_files(files: list[Path], into: Path, form: str, console: Console) -> int:
    """Write a draft for each document and say what was lost or guessed; return the exit status."""
    documents = [document for file in files for document in documents_at(file)]
    reports = [import_file(document, into, console.language) for document in documents]
    if form == "json":
        console.result(json.dumps(reports, ensure_ascii=False, indent=1))
    else:
        for report in reports:
            console.results(report_lines(report, console.language))
    return int(any(report["refused"] for report in reports))


def documents_at(file: Path) -> list[Path]:
    """Return a document itself, or those of a folder, in order, not of folders inside. Raises Refusal.

    A saved web page keeps its pictures in a folder beside it, which holds no document.
    """
    if not file.is_dir():
        if not file.is_file():
            raise Refusal("no-file", file=file)
        return [file]
    found = sorted(path for path in file.iterdir() if is_document(path))
    if not found:
        raise Refusal("no-documents", folder=file, endings=" ".join(ENDINGS))
    return found


def is_document(path: Path) -> bool:
    """Return whether a file of a folder is one to import, by its name."""
    hidden = path.name.startswith((".", "~$"))
    return path.suffix.lower() in ENDINGS and not hidden and path.is_file()


Report = dict[str, object]


def import_file(file: Path, into: Path, language: str) -> Report:
    """Return the report of one document, whose draft is written unless there is one already.

    Keys: source (the file as named), plan (the id of the draft), draft (its path), refused (why none was
    written, or ""), entries (what was taken, repaired, guessed or dropped, worded in `language`).
    """
    from generator.forms.composed import write_markdown  # noqa: PLC0415  (slow; only this command needs it)
    from generator.imports.document import import_document  # noqa: PLC0415

    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    imported = import_document(file.name, data)
    target = into / "plans" / f"{imported.plan_id}.md"
    refused = refusal(imported, target)
    if not refused:
        written = write_new(target, write_markdown(imported.manuscript))
        refused = "" if written else "import-exists"
    return {
        "source": str(file),
        "plan": "" if refused == "import-refused" else imported.plan_id,
        "draft": str(target),
        "refused": refused,
        "entries": [entry_values(entry, language) for entry in imported.entries],
    }


def refusal(imported: "Imported", target: Path) -> str:
    """Return the key of the reason why no draft is written, or ""."""
    if not imported.plan_id or not has_text(imported):
        return "import-refused"
    return "import-exists" if target.exists() else ""


def has_text(imported: "Imported") -> bool:
    """Return whether anything at all was read."""
    read = imported.manuscript
    return bool(read.body or read.opening or read.closing or read.tables or read.meta.title)


def entry_values(entry: "Entry", language: str) -> dict[str, object]:
    """Return an entry of the report as JSON values, worded."""
    found = Problem(Span("", entry.line), entry.code, values=entry.values)
    return {
        "action": str(entry.action),
        "code": entry.code,
        "line": entry.line,
        "values": dict(entry.values),
        "message": wording(found, language),
    }


def report_lines(report: Report, language: str) -> list[str]:
    """Return the report of one document as lines."""
    lines = []
    entries = report["entries"]
    assert isinstance(entries, list)
    for entry in entries:
        action = say(f"import-{entry['action']}", language)
        text = entry["message"]
        lines.append(
            one_line(f"{report['source']}:{entry['line']}:1: {action}[{entry['code']}] {text}")
        )
    key = str(report["refused"]) or "imported"
    lines.append(say(key, language, file=report["source"], draft=report["draft"]))
    return lines


def write_new(target: Path, text: str) -> bool:
    """Write a file in one step unless it exists; return whether it was written. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.plansite-new")
    try:
        draft.write_text(text, "utf-8", newline="\n")
        return took_place(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink()


def took_place(draft: Path, target: Path) -> bool:
    """Give a finished draft its name, unless something has that name already."""
    try:
        os.link(draft, target)  # unlike a renaming, this never replaces a file
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if target.exists():
            return False
        draft.replace(target)
    return True


def new_plan_file(kind: str, content: Path, year: int | None, console: Console) -> int:
    """Write a plan to start from; return 1 where there is one already."""
    from generator.forms.blank import kinds, new_plan  # noqa: PLC0415

    if kind not in kinds():
        raise Refusal("unknown-kind", kind=kind, kinds="、".join(kinds()))
    wanted = year or date.today().year  # noqa: DTZ011  (an editor's own year)
    stem, text = new_plan(kind, wanted)
    target = content / "plans" / str(wanted) / f"{stem}.md"
    if not write_new(target, text):
        console.say("new-exists", file=target)
        return 1
    console.say("new-started")
    console.result(str(target))
    return 0


def convert_file(file: Path, form: str, into: Path | None, console: Console) -> int:
    """Write a plan in the other form, to stdout or into a new file; return the exit status."""
    from generator.forms.composed import write_markdown  # noqa: PLC0415
    from generator.forms.documents import read_manuscript  # noqa: PLC0415
    from generator.forms.structured import write_structured  # noqa: PLC0415

    if not file.is_file():
        raise Refusal("no-file", file=file)
    source = load(file.name, file)
    if isinstance(source, Problem):
        return say_problems((source,), file, "", console)
    read = read_manuscript(source)
    status = say_problems(read.problems, file, source.text, console)
    if status or read.value is None:
        return 1
    text = (write_structured if form == "yaml" else write_markdown)(read.value)
    if into is None:
        console.result(text.removesuffix("\n"))
        return 0
    is_new = write_new(into, text)
    console.say("new-written" if is_new else "new-exists", file=into)
    return 0 if is_new else 1


def say_problems(problems: tuple[Problem, ...], file: Path, text: str, console: Console) -> int:
    """Say the problems of a single file on stderr; return 1 where an error is among them."""
    lines = text.split("\n")
    for line in as_text(problems, lambda path: str(file), lambda path: lines, console.language):
        console.say("line", text=line)
    return int(any(found.severity is Severity.ERROR for found in problems))


def write_schemas(into: Path | None, console: Console) -> int:
    """Write the JSON Schemas into a folder, replacing older ones, or to stdout; return 0."""
    from generator.forms.schema import schemas  # noqa: PLC0415

    found = schemas()
    if into is None:
        whole = {name: json.loads(text) for name, text in sorted(found.items())}
        console.result(json.dumps(whole, ensure_ascii=False, indent=1))
        return 0
    into.mkdir(parents=True, exist_ok=True)
    for name, text in sorted(found.items()):
        (into / name).write_text(text, "utf-8", newline="\n")
        console.result(str(into / name))
    return 0
