"""What is typed: its order, its values, and what is wrong with it, in words of ours.

In: arguments. Out: arguments in order, values, or a `Refusal`. Not its business: what the commands do, and
which options each has (see `options`).
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from generator.messages import CHINESE, say
from generator.run.console import LANGUAGES, Console
from generator.run.order import Refusal

COMMANDS = ("build", "serve", "check", "import", "new", "convert", "changes", "schema", "test")
DEFAULT = "build"
VALUED = frozenset(
    f"--{name}"
    for name in [
        "content",
        "templates",
        "output",
        "base-url",
        "jobs",
        "host",
        "port",
        "format",
        "into",
        "to",
        "year",
        "timings",
        "executor",
        "since",
        "save",
    ]
)
"""Options that are followed by a value."""
FLAGS = frozenset(("--drafts", "--strict", "--fresh", "--poll", "--help"))
"""Options that are not."""
FORMS = ("text", "json")
"""Of what commands say; `--timings` alone means text."""
LONGEST_NUMBER = 9
"""Digits."""


def one_of(option: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return the value. Raises Refusal where it is not allowed."""
    if value not in allowed:
        raise Refusal("use-bad-value", option=option, value=value, detail=" / ".join(allowed))
    return value


def number_of(option: str, value: str, low: int, high: int) -> int:
    """Return the whole number that stands for an option. Raises Refusal where it is none from low to high."""
    digits = value.strip()
    number = int(digits) if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else -1
    if not low <= number <= high:
        raise Refusal("use-bad-number", option=option, value=value, low=low, high=high)
    return number


def hint(near: Iterable[str], language: str) -> str:
    """Return what may have been meant, to stand behind what was typed, or ""."""
    options = ", ".join(sorted(near))
    return say("use-meant", language, options=options) if options else ""


def arranged(args: Sequence[str], language: str = CHINESE) -> list[str]:
    """Return the arguments with the command in front: options may stand before it, or without one.

    Raises Refusal for a command that there is not.
    """
    args = spelt_out(args)
    position = command_position(args)
    if position is None:
        return [*args] if "--help" in args else [DEFAULT, *args]
    command = args[position]
    if command not in COMMANDS:
        if any(is_unknown(arg) for arg in args[:position]):
            return [DEFAULT, *args]  # --conten x: the option is what is wrong, not its value
        meant = hint(get_close_matches(command, COMMANDS), language)
        commands = ", ".join(COMMANDS)
        raise Refusal("use-no-command", name=command, commands=commands, hint=meant)
    return [command, *args[:position], *args[position + 1 :]]


def spelt_out(args: Sequence[str]) -> list[str]:
    """Return the arguments with the value that `--timings` has where none is given."""
    following = (*args[1:], "")
    return [
        "--timings=text" if arg == "--timings" and after not in FORMS else arg
        for arg, after in zip(args, following, strict=False)
    ]


def is_unknown(arg: str) -> bool:
    """Return whether an argument looks like an option that no command has."""
    return arg.startswith("-") and arg != "--" and arg.partition("=")[0] not in VALUED | FLAGS


def command_position(args: Sequence[str]) -> int | None:
    """Return where the command stands: the first word that is neither an option nor its value."""
    is_value = False
    for position, arg in enumerate(args):
        if is_value or arg.startswith("-"):
            is_value = not is_value and arg in VALUED
        else:
            return position
    return None


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


def complaint(error: Any, console: Console) -> str:
    """Return what is wrong with the use of the command line, in words of ours."""
    kind, language = type(error).__name__, console.language
    match kind:
        case "NoSuchOption":
            meant = hint(error.possibilities or (), language)
            return say("use-no-option", language, option=error.option_name, hint=meant)
        case "BadOptionUsage":
            is_flag = error.option_name in FLAGS
            key = "use-flag" if is_flag else "use-no-value"
            return say(key, language, option=error.option_name)
        case "MissingParameter":
            return say("use-missing", language, name=error.param.metavar or error.param.opts[0])
        case "BadParameter":
            name = error.param.opts[0] if error.param else ""
            return say("use-bad-option", language, option=name)
    return say("use-extra", language)
