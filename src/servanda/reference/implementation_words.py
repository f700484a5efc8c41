"""Words by which reports tell how provisions are carried out (``data/implementation.yaml``)."""

from functools import cache

from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.shipped import DATA


class Subject(Record, frozen=True, kw_only=True):
    """What provisions with one of these ``acts`` (and ``target``) are about, and the phrases of reports that speak of it.

    ``setback`` and ``progress`` say by themselves how it stands, ``subject`` leaves it to the words beside; the weak ones count
    only where the document speaks of the subject in others. ``nothing`` holds such words and speaks of something else.
    """

    acts: tuple[str, ...]
    target: str | None = None
    setback: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    weak_setback: tuple[str, ...] = ()
    weak_progress: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()


class SignWords(Record, frozen=True, kw_only=True):
    """Words beside a subject: it grows, shrinks, is done, fails, is denied, or is only asked for; and what begins a clause aside or beside."""

    rising: tuple[str, ...]
    falling: tuple[str, ...]
    achieving: tuple[str, ...]
    failing: tuple[str, ...]
    negating: tuple[str, ...]
    unreal: tuple[str, ...]
    aside: tuple[str, ...]
    beside: tuple[str, ...]


class ImplementationWords(Record, frozen=True, kw_only=True):
    """The whole file: ``words`` are named parts of phrases, ``called`` more words of reports for what agreements name."""

    version: str
    words: dict[str, tuple[str, ...]]
    called: dict[str, tuple[str, ...]]
    subjects: dict[str, Subject]
    signs: SignWords


@cache
def implementation_words() -> ImplementationWords:
    """Return the shipped words."""
    from ruamel.yaml import YAML

    plain = YAML(typ="safe").load((DATA / "implementation.yaml").read_text(encoding="utf-8"))
    read: ImplementationWords = from_plain(plain, ImplementationWords)
    return read
