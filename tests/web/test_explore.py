"""Explore at the desk: one filter for lists, search, timeline and map, with counts beside each choice, and searches that are kept."""

import html
import json
import re
import tomllib
from importlib.resources import files

import pytest
from tests.web.conftest import SCRIPT, desk_over, let_in

from servanda.pipeline import add_sources, init_dossier, list_choices, list_page, open_case, run_case, saved_searches

TABS = ("/explore/", "/documents/", "/claims/", "/incidents/", "/findings/", "/explore/timeline", "/explore/map")


def number(page):
    return int(re.findall(r"<h1>(\d+)", page)[0])


def choices(page, facet):
    part = page.split(f"<summary>{facet}</summary>")[1].split("</details>")[0]
    found = re.findall(r'<a href="([^"]+)"><bdi>(.*?)</bdi></a> <span class="quiet">(\d+)</span>', part)
    return [(html.unescape(href), label, int(n)) for href, label, n in found]


def test_each_count_is_what_the_choice_leaves(client):
    page = client.get("/incidents/").text
    for facet in ("place", "kind", "actor", "source", "status"):
        listed = choices(page, facet)
        assert listed, facet
        for href, label, n in listed[:3]:
            assert number(client.get(href).text) == n, (facet, label)


def test_the_filter_goes_along_to_every_tab_and_stands_there_in_words(client):
    href = next(href for href, label, _ in choices(client.get("/incidents/").text, "place") if label == "Nyala")
    page = client.get(href).text
    tabs = [
        html.unescape(one) for one in re.findall(r'<a href="([^"]+)"', page.split('class="tabs"')[1].split("</nav>")[0])
    ]
    assert [one.split("?")[0] for one in tabs] == list(TABS)
    for one in tabs:
        answer = client.get(one)
        assert answer.status == 200, one
        assert "<strong><bdi>Nyala</bdi></strong>" in answer.text, one


def test_a_status_of_findings_goes_along_to_findings_alone(client):
    page = client.get("/findings/?status=alleged_violation").text
    tabs = re.findall(r'<a href="([^"]+)"', page.split('class="tabs"')[1].split("</nav>")[0])
    assert [one for one in tabs if "alleged" in one] == ["/findings/?status=alleged_violation"]


@pytest.mark.parametrize("words", ["bakery", "نيالا", '"a bakery"', "bak*"])
def test_words_are_found_in_any_spelling_and_marked(client, words):
    from urllib.parse import quote

    page = client.get(f"/explore/?words={quote(words)}").text
    assert number(page) > 0
    assert "<mark>" in page


def test_words_narrow_lists_timeline_and_map(client):
    everything, some = (number(client.get(f"/incidents/{query}").text) for query in ("", "?words=bakery"))
    assert 0 < some < everything
    for tab in ("claims/", "findings/", "documents/", "explore/timeline", "explore/map"):
        assert 0 < number(client.get(f"/{tab}?words=bakery").text) < number(client.get(f"/{tab}").text), tab
    page = client.get("/explore/timeline?words=bakery").text
    assert page.count('class="spot') >= some


def test_timeline_and_map_lead_to_acts_and_say_how_many_are_not_drawn(client):
    for tab in ("timeline", "map"):
        page = client.get(f"/explore/{tab}").text
        drawing = page.split("<figure")[1].split("</figure>")[0]
        links = re.findall(r'<a href="(/incidents/inc_\w+)"', drawing)
        assert links
        assert client.get(links[0]).status == 200
    assert "Nothing that passes" in client.get("/explore/map?words=nosuchword").text


@pytest.mark.parametrize("path", ["/explore/map", "/explore/timeline", "/incidents/INC-0003"])
def test_drawings_speak_the_language_of_the_page(client, path):
    """No word of the English drawings stands in the Arabic ones, and each says all that it says."""
    own = {name: words_of(one for key, one in texts_of(name).items() if key != "direction") for name in ("en", "ar")}
    drawn = {name: words_of([drawing_of(in_language(client, name, path))]) for name in own}
    assert drawn["en"] & own["en"]
    assert drawn["ar"] & own["ar"]
    assert drawn["ar"] & own["en"] == set()


def in_language(client, name, path):
    kept = "; ".join(f"{key}={value}" for key, value in client.cookies.items())
    return client.get(path, Cookie=f"{kept}; servanda_language={name}").text


def texts_of(name):
    return tomllib.loads(files("servanda.report").joinpath(f"words/drawings.{name}.toml").read_text(encoding="utf-8"))


def words_of(texts):
    return {word for text in texts for word in re.findall(r"[a-z]{3,}|[\u0620-\u064a]{3,}", re.sub("{.*?}", "", text))}


def drawing_of(page):
    """Return what is written in the drawing of a page, for eyes and for readers of screens."""
    drawing = re.search(r'<svg class="(?:map|timeline)".*?</figure>', page, re.DOTALL).group()
    return " ".join([*re.findall(r'aria-label="([^"]*)"', drawing), *re.findall(r">([^<>]+)<", drawing)])


def test_an_act_without_a_place_has_no_map(client):
    listed = client.get("/incidents/").text
    pages = [client.get(one).text for one in re.findall(r'href="(/incidents/INC-\d+)"', listed)]
    placed = [page for page in pages if "place unknown" not in page and "not settled" not in page]
    assert placed
    assert all('<svg class="map"' in page for page in placed)
    assert not [page for page in pages if page not in placed and '<svg class="map"' in page]


def test_the_map_comes_closer_and_moves_by_links_and_never_leaves_its_edge(client):
    page = client.get("/explore/map").text
    whole = re.findall(r'class="pane" [^>]*viewBox="0 0 ([\d.]+)', page)[0]
    closer = html.unescape(re.findall(r'<a href="([^"]*zoom=2[^"]*)"', page)[0])
    page = client.get(closer).text
    part = re.findall(r'class="pane" [^>]*viewBox="([\d.]+) ([\d.]+) ([\d.]+)', page)[0]
    assert float(part[2]) == pytest.approx(float(whole) / 2, abs=1)
    for move in ("east", "east", "east", "east"):
        label = {"east": "east →"}[move]
        page = client.get(html.unescape(re.findall(rf'<a href="([^"]+)">{label}', page)[0])).text
    left, _, width = map(float, re.findall(r'class="pane" [^>]*viewBox="([\d.]+) ([\d.]+) ([\d.]+)', page)[0])
    assert left + width <= float(whole) + 1
    for query in ("zoom=3", "zoom=x&x=nan&y=inf", "zoom=8&x=-5&y=1e9"):
        assert client.get(f"/explore/map?{query}").status == 200


def test_an_audience_leaves_what_may_be_shown_to_it(reviewer):
    everything = number(reviewer.get("/claims/").text)
    assert number(reviewer.get("/claims/?audience=court").text) <= everything
    assert reviewer.get("/claims/?audience=nobody").status == 400


def test_a_search_is_kept_opened_and_dropped(reviewer, dossier):
    name = f"bakeries {SCRIPT}"
    answer = reviewer.post("/explore/keep", name=name, words="bakery", place="Kutum", path="/incidents/")
    assert answer.headers["location"] == "/incidents/?words=bakery&place=Kutum"
    kept = saved_searches(dossier)[name]
    assert (kept.words, kept.place) == ("bakery", "Kutum")
    page = reviewer.get("/claims/").text
    assert "bakeries &lt;script&gt;" in page
    href = html.unescape(re.findall(r'<a href="([^"]+)"><bdi>bakeries', page)[0])
    assert number(reviewer.get(href).text) > 0
    reviewer.post("/explore/drop", name=name, path="https://evil.example/")
    assert saved_searches(dossier) == {}
    assert reviewer.post("/explore/keep", name="", words="x").status == 400
    assert reviewer.post("/explore/drop", name="none").status == 404


def test_an_empty_search_shows_what_there_is_to_choose_from(client):
    page = client.get("/explore/").text
    assert "What are you looking for?" in page
    assert "What the claims of this dossier tell of" in page


def test_lists_are_filtered_by_publisher_and_by_ids(seeded):
    with open_case(seeded) as case:
        mine = list_page(case, "claims", {"source": "outlet 3"}).rows
        every = list_page(case, "claims", {})
        texts = {row["document"] for row in mine}
        assert 0 < len(mine) < every.n_sure
        assert {row["document"] for row in every.rows if row["id"] not in {one["id"] for one in mine}}.isdisjoint(texts)
        some = frozenset(row["id"] for row in every.rows[:3])
        assert list_page(case, "claims", {}, among=some).n_sure == 3
        assert list_page(case, "claims", {}, among=frozenset()).n_sure == 0
        counted = {(one.what, one.value): one.n for one in list_choices(case, "claims", {}, some)}
    assert counted["status", "proposed"] == 3
    assert json.dumps(sorted(counted))


def test_reports_of_an_act_say_which_draw_on_an_account_told_before(tmp_path):
    folder = tmp_path / "copied"
    init_dossier(folder)
    told = (
        "The army shelled a market in Nyala on 6 May 2031, Radio Dabanga reported.",
        "Radio Dabanga said that the army shelled a market in Nyala on 6 May 2031.",
    )
    rows = [
        {"id": f"r{n}", "publisher": f"Outlet {n}", "published_on": f"2031-05-{7 + n:02}", "language": "en", "title": "A day", "text": text}
        for n, text in enumerate(told)
    ]  # fmt: skip
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with open_case(folder, create=True) as case:
        add_sources(case, [str(tmp_path / "rows.jsonl")], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
    with desk_over(folder) as served:
        client = let_in(served)
        act = re.findall(r'href="(/incidents/INC-\d+)"', client.get("/incidents/").text)[0]
        page = client.get(act).text
    assert 'class="strip"' in page
    assert "the act: 2031-05-06" in page
    assert "draws on the account of" in page
    assert page.count('<circle class="copies"') == 1
