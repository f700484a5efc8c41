"""The pages without a browser: what waits, what a decision is on record, and what findings it turns."""

import json
import re
import time

import pytest
from tests.web.conftest import Client, desk_over, let_in

from servanda.pipeline import Judgement, decide, init_dossier, open_case


def turned(client, since=0):
    for _ in range(6000):  # a busy machine takes minutes
        news = json.loads(client.get(f"/turned?since={since}").text)
        if not news["busy"]:
            return news
        time.sleep(0.1)
    raise AssertionError("the desk never became quiet")


def claims_in(text):
    return re.findall(r'data-claim="(clm_\w+)"', text)


def first_document(client):
    return re.findall(r'href="(/documents/doc_\w+)"', client.get("/documents/").text)[0]


def test_the_inbox_says_how_much_waits_and_the_gravest_first(client):
    page = client.get("/").text
    assert re.search(r"<h1>What needs you today: \d+ things</h1>", page)
    reasons = re.findall(r'class="waiting (\w+)"', page)
    assert reasons[0] == "killed"
    assert "quarantined" in reasons
    rows = sum(int(n) for n in re.findall(r'<span class="n">(\d+)</span>', page))
    assert f"What needs you today: {rows} things" in page


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/documents/",
        "/claims/",
        "/incidents/",
        "/findings/",
        "/period/",
        "/explore/",
        "/explore/timeline",
        "/explore/map",
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_place_answers_in_both_languages(client, path, language):
    client.cookies["servanda_language"] = language
    answer = client.get(path)
    assert answer.status == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text


def test_a_claim_is_accepted_rejected_amended_and_taken_back(reviewer, dossier):
    page = reviewer.get(first_document(reviewer)).text
    one, two = claims_in(page)[:2]
    assert reviewer.post(f"/claims/{one}/decide", verdict="accept").status == 302
    assert reviewer.post(f"/claims/{two}/decide", verdict="reject", because="").status == 400, (
        "a rejection needs a reason"
    )
    assert reviewer.post(f"/claims/{two}/decide", verdict="reject", because="no such act").status == 302
    amended = reviewer.post(
        f"/claims/{one}/decide", verdict="amend", path="modality", value="possible", because="he was not sure"
    )
    assert amended.status == 302
    with open_case(dossier) as case:
        said = [(one.verdict, one.by, one.because) for one in case.store.decisions()]
    assert said == [
        ("accept", "ana", "read at the desk, in its paragraph"), ("reject", "ana", "no such act"), ("amend", "ana", "he was not sure"),
    ]  # fmt: skip
    assert reviewer.post("/undo").status == 302
    with open_case(dossier) as case:
        assert case.store.decisions()[-1].verdict == "undo"


def test_what_was_taken_back_says_so_wherever_it_is_listed(reviewer, dossier):
    name = re.search(r'href="/findings/(fnd_\w+)"', reviewer.get("/findings/").text).group(1)
    reviewer.post(f"/findings/{name}/decide", verdict="reject", because="another town is meant")
    assert "taken back by" not in reviewer.get(f"/findings/{name}").text
    reviewer.post("/undo")
    with open_case(dossier) as case:
        told = f"taken back by ana on {case.store.decisions()[-1].at[:10]}"
    for page in (f"/findings/{name}", "/log/"):
        assert told in reviewer.get(page).text, page


def test_a_decision_turns_findings_without_a_run_and_undo_turns_them_back(reviewer, dossier):
    with open_case(dossier) as case:
        runs = len(list(case.store.records("run")))
    page = reviewer.get(first_document(reviewer)).text
    event = next(
        name
        for name in claims_in(page)
        if f'id="c-{name}"' in page and "claim event" in page.split(f'id="c-{name}"')[0][-60:]
    )
    before = reviewer.get("/findings/").text
    reviewer.post(f"/claims/{event}/decide", verdict="reject", because="not said")
    news = turned(reviewer)
    assert news["n"] >= 1
    assert "gone: it was alleged breach" in news["html"]
    assert reviewer.get("/findings/").text != before
    reviewer.post("/undo")
    again = turned(reviewer, news["number"])
    assert "now there: alleged breach" in again["html"]
    with open_case(dossier) as case:
        assert len(list(case.store.records("run"))) == runs


def test_a_claim_is_added_by_its_words(reviewer):
    document = first_document(reviewer)
    answer = reviewer.post(
        f"{document}/claims",
        quote="The army demanded an inquiry",
        kind="stance",
        attitude="demands",
        speaker="The army",
        because="missed",
    )
    assert answer.status == 302
    name = answer.headers["location"].rsplit("/", 1)[1]
    page = reviewer.get(document).text
    assert name in claims_in(page)
    wrong = reviewer.post(f"{document}/claims", quote="words that are not there", kind="assertion", because="x")
    assert wrong.status == 400
    assert "does not stand in the text" in wrong.text


def test_an_incident_is_merged_and_split(reviewer):
    listed = re.findall(r'href="/incidents/(INC-\d+)"', reviewer.get("/incidents/").text)
    page = reviewer.get(f"/incidents/{listed[0]}").text
    handle = re.search(r'<span class="handle">(INC-\d+)</span>', page)[1]
    others = re.findall(r'<option value="(INC-\d+)"', page)
    assert others
    assert (
        reviewer.post(f"/incidents/{handle}/decide", verdict="merge", other=others[0], because="one act").status == 302
    )
    assert turned(reviewer)["n"] >= 1
    merged = reviewer.get(f"/incidents/{handle}").text
    claims = re.findall(r'name="claims" value="(clm_\w+)"', merged)
    assert len(claims) > 1
    assert reviewer.post(f"/incidents/{handle}/decide", verdict="split", because="none ticked").status == 400
    assert (
        reviewer.post(f"/incidents/{handle}/decide", verdict="split", claims=claims[:1], because="two acts").status
        == 302
    )
    turned(reviewer)
    assert len(re.findall(r'href="/incidents/(INC-\d+)"', reviewer.get("/incidents/").text)) == len(listed)


def test_a_finding_is_argued_accepted_and_replied_to(reviewer):
    found = re.findall(r'href="/findings/(fnd_\w+)"', reviewer.get("/findings/?status=alleged_violation").text)
    page = reviewer.get(f"/findings/{found[0]}").text
    assert "alleged breach" in page
    assert "What speaks against it" in page
    assert "Is it said who did it?" in page
    reviewer.post(f"/findings/{found[0]}/decide", verdict="reply", because="we were not there, the command says")
    reviewer.post(f"/findings/{found[0]}/decide", verdict="accept", because="both accounts agree")
    turned(reviewer)
    page = reviewer.get(f"/findings/{found[0]}").text
    assert "we were not there, the command says" in page
    assert 'class="review accepted"' in page


def test_lists_are_filtered_by_the_address(client):
    everything, some = client.get("/incidents/").text, client.get("/incidents/?place=Kutum&since=2031-05-01").text
    assert 0 < some.count("<tr") < everything.count("<tr")
    assert "Nyala" not in some.split("<tbody>")[1]
    wrong = client.get("/incidents/?since=May")
    assert wrong.status == 400
    assert "is no date" in wrong.text


def test_without_a_name_nothing_is_decided(dossier):
    with desk_over(dossier, by=None) as served:
        client = Client(served)
        client.get(f"/?token={served.token}")
        page = client.get(first_document(client)).text
        assert "/decide" not in page
        answer = client.post(f"/claims/{claims_in(page)[0]}/decide", verdict="accept")
        assert answer.status == 400
        assert "--as NAME" in answer.text


def test_what_another_program_writes_is_seen(reviewer, dossier):
    from servanda.pipeline import Judgement, decide

    name = claims_in(reviewer.get(first_document(reviewer)).text)[0]
    with open_case(dossier) as case:
        decide(case, Judgement(target=name, verdict="reject", by="ben", because="seen elsewhere"))
    assert "seen elsewhere" in reviewer.get(first_document(reviewer)).text


def test_where_a_dossier_asks_for_two_persons_one_alone_decides_nothing(dossier):
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[review]\npersons = 2\n", encoding="utf-8")
    for name, marked, waits in (("ana", "proposed", True), ("ben", "rejected", False)):
        with desk_over(dossier, by=name) as served:
            client = let_in(served)
            document = first_document(client)
            claim = min(claims_in(client.get(document).text))
            client.post(f"/claims/{claim}/decide", verdict="reject", because="not said")
            page = client.get(document).text
            about = page.split(f'id="c-{claim}"')[1].split("</article>")[0]
            assert ("waits for a second person" in about) is waits
            assert f"review {marked}" in about


def test_every_place_of_a_new_dossier_answers(tmp_path):
    init_dossier(tmp_path / "new")
    with desk_over(tmp_path / "new") as served:
        client = let_in(served)
        for path in (
            "",
            "documents",
            "claims",
            "incidents",
            "findings",
            "explore",
            "period",
            "names",
            "sources",
            "agreements",
            "intake",
            "log",
        ):
            assert client.get(f"/{path}/" if path else "/").status == 200, path


def test_the_inbox_says_what_changes_a_frozen_report_and_leads_to_it(reviewer):
    week = {"since": "2031-05-05", "until": "2031-05-12", "audience": "internal"}
    reviewer.post("/period/freeze", **week)
    assert "waiting frozen" not in reviewer.get("/").text
    act = re.search(
        r'href="/incidents/(INC-\d+)"', reviewer.get("/incidents/?since=2031-05-05&until=2031-05-12").text
    ).group(1)
    reviewer.post(f"/incidents/{act}/decide", verdict="reject", because="a drill")
    turned(reviewer)
    page = reviewer.get("/").text
    about = page.split('<section class="waiting frozen">')[1].split("</section>")[0]
    assert "one act counts otherwise" in about
    assert 'href="/period/?since=2031-05-05&amp;until=2031-05-12&amp;audience=internal"' in about
    assert (
        page.index("waiting killed")
        < page.index("waiting frozen")
        < page.index("waiting unplaced" if "waiting unplaced" in page else "waiting single")
    )


def test_the_inbox_names_an_agreement_with_faults_as_soon_as_it_has_one(reviewer, dossier):
    assert "waiting agreement" not in reviewer.get("/").text
    (dossier / "agreements" / "second.yaml").write_text(
        "schema: servanda/agreement/1\nid: second\ntitle: 3\n", encoding="utf-8"
    )
    about = reviewer.get("/").text.split('<section class="waiting agreement">')[1].split("</section>")[0]
    assert 'href="/agreements/second"' in about


def test_the_inbox_says_what_others_did_since_one_was_here(reviewer, dossier):
    assert "Since you last" not in reviewer.get("/").text
    name = re.search(r'href="/claims/(clm_\w+)"', reviewer.get("/claims/").text).group(1)
    reviewer.post(f"/claims/{name}/decide", verdict="accept")
    turned(reviewer)
    assert "Since you last" not in reviewer.get("/").text
    with open_case(dossier) as case:
        decide(case, Judgement(target=name, verdict="reject", by="ben", because="seen elsewhere"))
    page = reviewer.get("/").text
    assert re.search(r"Since you last did something here, 20\d\d-\d\d-\d\d \d\d:\d\d UTC: one decision by ben", page)


def test_rows_of_the_inbox_lead_to_where_they_are_settled(reviewer):
    page = reviewer.get("/").text
    files = page.split('<section class="waiting quarantined">')[1].split("</section>")[0]
    assert 'href="/intake/#aside"' in files
    assert 'id="aside"' in reviewer.get("/intake/").text
