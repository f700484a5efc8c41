"""An opened dossier: settings, store, reference data and the clock, handed to whatever works on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import servanda
from servanda.model.decisions import Decision
from servanda.pipeline.clock import utc_now
from servanda.pipeline.dossier import Dossier, open_dossier
from servanda.reference import Reference
from servanda.store import Store, StoreConfig, open_store

Step = Callable[[str, int, int], None]
"""Reports progress: what is done, how many so far, of how many (0: unknown)."""


@dataclass(frozen=True)
class Case:
    """One dossier at work. ``now`` gives the present instant; nothing else in the program asks for it.

    ``withheld`` are documents of which nothing that is current, and no decision, may be known: those that an audience may not see.
    ``supposed`` are decisions that are tried and not taken. ``person`` is who works on it, where that is not the desk as a whole.
    ``patient``: lists may be those of a moment ago, where newer ones are being made.
    """

    dossier: Dossier
    store: Store
    reference: Reference
    now: Callable[[], str]
    withheld: frozenset[str] = frozenset()
    supposed: tuple[Decision, ...] = ()
    person: str | None = None
    patient: bool = False

    @property
    def folder(self) -> Path:
        """Folder of the dossier."""
        return self.dossier.folder

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was read in the settings and not understood, and what is missing for findings."""
        hints = []
        if not any(self.dossier.agreements.glob("*.yaml")):
            hints.append(
                f"{self.dossier.agreements} holds no agreement file: incidents are made, but no findings (see: servanda agreement list)"
            )
        return (*self.dossier.warnings, *hints)

    @property
    def by(self) -> str:
        """Pseudonym under which is written into the custody log: that of a person, else of this desk's machine."""
        return self.person or self.dossier.settings.collector

    def worked_on_by(self, person: str) -> "Case":
        """Return the same dossier, written into under the pseudonym of a person."""
        return replace(self, person=person)

    def tool(self, **details: str) -> dict[str, str]:
        """Return what the log notes of how something was made: the program, its version, and ``details``."""
        return {"tool": f"servanda {servanda.__version__}", **details}


@contextmanager
def open_case(
    folder: Path,
    *,
    create: bool = False,
    now: Callable[[], str] = utc_now,
    passphrase: str | None = None,
    writes: bool = True,
) -> Iterator[Case]:
    """Open the dossier in ``folder``; ``create`` makes its record database and signing key where there are none yet.

    ``passphrase`` opens signing key and vault where they need one; without ``writes`` it makes no key. Where the vault stays
    shut, sealed documents are left out (`Store.n_locked`); a wrong passphrase is refused. Raises `WrongPassphrase`, `NotFoundError`, `ConfigError` or `StoreError`.
    """
    dossier = open_dossier(folder)
    config = StoreConfig(passphrase=passphrase, encrypt=dossier.settings.protection.encrypt)
    with open_store(folder, dossier.settings.store, create=create, config=config) as store:
        if (create or (passphrase and writes)) and not store.signing_keys():
            store.make_key(dossier.settings.collector, now())
        yield Case(dossier, store, Reference(dossier.reference_config()), now)
