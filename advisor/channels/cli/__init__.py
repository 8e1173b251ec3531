"""The command line: parse, call one function, print."""

from advisor.channels.cli.app import main

__all__ = ["main"]
