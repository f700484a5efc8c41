"""Accounts that an older program left are brought up to date when a desk is opened over them: nobody loses password, second factor, group or clearance."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.web.accounts import Person, add_all, desk_of, user, with_accounts

BACK = """
from django.core.management import call_command
for app, number in (("accounts", "0001"), ("mfa", "0001")):
    call_command("migrate", app, number, verbosity=0)
from django.contrib.auth.models import Group
Group.objects.filter(name="lead").delete()
"""
"""Takes the tables back to how the first version of each left them; a group that came later is not there."""


def tables(folder: Path) -> dict[str, set[str]]:
    """Return the columns of each table of accounts."""
    with sqlite3.connect(folder / "desk" / "accounts.sqlite") as accounts:
        names = [name for (name,) in accounts.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1] for row in accounts.execute(f"PRAGMA table_info({name})")} for name in names}


@pytest.mark.slow
def test_an_older_table_of_accounts_is_brought_up_to_date_and_nobody_loses_anything(seeded, tmp_path):
    folder = Path(shutil.copytree(seeded, tmp_path / "dossier"))
    passwords = add_all(folder, {"ana": ("administrator", "protected"), "ben": ("reader", "public")})
    with desk_of(folder) as port:
        secret = Person(port, "ana", passwords["ana"]).come_in().secret
    present = tables(folder)
    with_accounts(folder, BACK)
    old = tables(folder)
    assert "accounts_export" in present.keys() - old.keys()
    assert present["mfa_authenticator"] > old["mfa_authenticator"]
    listed = user(folder, "list").stdout
    assert re.search(r"ana\W+administrator\W+protected", listed), listed
    assert re.search(r"ben\W+reader\W+public", listed), listed
    assert tables(folder) == present
    with desk_of(folder) as port:
        ana = Person(port, "ana", passwords["ana"])
        ana.secret = secret
        assert ana.come_in().get("/exports/").status == 200
        assert ana.post("/people/", "/people/", name="nour", group="lead", sees="internal").status == 200
        assert "nour" in user(folder, "list").stdout


@pytest.mark.slow
def test_accounts_of_before_are_kept_where_the_tables_cannot_be_brought_up_to_date(seeded, tmp_path):
    folder = Path(shutil.copytree(seeded, tmp_path / "dossier"))
    add_all(folder, {"ana": ("administrator", "protected")})
    file = folder / "desk" / "accounts.sqlite"
    file.write_bytes(b"no database at all" * 100)
    done = user(folder, "list")
    assert done.returncode != 0
    assert "cannot be read or brought up to date" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_bytes().startswith(b"no database at all")
