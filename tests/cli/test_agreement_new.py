"""A new agreement file: asked for, from a pipe or by options; and what a file would meet in a dossier."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from servanda.cli import agreement_new, app
from servanda.errors import ServandaError, UsageError
from servanda.reference.agreement_files import load_agreement_book, read_agreement_file
from servanda.reference.agreement_files.drafting import Draft, DraftPoint, draft_lines, slug


def agreement(*words: object, answers: list[str] | None = None):
    text = "".join(f"{line}\n" for line in answers or [])
    return CliRunner().invoke(app, ["agreement", *map(str, words)], input=text)


ANSWERS = [
    "Pact of the “Ford”: no fire", "", "2031-05-01", "", "2031-12-31", "saf", "", "Rapid Support Forces", "named_conflicting_party", "",
    "prohibition", "plover", "assault", "aerial", "", "", "literal",
    "obligation", "withdraw", "tank", "2031-06-01", "", "rsf", "interpreted", "the desk",
    "obligation", "perform", "amnesty", "", "", "",
    "prohibition", "obstruct", "monitors", "", "", "", "",
]  # fmt: skip


def test_answers_from_a_pipe_become_a_file_that_passes(tmp_path: Path):
    file = tmp_path / "ford.yaml"
    done = agreement("new", file, answers=ANSWERS)
    assert done.exit_code == 0, done.exception
    assert agreement("check", file).exit_code == 0
    made = read_agreement_file(file).agreement
    assert (made.id, made.title) == ("pact-of-the-ford-no-fire", "Pact of the “Ford”: no fire")
    assert (made.time.signed, made.time.in_force[0].since, made.time.in_force[0].until) == (
        "2031-05-01",
        "2031-05-01",
        "2031-12-31",
    )
    assert [(b.actor, b.role) for b in made.bound] == [
        ("sudanese-armed-forces", "party"), ("rapid-support-forces", "named_conflicting_party"),
    ]  # fmt: skip
    attack, tanks, amnesty, monitors = made.provisions
    assert (attack.act.plover, attack.act.modes, attack.binds.actors) == (
        ("ASSAULT",),
        ("aerial",),
        ("sudanese-armed-forces", "rapid-support-forces"),
    )
    assert (tanks.act.object, tanks.deadline, tanks.evaluate, tanks.by, tanks.binds.actors) == (
        "tank",
        "2031-06-01",
        "milestone",
        "the desk",
        ("rapid-support-forces",),
    )
    assert (amnesty.act.object, monitors.act.kind) == ("amnesty", "obstruct")
    assert "Sudanese Armed Forces" in agreement("explain", file).stdout


def test_options_ask_nothing(tmp_path: Path):
    file = tmp_path / "ford.yaml"
    words = ["--title", "Ford", "--signed", "2031-05-01", "--party", "saf", "--party", "rsf:guarantor", "--provision", "prohibition:plover:ASSAULT/aerial", "--provision", "obligation:withdraw:tank:2031-06-01"]  # fmt: skip
    done = agreement("new", file, *words)
    assert done.exit_code == 0, done.exception
    assert agreement("check", file).exit_code == 0
    assert "?" not in done.stderr


@pytest.mark.parametrize(
    ("place", "wrong", "words"),
    [
        (1, "writen", "did you mean 'written'"), (2, "1 May", "is no day"), (5, "Quibblers", "nobody in the registry goes by"), (6, "patron", "none of the words"),
        (10, "prohibit", "did you mean 'prohibition'"), (11, "plower", "did you mean 'plover'"), (12, "asault", "did you mean 'ASSAULT'"), (13, "banana", "none of the words"), (14, "Nowherebury", "no place is known by that name"),
        (19, "tnk", "did you mean 'tank'"),
    ],
)  # fmt: skip
def test_a_wrong_answer_from_a_pipe_is_named_and_nothing_is_written(tmp_path, place, wrong, words):
    file = tmp_path / "ford.yaml"
    answers = [*ANSWERS[:place], wrong, *ANSWERS[place + 1 :]]
    done = agreement("new", file, answers=answers)
    assert isinstance(done.exception, UsageError)
    assert words in str(done.exception)
    assert not file.exists()


def test_answers_that_end_too_early_are_told(tmp_path):
    done = agreement("new", tmp_path / "ford.yaml", answers=ANSWERS[:4])
    assert "the answers end before this question" in str(done.exception)


@pytest.mark.parametrize("option", ["--provision=prohibition:plover:BANANA", "--provision=obligation:perform:blabla", "--provision=prohibition", "--provision=maybe:plover:ASSAULT"])  # fmt: skip
def test_options_that_make_no_sound_agreement_write_nothing(tmp_path, option):
    file = tmp_path / "ford.yaml"
    done = agreement("new", file, "--title", "Ford", "--party", "saf", option)
    assert isinstance(done.exception, UsageError)
    assert not file.exists()


def test_a_file_that_is_there_is_left_alone(tmp_path):
    file = tmp_path / "ford.yaml"
    file.write_text("mine", encoding="utf-8")
    words = ["--title", "Ford", "--signed", "2031-05-01", "--party", "saf", "--provision", "prohibition:plover:ASSAULT"]
    assert isinstance(agreement("new", file, *words).exception, ServandaError)
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("title", ["yes", "null", "12", "a: b", "# no", "- x", "Мир", "الهدنة", 'say "so"', "2031-05-01"])  # fmt: skip
def test_any_title_is_read_back_as_it_was_given(tmp_path, title):
    point = DraftPoint(kind="prohibition", act={"plover": ["ASSAULT"], "modes": "any"})
    draft = Draft(title=title, parties=(("saf", "party"),), points=(point,), signed="2031-05-01")
    file = tmp_path / "x.yaml"
    file.write_text("\n".join(draft_lines(draft)), encoding="utf-8")
    read = read_agreement_file(file)
    assert read.agreement is not None, read.problems
    assert read.agreement.title == title
    assert slug(title)


# --- against a dossier


TEXTS = (
    "Jets of the Sudanese army bombed a market in Nyala on Monday, 5 May 2031, residents said.",
    "Gunmen of the Rapid Support Forces shot at a village near Nyala on Tuesday, 6 May 2031, residents said.",
    "The Rapid Support Forces withdrew all their mortars from Nyala on 7 May 2031, the mission said.",
    "Tanks of the Sudanese army were seen in Nyala on 6 May 2031.",
    "Monitors saw two mortars of the Sudanese army in Nyala on 7 May 2031.",
    "Shelling by the Sudanese army hit a school in Nyala on 5 May 2030, residents said.",
)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("against")
    rows = [{"id": f"r{n}", "publisher": "Nile Dispatch", "published_on": "2031-05-08", "language": "en", "text": text} for n, text in enumerate(TEXTS)]  # fmt: skip
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    dossier = folder / "case"
    runner = CliRunner()
    runner.invoke(app, ["init", str(dossier)], catch_exceptions=False)
    (dossier / "dossier.toml").write_text('countries = ["SD"]\n', encoding="utf-8")
    for words in (["add", str(dossier), str(folder / "reports.jsonl")], ["run", str(dossier)]):
        assert runner.invoke(app, words, catch_exceptions=False).exit_code == 0
    return dossier


@pytest.fixture(scope="module")
def told(case, tmp_path_factory):
    """What is said of each provision."""
    file = tmp_path_factory.mktemp("file") / "ford.yaml"
    words = ["--title", "Ford", "--signed", "2031-05-01", "--party", "saf", "--party", "rsf"]
    for point in ("prohibition:plover:ASSAULT/aerial", "obligation:withdraw:tank:2031-06-01", "prohibition:obstruct:monitors", "obligation:perform:amnesty:2031-06-01", "prohibition:presence:tank"):  # fmt: skip
        words += ["--provision", point]
    assert agreement("new", file, *words).exit_code == 0
    done = agreement("check", file, "--against", case)
    assert done.exit_code == 0, done.exception
    parts: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        if line.startswith("ford/"):
            parts[line.split(":")[0]] = []
        parts[list(parts)[-1]].append(line)
    return {name: "\n".join(lines) for name, lines in parts.items()}


def test_the_sentence_that_a_provision_meets_is_quoted(told):
    assert "meets 1," in told["ford/p1"]
    assert "bombed a market" in told["ford/p1"].split("  misses")[0]


def test_the_sentences_that_it_narrowly_misses_are_quoted_with_the_reason(told):
    missed = told["ford/p1"]
    assert "firearms" in missed
    assert "because ASSAULT, firearms, occurrence; asked for: ASSAULT (aerial)" in missed


def test_a_report_on_another_duty_is_near(told):
    assert "meets 0, narrowly misses 1" in told["ford/p2"]
    assert "because it is about mortar; asked for: tank" in told["ford/p2"]


def test_what_was_seen_is_met_by_its_word_and_nearly_by_another(told):
    met, _, missed = told["ford/p5"].partition("  misses")
    assert "meets 1, narrowly misses 1" in met
    assert "Tanks of the Sudanese army were seen" in met
    assert "because OBSERVATION, weapon (mortar), occurrence; asked for: presence of tank" in missed


def test_silence_is_said_only_where_reports_are_read(told):
    assert "silence" in told["ford/p2"]
    assert "silence" in told["ford/p3"]
    assert "silence" not in told["ford/p4"]
    assert "a person enters what they say" in told["ford/p4"]


# --- where a point holds


MAP = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"id": name}, "geometry": {"type": "Polygon", "coordinates": [[[west, 11], [west + 1, 11], [west + 1, 12], [west, 12], [west, 11]]]}}
        for name, west in (("hill", 24), ("shore", 26))
    ],
}  # fmt: skip


@pytest.fixture
def dossier(tmp_path):
    folder = tmp_path / "case"
    CliRunner().invoke(app, ["init", str(folder)], catch_exceptions=False)
    (folder / "dossier.toml").write_text('countries = ["SD"]\n', encoding="utf-8")
    (folder / "zones").mkdir(exist_ok=True)
    (folder / "zones" / "Valley map.geojson").write_text(json.dumps(MAP), encoding="utf-8")
    return folder


def points(*zones: str) -> list[str]:
    """Return the answers for a pact with one point for each answer, or answers, to where it holds."""
    start = ["Pact", "", "2031-05-01", "", "", "saf", "", ""]
    asked = [line for zone in zones for line in ("prohibition", "presence", "tank", *zone.split("|"), "", "")]
    return [*start, *asked, ""]


def test_a_zone_is_a_map_of_the_dossier_a_circle_around_a_place_or_none(dossier):
    file = dossier / "agreements" / "pact.yaml"
    done = agreement("new", file, answers=points("valley map", "Valley map#shore", "Nyala|", "Nyala|30", ""))
    assert done.exit_code == 0, done.exception
    assert "Valley map, Valley map#hill, Valley map#shore" in done.stderr
    assert "Within how many kilometres of Nyala? [16]" in done.stderr
    assert "drew zones/nyala-16-km.geojson" in done.stderr
    assert agreement("check", file).exit_code == 0
    made = read_agreement_file(file).agreement
    assert [point.zone for point in made.provisions] == [
        "valley-map", "valley-map-shore", "nyala-16-km", "nyala-30-km", None,
    ]  # fmt: skip
    assert [(zone.versions[0].file, zone.versions[0].feature) for zone in made.zones[:2]] == [
        ("zones/Valley map.geojson", None), ("zones/Valley map.geojson", "shore"),
    ]  # fmt: skip


def test_what_is_reported_from_the_place_itself_is_surely_inside_its_circle(dossier):
    file = dossier / "agreements" / "pact.yaml"
    assert agreement("new", file, answers=points("Nyala|")).exit_code == 0
    book = load_agreement_book(file.parent)
    [shape] = book.zones["pact/nyala-16-km"]
    assert shape.holds(24.88069, 12.04888, 10.0) == ("true", 1.0)
    assert shape.holds(24.88069, 12.6, 10.0)[0] == "false"


def test_a_withdrawal_leaves_its_zone(dossier):
    file = dossier / "agreements" / "pact.yaml"
    words = ["--title", "Pact", "--signed", "2031-05-01", "--party", "saf"]
    done = agreement("new", file, *words, "--provision", "obligation:withdraw:tank:2031-06-01@Nyala/20")
    assert done.exit_code == 0, done.exception
    [point] = read_agreement_file(file).agreement.provisions
    assert (point.act.origin, point.zone) == ("nyala-20-km", None)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("valey map", "did you mean 'Valley map"), ("South Darfur", "its outline is not known"), ("Nyala|wide", "is no number of kilometres"), ("Nyala|0", "is no number of kilometres"),
        ("Valley map#moor", "is no map in the folder zones"),
    ],
)  # fmt: skip
def test_a_zone_that_is_none_is_named_and_nothing_is_written(dossier, answer, words):
    file = dossier / "agreements" / "pact.yaml"
    done = agreement("new", file, answers=points(answer))
    assert words in str(done.exception)
    assert not file.exists()
    assert [path.name for path in (dossier / "zones").iterdir()] == ["Valley map.geojson"]


def test_another_map_of_the_same_name_is_left_alone(dossier):
    kept = dossier / "zones" / "nyala-16-km.geojson"
    done = agreement("new", dossier / "agreements" / "one.yaml", answers=points("Nyala|"))
    drawn = kept.read_text(encoding="utf-8")
    assert agreement("new", dossier / "agreements" / "two.yaml", answers=points("Nyala|")).exit_code == 0
    kept.write_text(drawn.replace("24", "25"), encoding="utf-8")
    done = agreement("new", dossier / "agreements" / "three.yaml", answers=points("Nyala|"))
    assert "holds another map" in str(done.exception)


def test_on_a_terminal_a_zone_is_asked_for_again(dossier, monkeypatch):
    answers = iter(["Nowherebury", "South Darfur", "nyala", "far", "25"])
    asked = []

    def line(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("servanda.cli.questions._line", line)
    zone = agreement_new._asked_zone("presence", dossier / "agreements" / "pact.yaml")
    assert (zone.name, zone.file) == ("nyala-25-km", "zones/nyala-25-km.geojson")
    assert [prompt.split("?")[0] for prompt in asked] == ["Where does it hold"] * 3 + ["Within how many kilometres of Nyala"] * 2  # fmt: skip


class Terminal:
    def isatty(self) -> bool:
        return True
