"""The counting rule of a dossier, checked against its own agreements, actors and sources."""

from servanda.errors import UsageError
from servanda.model.counting import CountingRule
from servanda.pipeline.case import Case
from servanda.reference.agreement_files import AgreementBook
from servanda.reference.counting import COUNTING_FILE, Known, load_counting, shipped_rule, shipped_rule_text


def counting_rule(case: Case, book: AgreementBook) -> CountingRule:
    """Return what ``counting.yaml`` of the dossier says, else the shipped rule. Raises `ConfigError`."""
    path = case.folder / COUNTING_FILE
    if not path.is_file():
        return shipped_rule()
    known = Known(
        actors=case.reference.actors.actors.keys() | _named(book),
        articles=[f"{one.id}/{rule.id}" for one in book.agreements for rule in one.provisions],
        source_kinds={source.kind for source in case.dossier.sources() if source.kind},
    )
    return load_counting(path, known)


def take_rule(case: Case) -> str:
    """Copy the shipped rule into the dossier for the desk to change, and return where it is. Raises `UsageError` where one is."""
    path = case.folder / COUNTING_FILE
    if path.exists():
        raise UsageError(f"{path} is there already; edit it, or move it away first")
    path.write_text(shipped_rule_text(), encoding="utf-8")
    return str(path)


def _named(book: AgreementBook) -> set[str]:
    bound = {one.actor for agreement in book.agreements for one in agreement.bound}
    return bound | {body.id for agreement in book.agreements for body in agreement.monitoring.bodies}
