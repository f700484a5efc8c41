"""`servanda desk` says what it cannot do, and what to do instead."""

import gc
import socket
import subprocess
import sys
import warnings

import pytest
from typer.testing import CliRunner

from servanda.cli import app
from servanda.errors import UsageError
from servanda.pipeline import open_case


def said(*words):
    result = CliRunner().invoke(app, ["desk", *map(str, words)], catch_exceptions=True)
    assert isinstance(result.exception, UsageError), result.output
    return str(result.exception)


def test_another_address_is_refused(seeded):
    assert "or listen at 127.0.0.1" in said(seeded, "--host", "0.0.0.0", "--no-browser")  # noqa: S104 - refused is what is tested


def test_a_language_without_words_is_refused(seeded):
    assert "take one of: en, ar" in said(seeded, "--language", "xx", "--no-browser")


def test_a_port_that_is_taken_is_named(seeded):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "give another one with --port" in said(seeded, "--port", taken.getsockname()[1], "--no-browser")


def test_nothing_stays_open_where_the_port_is_taken(seeded):
    from servanda.web import DeskConfig, Served

    gc.collect()
    with socket.socket() as taken, open_case(seeded) as case, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError):
            Served(case, DeskConfig(port=taken.getsockname()[1]))
        gc.collect()
    assert [str(one.message) for one in told] == []


def test_a_folder_that_is_no_dossier_is_named(tmp_path):
    assert "is no dossier" in said(tmp_path, "--no-browser")


@pytest.mark.parametrize("package", ["django", "waitress"])
def test_without_the_extra_it_says_what_to_install(seeded, package):
    blocked = f"import sys; sys.modules['{package}'] = None; sys.argv = ['servanda', 'desk', {str(seeded)!r}]; from servanda.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 2
    assert "servanda[web]" in done.stderr
    assert "Traceback" not in done.stderr
