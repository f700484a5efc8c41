"""Prove that the installed package works with one extra and without the others; run by ``.ci/run``, not by pytest.

Usage: ``python -I smoke.py core|pdf|web|print|frames|parquet|postgresql|spark`` with the interpreter of a fresh environment, outside of the repository.
Everything happens through the installed program, so a data file that is missing in the wheel fails here.
"""

import json
import socket
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

PROGRAM = Path(sys.executable).with_name("servanda")
SENTENCE = 'Tarek Odeh, the mayor of Kafr Nuran, said: "The shelling killed three people on Monday."'
MODULES = {
    "pdf": ("pypdfium2",),
    "web": ("django",),
    "print": ("weasyprint",),
    "frames": ("pandas", "polars"),
    "parquet": ("pyarrow",),
    "postgresql": ("pg8000",),
    "spark": ("pandas", "pyarrow", "pyspark"),
}
"""What each extra brings; Spark needs two of the others' as well."""
READ = """import servanda
print(len(servanda.read({!r}, countries=["SY"])))
"""
WEEK = """import servanda
dossier = servanda.open("week", create=True)
dossier.add("report.txt")
print(dossier.run(workers=2).n_documents, len(dossier.claims) > 0)
"""


def servanda(*words: str, text: str = "") -> str:
    """Run the program and return its standard output; fail with its standard error."""
    done = subprocess.run([PROGRAM, *words], input=text, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        sys.exit(f"servanda {' '.join(words)}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def script(words: str, folder: str) -> str:
    """Run a program of our own in ``folder`` and return what it prints; fail with its standard error."""
    path = Path(folder, "own.py")
    path.write_text(words, encoding="utf-8")
    done = subprocess.run([sys.executable, path], cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{words}: status {done.returncode}\n{done.stderr}")
    return done.stdout.strip()


def core() -> None:
    """The program extracts claims whose quotes are exact, runs its demo anywhere, and can be called as a library."""
    exact_quotes()
    with TemporaryDirectory() as folder:
        servanda("demo", str(Path(folder, "demo")))
        if not Path(folder, "demo", "report.html").is_file():
            sys.exit("the demo wrote no report")
        if not int(script(READ.format(SENTENCE), folder)):
            sys.exit("servanda.read found no claim")
        Path(folder, "report.txt").write_text(SENTENCE, encoding="utf-8")
        if script(WEEK, folder) != "1 True":  # worker processes, and no main guard in the script
            sys.exit("a script that runs a dossier does not get its claims")


def frames() -> None:
    """Claims become frames of both libraries."""
    words = f"import servanda\nclaims = servanda.read({SENTENCE!r}, countries=['SY']).claims\n"
    with TemporaryDirectory() as folder:
        said = script(f"{words}print(len(claims.to_pandas()) == len(claims.to_polars()) == len(claims) > 0)", folder)
    if said != "True":
        sys.exit("the frames do not hold the claims")


def parquet() -> None:
    """The incidents of the example become a Parquet file that counts each once."""
    import pyarrow.parquet

    with TemporaryDirectory() as folder:
        case, table = str(Path(folder, "demo")), Path(folder, "incidents.parquet")
        servanda("demo", case)
        servanda("report", case, "--output", str(table))
        rows = servanda("incidents", case, "--format", "jsonl").splitlines()
        held = pyarrow.parquet.read_table(table)
    counted = (
        held.column("counts_incident").to_pylist().count(True)
    )  # by the codebook: true in one row for each incident
    if not rows or counted != len(rows):
        sys.exit(f"the Parquet file counts {counted} incidents and the dossier holds {len(rows)}")


def postgresql() -> None:
    """A server that is not there is said to be that: the driver asked for it."""
    with TemporaryDirectory() as folder:
        case, source = Path(folder, "case"), Path(folder, "report.txt")
        servanda("init", str(case))
        source.write_text(SENTENCE, encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = Path(case, "dossier.toml")
        address = f"postgresql+pg8000://desk@127.0.0.1:{port}/case"
        settings.write_text(f'store = "{address}"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")
        done = subprocess.run([PROGRAM, "add", case, source], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode == 0 or "its server cannot be reached" not in done.stderr or "Traceback" in done.stderr:
        sys.exit(f"a server that is not there is not told of: status {done.returncode}\n{done.stderr}")


def exact_quotes() -> None:
    """The program answers and extracts claims whose quotes are exact."""
    if "extract" not in servanda("--help"):
        sys.exit("servanda --help does not name the verb extract")
    document = json.dumps(
        {"id": "own-1", "text": SENTENCE, "title": None, "publisher": "Example Wire", "language": "en"}
    )
    claims = [json.loads(line) for line in servanda("extract", text=document + "\n").splitlines()]
    if "quotation" not in {claim["kind"] for claim in claims}:
        sys.exit(f"no quotation found in {SENTENCE!r}: {claims}")
    for claim in claims:
        span = claim["span"]
        if SENTENCE[span["start"] : span["end"]] != span["quote"]:
            sys.exit(f"the quote is not what stands at its offsets: {span}")


def pdf() -> None:
    """A PDF goes into a dossier and is parsed."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "report.pdf")
        source.write_bytes(_small_pdf("Shells hit the market of Kafr Nuran on Monday."))
        case = str(Path(folder, "case"))
        servanda("init", case)
        servanda("add", case, str(source))
        servanda("run", case)  # status 3 would say that the PDF was quarantined


def printed() -> None:
    """The report of a period becomes a PDF, in English and in Arabic; without Pango one line says what to install."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "reports.jsonl")
        row = {"id": "own-1", "published_on": "2031-05-06", "language": "en", "text": SENTENCE}
        source.write_text(json.dumps(row) + "\n", encoding="utf-8")
        case = str(Path(folder, "case"))
        servanda("init", case)
        servanda("add", case, str(source))
        servanda("run", case)
        for language in ("en", "ar"):
            week = Path(folder, f"week.{language}.pdf")
            asked = ("--since", "2031-05-01", "--until", "2031-05-08", "--language", language, "--output", str(week))
            servanda("report", case, *asked)
            content = week.read_bytes()
            if not content.startswith(b"%PDF-") or b"+Servanda-" not in _unpacked(content):
                sys.exit(f"the report in {language} is no PDF with the fonts of the program")


def web() -> None:
    """Django is the pinned one, and the desk loads with its words and pages."""
    import django

    if django.get_version() != version("django"):
        sys.exit("Django is not the pinned one")
    from servanda.web import LANGUAGES
    from servanda.web.words import Say

    if not all(Say(language)("menu_inbox") for language in LANGUAGES):
        sys.exit("the desk has no words in some language")


def spark() -> None:
    """On a cluster whose processes are killed the same rows give the same records as here; needs Java."""
    import pyspark

    if pyspark.__version__ != version("pyspark"):
        sys.exit("pyspark is not the pinned one")
    if which("java") is None:
        print("no Java on this machine: Spark itself was not started")
        return
    proof = Path(__file__).with_name("cluster.py")
    if subprocess.run([sys.executable, "-I", proof], check=False, timeout=3600).returncode != 0:
        sys.exit("scale run gives other records on a cluster than here, or does not end")


def _unpacked(content: bytes) -> bytes:
    """Return what the packed objects of a PDF hold."""
    found = b""
    for one in content.split(b"stream")[1:]:
        with suppress(zlib.error):
            found += zlib.decompressobj().decompress(one.lstrip(b"\r\n"))
    return found


def _small_pdf(sentence: str) -> bytes:
    """Return a PDF of one page with one line of text, written by hand so that no library is needed."""
    drawing = f"BT /F1 12 Tf 72 720 Td ({sentence}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return body + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))


PROOFS: dict[str, Callable[[], None]] = {
    "core": core,
    "pdf": pdf,
    "web": web,
    "print": printed,
    "frames": frames,
    "parquet": parquet,
    "postgresql": postgresql,
    "spark": spark,
}

if __name__ == "__main__":
    extra = sys.argv[1]
    wanted = MODULES.get(extra, ())
    for module in sorted({module for brought in MODULES.values() for module in brought}):
        if (find_spec(module) is not None) != (module in wanted):
            sys.exit(f"{module} should {'' if module in wanted else 'not '}be installed with the extra {extra!r}")
    PROOFS[extra]()
    print(f"extra {extra}: 1 passed")
