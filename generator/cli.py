"""The command line (design: fixed): what is typed → a command → an exit status.

In: arguments. Out: 0 done, 1 problems found, 2 wrong use. An editor never meets a traceback; `--debug` shows it.
Not its business: what the commands do (see `run`).
"""

import sys
from collections.abc import Sequence
from contextlib import suppress

from generator.run.arguments import DEFAULT
from generator.run.console import LANGUAGES, Console, silence, use_utf8
from generator.run.executors import collect_seldom
from generator.run.order import Refusal

DONE, PROBLEMS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def without_globals(args: Sequence[str]) -> tuple[list[str], Console, bool]:
    """Return the arguments without --lang and --debug, and what these ask for. Raises Refusal."""
    rest: list[str] = []
    language, debug = "zh", False
    waiting = iter(args)
    for arg in waiting:
        if arg == "--debug":
            debug = True
        elif arg == "--lang" or arg.startswith("--lang="):
            language = arg[7:] if "=" in arg else next(waiting, "")
        else:
            rest.append(arg)
    if language not in LANGUAGES:
        raise Refusal("use-bad-value", option="--lang", value=language, detail="zh / en")
    return rest, Console(LANGUAGES[language]), debug


def run(args: Sequence[str], console: Console) -> int:
    """Run the command that the arguments name; return its exit status. Raises Refusal."""
    collect_seldom()
    if args in ([], [DEFAULT]):
        from generator.run.commands import Options, build_site  # noqa: PLC0415  (help needs nothing of it)

        return build_site(Options(), console)
    from generator import options  # noqa: PLC0415  (slow to import)

    return options.run(args, console)


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    use_utf8()
    console, debug = Console(), "--debug" in (args or sys.argv)
    try:
        rest, console, debug = without_globals(sys.argv[1:] if args is None else args)
        return run(rest, console)
    except BrokenPipeError:
        silence()
        return DONE  # whoever read our output has seen enough
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if debug:
            raise
        return explained(error, console)


def explained(error: Exception, console: Console) -> int:
    """Say why the command could not be done; return the exit status."""
    with suppress(BrokenPipeError):
        match error:
            case Refusal(key=key, values=values, status=status):
                console.say(key, **values)
                return status
            case OSError(filename=name, strerror=reason):
                console.say("no-access", file=name or "", reason=reason or error)
            case _:
                console.say("unexpected", kind=type(error).__name__, detail=error)
        return PROBLEMS
    silence()
    return PROBLEMS
