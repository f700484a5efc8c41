"""The program ``servanda``: one file per command, thin; the work is done in `servanda.pipeline`."""

from servanda.cli.app import app, main

__all__ = ["app", "main"]
