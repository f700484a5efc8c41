"""The migrations make the tables of `schema`, and a newer database is refused."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from servanda.errors import StoreConflict, StoreUnavailable
from servanda.store import StoreConfig, migrate, open_store
from servanda.store.schema import HEAD, metadata


def test_from_nothing_to_the_head_gives_the_tables_of_the_program(store):
    with store.engine.connect() as connection:
        assert migrate.state(connection) == HEAD
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_program_names_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_opening_again_changes_nothing(store, case, tmp_path):
    claims = case.fill(store, 2)
    with open_store(tmp_path, create=True) as again:
        assert tuple(again.records("claim")) == claims


@pytest.mark.sqlite_alone
def test_a_database_of_a_newer_version_is_refused(store, tmp_path):
    with sqlite3.connect(store.place.name) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for config in (StoreConfig(), StoreConfig(read_only=True)):
        with pytest.raises(StoreConflict, match=r"newer Servanda .*9999"):
            open_store(tmp_path, config=config)


@pytest.mark.sqlite_alone
def test_a_database_of_another_program_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "records.sqlite") as connection:
        connection.execute("CREATE TABLE records (title TEXT)")
    connection.close()
    with pytest.raises(StoreConflict, match="another program"):
        open_store(tmp_path)


@pytest.mark.sqlite_alone
def test_an_empty_database_cannot_be_brought_up_to_date_when_it_may_only_be_read(tmp_path):
    sqlite3.connect(tmp_path / "records.sqlite").executescript("VACUUM")
    with pytest.raises(StoreUnavailable, match="brought up to date"):
        open_store(tmp_path, config=StoreConfig(read_only=True))
