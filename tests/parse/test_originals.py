"""What a page looks like, and a page of the web made harmless with passages marked in it."""

import re

import lxml.html
import pytest

from servanda.errors import BrokenInput, NotFoundError
from servanda.model.documents import Document
from servanda.parse import Leaf, ParseConfig, Passage, harmless_page, leaves, page_picture, parse, picture_leaf

CONFIG = ParseConfig()


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def marked(body: str, *words: str) -> str:
    """Return a page with the first occurrence of each of some words of its text layer marked."""
    content = page(body)
    document = Document(id="doc_1", object_sha256="0" * 64, n_bytes=len(content), media_type="text/html", locator="x")
    text = parse(document, content, CONFIG)
    passages = [Passage(f"p{n}", at, at + len(one)) for n, one in enumerate(words) if (at := text.text.index(one)) >= 0]
    return harmless_page(content, text, passages, CONFIG)


def passages_in(html: str) -> list[str]:
    """Return the words of each mark, those that touch as one."""
    return re.findall(r"<mark>([^<]*)</mark>", re.sub(r"</mark>(\s*</?[a-z]+>)?<mark>", "", html))


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("<p>The army shelled homes in Nyala.</p>", ["shelled homes"], ["shelled homes"]),
        ("<p>The army <b>shelled</b> homes in Nyala.</p>", ["shelled homes"], ["shelled homes"]),
        ("<p>They said it. They said it again.</p>", ["They said it again"], ["They said it again"]),
        ("<nav>Homes shelled</nav><h1>Homes shelled</h1><p>The army did.</p>", ["The army"], ["The army"]),
        ("<p>قصف الجيش سوقًا في نيالا.</p>", ["سوقًا"], ["سوقًا"]),
        ("<p>Two&nbsp;men were\nkilled, it said.</p>", ["men were killed"], ["men were\nkilled"]),
    ],
)
def test_passages_are_marked_where_their_letters_stand(body, words, expected):
    assert passages_in(marked(body, *words)) == expected


def test_passages_within_each_other_have_each_its_place():
    html = marked("<p>The army shelled homes in Nyala.</p>", "army shelled homes", "shelled")
    assert html.index('id="m-p0"') < html.index('id="m-p1"')
    assert "".join(re.findall(r"<mark>([^<]*)</mark>", html)) == "army shelled homes"


def test_no_word_is_lost_and_no_mark_stands_where_letters_differ():
    html = marked(
        "<table><tr><th>Town</th></tr><tr><td>Nyala</td></tr></table><p>It was hit.</p><i>x</i>", "It was hit"
    )
    assert re.sub(r"<style>.*?</style>|<[^>]+>", "", html, flags=re.DOTALL).split() == ["TownNyalaIt", "was", "hit.x"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "<svg><script>alert(1)</script></svg>", '<img src="https://evil.example/x" onerror="alert(1)">',
        '<iframe src="/"></iframe>', '<a href="javascript:alert(1)" ping="https://evil.example/">x</a>', '<form action="/undo"><button>go</button></form>',
        '<meta http-equiv="refresh" content="0;url=https://evil.example/">', '<base href="https://evil.example/">', "<object data='/x'></object>",
        '<link rel="dns-prefetch" href="//evil.example">', "<math><mtext><script>alert(1)</script></mtext></math>", '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
        "<template><script>alert(1)</script></template>", "<x-thing onclick='alert(1)'>x</x-thing>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        '<video src="https://evil.example/v" poster="https://evil.example/p"></video>', "<input autofocus onfocus=alert(1)>", "<p id='m-p0' name='body'>x</p>",
    ],
)  # fmt: skip
def test_nothing_that_acts_or_loads_is_left(hostile):
    content = page(f"<p>The army shelled homes in Nyala, it was said.</p>{hostile}", hostile)
    document = Document(id="doc_1", object_sha256="0" * 64, n_bytes=len(content), media_type="text/html", locator="x")
    html = harmless_page(content, parse(document, content, CONFIG), [], CONFIG)
    elements = list(lxml.html.document_fromstring(html).iter())
    assert {one.tag for one in elements} <= {"html", "head", "body", "style", "p", "a", "img", "mark"}
    assert {name for one in elements for name in one.attrib} <= {"title"}


def test_a_picture_inside_the_page_stays():
    content = page('<p>Look at it, it was said.</p><img src="data:image/png;base64,iVBORw0KGgo=" alt="a hole">')
    document = Document(id="doc_1", object_sha256="0" * 64, n_bytes=len(content), media_type="text/html", locator="x")
    html = harmless_page(content, parse(document, content, CONFIG), [], CONFIG)
    assert '<img src="data:image/png;base64,iVBORw0KGgo=" alt="a hole">' in html


def test_pages_of_a_pdf_file_are_drawn_in_their_proportions(root):
    pytest.importorskip("pypdfium2", reason="needs the extra pdf")
    content = (root / "tests/parse/golden/english.weasyprint.narrow.pdf").read_bytes()
    first = leaves(content, CONFIG)[0]
    drawn = picture_leaf(page_picture(content, 1))
    assert drawn.width == 1200
    assert drawn.height == pytest.approx(1200 * first.height / first.width, abs=1)
    assert not first.is_turned
    with pytest.raises(NotFoundError):
        page_picture(content, 99)
    with pytest.raises(BrokenInput):
        leaves(b"%PDF-1.7 broken", CONFIG)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08\x02\0\0\0", Leaf(800, 600)),
        (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\x02\x58\x03\x20\x03", Leaf(800, 600)),
        (b"\xff\xd8\xff\xe0\0\x04ab", None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_measures_of_a_picture_are_read_from_its_head(content, expected):
    assert picture_leaf(content) == expected
