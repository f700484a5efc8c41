"""Makes the golden documents from english.txt and arabic.txt: PDF by WeasyPrint, PDF and DOCX by LibreOffice, scans of the former.

Run by hand when the texts change: python tests/parse/golden/make.py. The tests read the files that are committed, so that they
need neither program, and so that a new version of either changes nothing unseen.
"""

import html
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
import weasyprint

HERE = Path(__file__).parent
STYLE = (
    "body { font: 12pt 'DejaVu Serif', 'Noto Sans Arabic', serif; } h1 { font-size: 16pt; } p { text-align: justify; }"
)
WIDE, NARROW = "@page { size: A4; margin: 20mm; }", "@page { size: 100mm 120mm; margin: 12mm; }"


def page(name: str, size: str) -> str:
    """Return a text as a web page: its first paragraph is the heading."""
    head, *rest = (
        html.escape(piece) for piece in (HERE / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    )
    direction, language = ("rtl", "ar") if name == "arabic" else ("ltr", "en")
    body = f"<h1>{head}</h1>" + "".join(f"<p>{piece}</p>" for piece in rest)
    meta = f"<meta charset='utf-8'><title>{head}</title><style>{size}{STYLE}</style>"
    return f"<!doctype html><html lang='{language}' dir='{direction}'><head>{meta}</head><body>{body}</body></html>"


def main() -> None:
    """Write every golden document."""
    for name in ("english", "arabic"):
        for size, style in (("wide", WIDE), ("narrow", NARROW)):
            weasyprint.HTML(string=page(name, style)).write_pdf(HERE / f"{name}.weasyprint.{size}.pdf")
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"{name}.libreoffice.html"
            source.write_text(page(name, WIDE), encoding="utf-8")
            office(source, "odt:writer8", ["--infilter=HTML (StarWriter)"])
            for ending, form in (("docx", "docx:MS Word 2007 XML"), ("pdf", "pdf:writer_pdf_Export")):
                office(source.with_suffix(".odt"), form, [])
                (HERE / f"{name}.libreoffice.{ending}").write_bytes(source.with_suffix(f".{ending}").read_bytes())
        scan(HERE / f"{name}.weasyprint.wide.pdf", HERE / f"{name}.scan.png")


def office(source: Path, form: str, more: list[str]) -> None:
    """Convert a file by LibreOffice, beside itself."""
    command = ["soffice", f"-env:UserInstallation=file://{source.parent}/profile", "--headless", *more]
    subprocess.run(
        [*command, "--convert-to", form, "--outdir", str(source.parent), str(source)], check=True, capture_output=True
    )


def scan(source: Path, target: Path) -> None:
    """Draw the first page of a PDF file as a grey picture, 200 dots an inch, cut to the half that bears text."""
    picture = pypdfium2.PdfDocument(source)[0].render(scale=200 / 72, grayscale=True).to_pil()
    picture.crop((0, 0, picture.width, picture.height // 2)).quantize(16).save(target, optimize=True)


if __name__ == "__main__":
    main()
