"""Reading one agreement file: YAML, sourcing, short forms, record; with every fault that was met."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from servanda.model.agreements import Agreement
from servanda.model.codec import sha256, sha256_of_file
from servanda.reference.agreement_files.decoding import Decoder
from servanda.reference.agreement_files.problems import Lines, Problem
from servanda.reference.agreement_files.sourcing import Fault, Sidecar, strip_sourcing
from servanda.reference.bounded_yaml import UnreadableYaml
from servanda.reference.lined_yaml import read_lines

_N_KEPT = 64  # files: a run asks for each several times
_YAML_1_1_BOOLEANS = frozenset({"y", "n", "yes", "no", "on", "off"})


@dataclass(frozen=True)
class AgreementFile:
    """A file as read. ``agreement`` is ``None`` where ``problems`` hold an error; ``sourcing`` is the sidecar by path."""

    path: Path
    sha256: str
    agreement: Agreement | None
    sourcing: Sidecar
    lines: Lines
    problems: tuple[Problem, ...]


def read_agreement_file(path: Path) -> AgreementFile:
    """Return what stands in an agreement file, faults included; raises nothing for a faulty one."""
    try:
        return _read(path, sha256_of_file(path))
    except OSError:
        return _read.__wrapped__(path, "")


@lru_cache(maxsize=_N_KEPT)
def _read(path: Path, _: str) -> AgreementFile:
    """Return the same; a file is read again when its content, known by its hash, is another."""
    try:
        raw, lines = read_lines(path)
    except UnreadableYaml as error:
        return AgreementFile(path, "", None, {}, {}, (Problem(str(path), error.line, "", str(error)),))
    sidecar: Sidecar = {}
    faults: list[Fault] = []
    decoder = Decoder(str(path), lines, sidecar)
    _warn_of_booleans(decoder)
    plain = strip_sourcing(raw, sidecar, faults)
    for where, message in faults:
        decoder.say(where, message, "warning" if "ignored" in message else "error")
    agreement = decoder.agreement(plain) if isinstance(plain, dict) else None
    return AgreementFile(path, sha256(path.read_bytes()), agreement, sidecar, lines, tuple(sorted(decoder.problems)))


def _warn_of_booleans(decoder: Decoder) -> None:
    for where in decoder.lines:
        if str(where[-1]).lower() in _YAML_1_1_BOOLEANS:
            decoder.say(
                where, f"the key {where[-1]!r} is a boolean to readers of YAML 1.1; use another word", "warning"
            )
