"""Both catalogues say the same things, and every thing that a page may say."""

import re
import tomllib
from importlib.resources import files
from typing import get_args

from servanda.model.claims import HAPPENED, Attitude, Effect, Modality
from servanda.model.findings import FindingStatus, Reading, Support
from servanda.model.places import PlacePrecision
from servanda.model.time import TimePrecision
from servanda.model.verdicts import Outcome
from servanda.pipeline import INBOX_REASONS, agreement_words

FOLDER = files("servanda").joinpath("web")  # not imported: its words are there without the extra too
FILES = {
    file.name: tomllib.loads(file.read_text(encoding="utf-8"))
    for file in FOLDER.joinpath("words").iterdir()
    if file.name.endswith(".toml")
}
CATALOGUES = {
    name: {key: text for file, said in FILES.items() if file.endswith(f".{name}.toml") for key, text in said.items()}
    for name in ("en", "ar")
}
KEY = re.compile(r"""\bsay\(\s*["'](\w+)["']\s*[,)]""")
COUNTED = re.compile(r"""\bsay\.count\(\s*["'](\w+)["']\s*,""")
BRACES = re.compile(r"{(\w+)}")


def sources():
    folder = FOLDER
    for place in (folder, folder.joinpath("templates")):
        for file in place.iterdir():
            if file.name.endswith((".py", ".j2")):
                yield file.read_text(encoding="utf-8")


def test_both_catalogues_have_the_same_keys_and_braces():
    english, arabic = CATALOGUES["en"], CATALOGUES["ar"]
    assert english.keys() == arabic.keys()
    several = [key for key in english if not key.endswith("_one")]  # one thing may be said without its number
    assert [key for key in several if set(BRACES.findall(english[key])) != set(BRACES.findall(arabic[key]))] == []


def test_no_key_stands_in_two_catalogues_of_a_language():
    for name, said in CATALOGUES.items():
        assert sum(len(one) for file, one in FILES.items() if file.endswith(f".{name}.toml")) == len(said)


def test_no_text_is_left_in_english():
    same = [key for key, text in CATALOGUES["ar"].items() if text == CATALOGUES["en"][key]]
    assert same == []
    own = {key: BRACES.sub("", text) for key, text in CATALOGUES["ar"].items() if key != "direction"}
    assert [
        key
        for key, text in own.items()
        if re.search("[a-z]", text, re.IGNORECASE) and not re.search("[\u0600-\u06ff]", text)
    ] == []


def test_every_text_that_a_page_asks_for_is_there():
    asked = {key for text in sources() for key in KEY.findall(text)}
    counted = {key for text in sources() for key in COUNTED.findall(text)}
    assert len(asked) > 60
    assert asked - CATALOGUES["en"].keys() == set()
    assert {f"{key}{end}" for key in counted for end in ("", "_one")} - CATALOGUES["en"].keys() == set()


def test_every_code_that_a_record_may_hold_has_words():
    codes = {
        "status": get_args(FindingStatus), "support": get_args(Support), "reading": get_args(Reading), "effect": get_args(Effect),
        "attitude": get_args(Attitude), "modality": set(get_args(Modality)) - HAPPENED, "waits": INBOX_REASONS, "why": INBOX_REASONS,
        "precision": {*get_args(PlacePrecision), *get_args(TimePrecision)}, "kind": agreement_words().types,
        "outcome": get_args(Outcome), "credibility": "123456", "review": ("proposed", "accepted", "rejected", "amended"),
    }  # fmt: skip
    missing = [
        f"{group}_{code}" for group, some in codes.items() for code in some if f"{group}_{code}" not in CATALOGUES["en"]
    ]
    assert missing == []


def test_statuses_read_as_in_reports():
    from servanda.report.phrases import STATUS_WORDS

    assert {code: CATALOGUES["en"][f"status_{code}"] for code in STATUS_WORDS} == dict(STATUS_WORDS)
    for name, said in CATALOGUES.items():
        drawn = drawings(name)
        assert {code: drawn[f"status_{code}"] for code in STATUS_WORDS} == {
            code: said[f"status_{code}"] for code in STATUS_WORDS
        }


def drawings(name):
    folder = files("servanda.report").joinpath("words")
    return tomllib.loads(folder.joinpath(f"drawings.{name}.toml").read_text(encoding="utf-8"))


def test_drawings_have_the_same_keys_and_braces_in_both_languages():
    english, arabic = drawings("en"), drawings("ar")
    assert english.keys() == arabic.keys()
    free = {"month", "under_sign_one", "unplaced_one"}  # a month by its number, one thing without it
    several = [key for key in english if key not in free]
    assert [key for key in several if set(BRACES.findall(english[key])) != set(BRACES.findall(arabic[key]))] == []
    assert [key for key in english if english[key] == arabic[key] and BRACES.sub("", english[key]).strip(": ()")] == []
