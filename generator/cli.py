"""The command line (design: fixed): what is typed → a command → an exit status.

In: arguments. Out: 0 done, 1 problems found, 2 wrong use. An editor never meets a traceback; `--debug` shows it.
Not its business: what the commands do (see `run`).
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import errorcode

from generator.messages import say
from generator.run.arguments import DEFAULT, without_globals
from generator.run.console import Console, silence, use_utf8
from generator.run.executors import collect_seldom
from generator.run.order import Refusal

DONE, PROBLEMS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


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
                told = say(f"reason-{errorcode.get(error.errno or 0, '')}", console.language)
                reason = reason or str(error) if told.startswith("reason-") else told
                console.say("no-access", file=name or "", reason=reason)
            case _:
                console.say("unexpected", kind=type(error).__name__, detail=error)
        return PROBLEMS
    silence()
    return PROBLEMS
