"""``servanda completion``: let the shell complete commands, options and their words."""

import sys

import typer

from servanda.cli.offering import offer
from servanda.cli.program import Program

VARIABLE = "_SERVANDA_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


def register(app: Program) -> None:
    """Add the command of this file to the program."""
    app.command("completion")(completion)


def completion(
    shell: str = typer.Argument(metavar="SHELL", help="bash, zsh or fish.", autocompletion=offer(lambda: SHELLS)),
) -> None:
    """Print the script by which a shell completes commands and options; put it where your shell looks for it.

    Example: servanda completion bash > ~/.local/share/bash-completion/completions/servanda

    Example: servanda completion zsh > ~/.zfunc/_servanda   (with fpath+=~/.zfunc before compinit in ~/.zshrc)

    Example: servanda completion fish > ~/.config/fish/completions/servanda.fish
    """
    from typer._completion_shared import get_completion_script

    from servanda.errors import UsageError
    from servanda.text.suggesting import meant

    if shell not in SHELLS:
        raise UsageError(f"no completion for {shell!r}; {meant(shell, SHELLS)}")
    # The script is our own and holds line ends that count: nothing in it is escaped.
    sys.stdout.write(get_completion_script(prog_name="servanda", complete_var=VARIABLE, shell=shell) + "\n")


def answer_plainly() -> None:
    """Let completion show help as it is written: the library would import rich to take mark-up out that there is none of."""
    import typer._completion_classes as classes

    classes._sanitize_help_text = lambda text: text  # noqa: SLF001 - there is no other way to say so
