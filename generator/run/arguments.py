"""The words of a command line, put in the order that its reader wants.

In: what was typed. Out: the same with the command in front. Not its business: what options mean (see `cli`).
"""

from collections.abc import Sequence

from generator.run.order import Refusal

COMMANDS = ("build", "serve", "check", "import", "new", "convert", "schema")
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
    ]
)
"""Options that are followed by a value."""
FORMS = ("text", "json")
"""Of what commands say; `--timings` alone means text."""


def arranged(args: Sequence[str]) -> list[str]:
    """Return the arguments with the command in front: options may stand before it, or without one.

    Raises Refusal for a command that there is not.
    """
    args = spelt_out(args)
    position = command_position(args)
    if position is None:
        return [*args] if "--help" in args else [DEFAULT, *args]
    command = args[position]
    if command not in COMMANDS:
        raise Refusal("use-no-command", name=command, commands=", ".join(COMMANDS))
    return [command, *args[:position], *args[position + 1 :]]


def spelt_out(args: Sequence[str]) -> list[str]:
    """Return the arguments with the value that `--timings` has where none is given."""
    following = (*args[1:], "")
    return [
        "--timings=text" if arg == "--timings" and after not in FORMS else arg
        for arg, after in zip(args, following, strict=False)
    ]


def command_position(args: Sequence[str]) -> int | None:
    """Return where the command stands: the first word that is neither an option nor its value."""
    is_value = False
    for position, arg in enumerate(args):
        if is_value or arg.startswith("-"):
            is_value = not is_value and arg in VALUED
        else:
            return position
    return None
