"""What may be typed: every command with its options, read by Typer.

In: arguments. Out: the exit status of the command that they name. Not its business: what the commands do (see
`run`), and what becomes of errors (see `cli`). Typer takes a tenth of a second to load: the plain command does without.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from generator.messages import say
from generator.run.arguments import FORMS, arranged, complaint, number_of, one_of
from generator.run.console import Console
from generator.run.order import Refusal

if TYPE_CHECKING:
    from generator.run.commands import Options

# Helps are keys of messages/cli.json: the language is known only when the arguments are.
Content = Annotated[Path, typer.Option("--content", help="help-content", metavar="DIR")]
Templates = Annotated[
    Path | None, typer.Option("--templates", help="help-templates", metavar="DIR")
]
Output = Annotated[Path, typer.Option("--output", help="help-output", metavar="DIR")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="help-base-url", metavar="URL")]
Jobs = Annotated[str | None, typer.Option("--jobs", help="help-jobs", metavar="N")]
Where = Annotated[
    str,
    typer.Option(
        "--executor", help="help-executor", metavar="dask://HOST:PORT", show_default=False
    ),
]
Drafts = Annotated[bool, typer.Option("--drafts", help="help-drafts")]
Strict = Annotated[bool, typer.Option("--strict", help="help-strict")]
Fresh = Annotated[bool, typer.Option("--fresh", help="help-fresh")]
Timings = Annotated[
    str, typer.Option("--timings", help="help-timings", metavar="text|json", show_default=False)
]
Host = Annotated[str, typer.Option("--host", help="help-host", metavar="HOST")]
Port = Annotated[str, typer.Option("--port", help="help-port", metavar="N")]
Poll = Annotated[bool, typer.Option("--poll", help="help-poll")]
Since = Annotated[
    str, typer.Option("--since", help="help-since", metavar="DATE|FILE", show_default=False)
]
Save = Annotated[Path | None, typer.Option("--save", help="help-save", metavar="FILE")]
Form = Annotated[str, typer.Option("--format", help="help-format", metavar="text|json")]
Files = Annotated[list[Path], typer.Argument(help="help-files", metavar="FILE...")]
Into = Annotated[Path, typer.Option("--into", help="help-into", metavar="DIR")]
Kind = Annotated[str, typer.Argument(help="help-kind", metavar="KIND")]
Year = Annotated[str | None, typer.Option("--year", help="help-year", metavar="N")]
File = Annotated[Path, typer.Argument(help="help-file", metavar="FILE")]
To = Annotated[str, typer.Option("--to", help="help-to", metavar="yaml|markdown")]
Words = Annotated[list[str], typer.Argument(help="help-words", metavar="[…]")]
IntoFile = Annotated[Path | None, typer.Option("--into", help="help-into-file", metavar="FILE")]
IntoFolder = Annotated[Path | None, typer.Option("--into", help="help-into-folder", metavar="DIR")]

NO_WORDS: list[str] = []
CONTENT, OUTPUT, PORT = Path("content"), Path("output"), "8000"
MOST_JOBS, LAST_PORT = 512, 65535
FIRST_YEAR, LAST_YEAR = 1949, 2099

app = typer.Typer(add_completion=False, help="help-program", rich_markup_mode=None)


def option(name: str, kind: Any, default: Any) -> Parameter:
    """Return an option as Typer reads it from the signature of a command."""
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=default)


SITE: Final = (
    option("content", Content, CONTENT),
    option("templates", Templates, None),
    option("output", Output, OUTPUT),
    option("base_url", BaseUrl, None),
    option("jobs", Jobs, None),
    option("executor", Where, ""),
    option("drafts", Drafts, False),
    option("strict", Strict, False),
    option("fresh", Fresh, False),
    option("timings", Timings, ""),
)
"""What a command that builds may be told of the site: the fields of `Options`, in the order of the help."""


def for_site(*left_out: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return a decorator: a command takes the options of the site but these, and its body gets them as one."""
    taken = [parameter for parameter in SITE if parameter.name not in left_out]

    def decorated(body: Callable[..., int]) -> Callable[..., int]:
        _, *own = signature(body).parameters.values()

        def command(**typed: Any) -> int:
            options = options_of({parameter.name: typed.pop(parameter.name) for parameter in taken})
            return body(options, **typed)

        command.__signature__ = Signature([*own, *taken])  # type: ignore[attr-defined]
        return command

    return decorated


def options_of(typed: dict[str, Any]) -> "Options":
    """Return what the command line says about a build. Raises Refusal."""
    from generator.run.commands import Options  # noqa: PLC0415  (help needs nothing of it)

    timings = typed.get("timings", "")
    checked = {
        "jobs": jobs_of(typed["jobs"]),
        "executor": cluster_of(typed["executor"]),
        "timings": timings and one_of("--timings", timings, FORMS),
    }
    return Options(**{**typed, **checked})


def cluster_of(value: str) -> str:
    """Return the address of the cluster asked for, or "". Raises Refusal."""
    from generator.run.cluster import checked_address  # noqa: PLC0415  (seldom needed)

    return value and checked_address(value)


def jobs_of(value: str | None) -> int | None:
    """Return the number of processes asked for. Raises Refusal."""
    return None if value is None else number_of("--jobs", value, 1, MOST_JOBS)


@app.command("build", help="help-build")
@for_site()
def build_command(options: "Options", ctx: typer.Context) -> int:
    """Build the site."""
    from generator.run.commands import build_site  # noqa: PLC0415

    return build_site(options, ctx.obj)


@app.command("serve", help="help-serve")
@for_site("output", "drafts", "strict", "fresh", "timings")
def serve_command(
    options: "Options",
    ctx: typer.Context,
    *,
    host: Host = "127.0.0.1",
    port: Port = PORT,
    poll: Poll = False,
) -> int:
    """Preview the site, drafts shown, built anew at each change."""
    from generator.run.serve import serve_site  # noqa: PLC0415

    number = number_of("--port", port, 0, LAST_PORT)
    return serve_site(replace(options, drafts=True), host, number, poll, ctx.obj)


@app.command("check", help="help-check")
@for_site("timings")
def check_command(options: "Options", ctx: typer.Context, *, form: Form = "text") -> int:
    """Say all problems."""
    from generator.run.commands import check_site  # noqa: PLC0415

    return check_site(options, one_of("--format", form, FORMS), ctx.obj)


@app.command("import", help="help-import")
def import_command(ctx: typer.Context, files: Files, into: Into, form: Form = "text") -> int:
    """Turn documents into drafts of plans."""
    from generator.run.papers import import_files  # noqa: PLC0415

    return import_files(files, into, one_of("--format", form, FORMS), ctx.obj)


@app.command("new", help="help-new")
def new_command(
    ctx: typer.Context, kind: Kind, content: Content = CONTENT, year: Year = None
) -> int:
    """Write a plan to start from."""
    from generator.run.papers import new_plan_file  # noqa: PLC0415

    wanted = None if year is None else number_of("--year", year, FIRST_YEAR, LAST_YEAR)
    return new_plan_file(kind, content, wanted, ctx.obj)


@app.command("convert", help="help-convert")
def convert_command(ctx: typer.Context, file: File, to: To, into: IntoFile = None) -> int:
    """Write a plan in its other form."""
    from generator.run.papers import convert_file  # noqa: PLC0415

    return convert_file(file, one_of("--to", to, ("yaml", "markdown")), into, ctx.obj)


@app.command("changes", help="help-changes")
def changes_command(
    ctx: typer.Context,
    *,
    since: Since = "",
    save: Save = None,
    form: Form = "text",
    output: Output = OUTPUT,
) -> int:
    """Say which files of the output have to be uploaded."""
    from generator.run.changes import Question, show_changes  # noqa: PLC0415
    from generator.run.commands import CACHE  # noqa: PLC0415

    question = Question(output=output, cache=CACHE, since=since, save=save)
    return show_changes(question, one_of("--format", form, FORMS), ctx.obj)


@app.command("schema", help="help-schema")
def schema_command(ctx: typer.Context, into: IntoFolder = None) -> int:
    """Write the JSON Schemas."""
    from generator.run.papers import write_schemas  # noqa: PLC0415

    return write_schemas(into, ctx.obj)


@app.command("test", help="help-test", context_settings={"ignore_unknown_options": True})
def test_command(words: Words = NO_WORDS) -> int:
    """Say where the tests start: `build.py` itself takes this command, where it comes first."""
    raise Refusal("use-test-first")


def translated(command: Any, language: str) -> Any:
    """Return the command line with its helps in a language."""
    if command.help:
        command.help = say(command.help, language)
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = say(parameter.help, language)
    for inner in getattr(command, "commands", {}).values():
        translated(inner, language)
    return command


def run(args: Sequence[str], console: Console) -> int:
    """Run the command that the arguments name; return its exit status. Raises Refusal."""
    command = translated(typer.main.get_command(app), console.language)
    try:
        words = arranged(args, console.language)
        status = command.main(words, prog_name="build.py", standalone_mode=False, obj=console)
        return int(status or 0)
    except typer.TyperException as error:
        raise Refusal("line", text=complaint(error, console)) from error
