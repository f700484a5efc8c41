"""Showing a kept original beside its text: as pictures of its pages, as a page that cannot act, as the picture that it is; else by its words alone.

What others made is taken apart in a process of its own, within the bounds of the dossier (decision 0143), and no byte of it goes out as it came, except
of a picture that a browser only draws.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, NamedTuple

from servanda.errors import InputError, MachineError, NotFoundError
from servanda.model.claims import BaseClaim
from servanda.model.documents import Document, DocumentText
from servanda.parse import Leaf, ParseConfig, Passage, harmless_page, leaves, page_picture, picture_leaf
from servanda.pipeline.case import Case
from servanda.pipeline.workers import Loss, Work, at_work

_FORMS: Final[dict[str, Literal["pages", "page", "picture"]]] = {
    "application/pdf": "pages",
    "text/html": "page",
    "image/png": "picture",
    "image/jpeg": "picture",
}
_Asked = tuple[Callable[..., Any], tuple[Any, ...]]


class Original(NamedTuple):
    """How the original of a document can be shown: ``pages`` (of a PDF file), ``page`` (of the web), ``picture`` or ``words`` (its text alone).

    ``leaves`` are its pages, or the one picture.
    """

    form: Literal["pages", "page", "picture", "words"]
    document: Document
    leaves: tuple[Leaf, ...] = ()


def original_of(case: Case, document: str) -> Original:
    """Return how the original of a document can be shown; what cannot be opened is shown by its words. Raises `NotFoundError`, `VaultLocked`."""
    found: Document = case.store.get("document", document)
    form = _form(found)
    if form == "page":
        return Original(form, found)
    if form == "picture":
        leaf = picture_leaf(case.store.object(found.object_sha256))
        return Original(form, found, (leaf,)) if leaf else Original("words", found)
    try:
        pages = _apart(case, found, leaves, case.dossier.settings.parse) if form else ()
    except InputError:
        pages = ()
    return Original("pages", found, pages) if pages else Original("words", found)


def has_look(document: Document) -> bool:
    """Tell whether a document may have more to show than its words."""
    return _form(document) is not None


def _form(document: Document) -> Literal["pages", "page", "picture"] | None:
    return _FORMS.get(document.media_type.partition(";")[0])


def show_page(case: Case, document: str, number: int) -> bytes:
    """Return page ``number`` (from 1) of a PDF file as PNG. Raises `NotFoundError`, `InputError`, `MachineError`."""
    found = _of_form(case, document, "pages")
    picture: bytes = _apart(case, found, page_picture, number)
    return picture


def show_web_page(case: Case, text: DocumentText, claims: Iterable[BaseClaim]) -> str:
    """Return a kept web page as a document that cannot act, its claims marked. Raises `NotFoundError`, `InputError`, `MachineError`."""
    found = _of_form(case, text.document_id, "page")
    passages = [Passage(one.id, one.span.start, one.span.end) for one in claims]
    parameters = found.media_type.partition(";")[2].strip().removeprefix("charset=")
    config: ParseConfig = case.dossier.settings.parse.with_encoding(parameters)
    page: str = _apart(case, found, harmless_page, text, passages, config)
    return page


def show_picture(case: Case, document: str) -> tuple[str, bytes]:
    """Return the kind and the bytes of a picture that a browser draws. Raises `NotFoundError`."""
    found = _of_form(case, document, "picture")
    return found.media_type.partition(";")[0], case.store.object(found.object_sha256)


def _of_form(case: Case, document: str, form: str) -> Document:
    found: Document = case.store.get("document", document)
    if _form(found) != form:
        raise NotFoundError(f"the original of {document} cannot be shown so: it is {found.media_type}")
    return found


def _apart(case: Case, document: Document, do: Callable[..., Any], *given: Any) -> Any:
    """Do something with the bytes of a document in a process with bounds, and return what it gives."""
    limits, content = case.dossier.settings.limits, case.store.object(document.object_sha256)
    seconds = limits.to_parse(document, ParseConfig())
    work: Work[_Asked, Any] = Work(_do, _lost, _tools, (content,), lambda _: seconds, limits.memory_mb)
    with at_work(work, 1) as read:
        found = next(iter(read([(do, given)])), None)
    if isinstance(found, Exception):
        raise found
    return found


def _tools(content: bytes) -> bytes:
    return content


def _do(content: bytes, asked: _Asked) -> Any:
    do, given = asked
    try:
        return do(content, *given)
    except (InputError, NotFoundError) as error:
        return error


def _lost(_asked: _Asked, loss: Loss) -> Exception:
    return (MachineError if loss.kind == "machine" else InputError)(f"the original cannot be shown: {loss.words}")
