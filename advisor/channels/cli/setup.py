"""advisor settings."""

from typing import Annotated

import typer

from advisor.channels.cli.console import print_json, print_rows
from advisor.settings import Settings, variables


def settings(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show every setting in force, its variable and what it does; secrets are masked."""
    values = _flat(context.obj.model_dump(mode="json"))
    if as_json:
        print_json(values)
        return
    rows = [
        {"variable": name, "value": values[name], "what it does": description}
        for name, description in variables(Settings).items()
    ]
    print_rows(rows, columns=("variable", "value", "what it does"))


def _flat(values: dict[str, object], *, prefix: str = "ADVISOR_") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in values.items():
        key = prefix + name.upper()
        found |= _flat(value, prefix=f"{key}__") if isinstance(value, dict) else {key: value}
    return found
