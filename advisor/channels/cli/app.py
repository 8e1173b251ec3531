"""The command `advisor` with all its subcommands."""

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.channels.cli import ask, calc, knowledge, setup
from advisor.channels.cli.console import print_error
from advisor.domain.errors import AdvisorError
from advisor.settings import load_settings

cli = typer.Typer(
    name="advisor",
    help="Cited answers for cross-border sellers, in Chinese and English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.command("ask")(ask.ask)
cli.command("chat")(ask.chat)
cli.command("search")(ask.search)
cli.command("calc", context_settings=calc.CONTEXT, add_help_option=False)(calc.calc)
cli.command("ingest")(knowledge.ingest)
cli.command("remove")(knowledge.remove)
cli.command("sources")(knowledge.sources)
cli.command("settings")(setup.settings)


@cli.callback()
def configure(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of the indexes and conversations.", readable=False),
    ] = None,
    verbose: Annotated[bool, typer.Option(help="Log what happens to stderr.")] = False,
) -> None:
    """Read the settings once for every subcommand."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO if verbose else logging.ERROR, format="%(message)s"
    )
    context.obj = load_settings(**({"data": data} if data else {}))


def main() -> None:
    """Run the command line; an expected error becomes one line and exit status 1."""
    try:
        cli()
    except AdvisorError as error:
        print_error(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
