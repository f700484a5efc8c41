"""What an earlier claim became: by trigger, by span, by quote; and nothing where two fit."""

from servanda.model.aliases import present_name, with_former
from servanda.model.claims import EventClaim, EventType, MadeBy, StanceClaim, StanceDetail
from servanda.model.making import sealed
from servanda.model.parties import Attribution
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.review import carry

OLD = "Rebels shelled Orlova and Tesk on Monday. The envoy hopes that calm will last."
NEW = "Page 4\n\nRebels shelled Orlova and\nTesk on Monday.\n\nThe envoy hopes that calm will last."
TEXTS = {"old": OLD, "new": NEW}


def span(text: str, words: str) -> Span:
    start = TEXTS[text].index(words)
    return Span.of(TEXTS[text], start, start + len(words))


def common(text: str, words: Span, version: str) -> dict:
    return {
        "id": "", "key": "", "document_id": "doc", "text_id": text, "language": "en", "span": words,
        "attribution": (Attribution(level="document", name="Gazette"),), "made_by": MadeBy(rule="r", version=version),
    }  # fmt: skip


def event(text: str, trigger: str, *places: str, apart: tuple[str, ...] = (), version: str = "2") -> EventClaim:
    words = span(text, trigger)
    mentions = tuple(PlaceMention(name=name, mention=span(text, name)) for name in places)
    return sealed(
        EventClaim(
            **common(text, words, version), event=EventType(plover="ASSAULT"), trigger=words, places=mentions,
            apart=tuple(span(text, name) for name in apart),
        )
    )  # fmt: skip


def stance(text: str, words: str, attitude: str = "hopes") -> StanceClaim:
    at = span(text, words)
    return sealed(StanceClaim(**common(text, at, "1"), stance=StanceDetail(attitude=attitude, holder=None, object=at)))


def keys(lost, current):
    return {alias.former: (alias.key, alias.basis) for alias in carry(lost, current, TEXTS)}


def test_of_two_events_of_one_trigger_that_of_the_same_place() -> None:
    old = event("old", "shelled", "Tesk", version="1")
    orlova, tesk = (event("old", "shelled", name, apart=(name,)) for name in ("Orlova", "Tesk"))
    assert keys([old], [orlova, tesk]) == {old.key: (tesk.key, "trigger")}


def test_where_two_fit_none_is_taken() -> None:
    old = event("old", "shelled", version="1")
    assert keys([old], [event("old", "shelled", name, apart=(name,)) for name in ("Orlova", "Tesk")]) == {}


def test_another_reading_is_followed_by_quote() -> None:
    old = event("old", "shelled", "Tesk", version="1")
    orlova, tesk = (event("new", "shelled", name, apart=(name,)) for name in ("Orlova", "Tesk"))
    assert keys([old], [orlova, tesk]) == {old.key: (tesk.key, "quote")}


def test_a_longer_trigger_is_the_same_event() -> None:
    old, new = event("old", "shelled", version="1"), event("old", "Rebels shelled")
    assert keys([old], [new]) == {old.key: (new.key, "trigger")}


def test_a_stance_goes_by_most_of_its_words_and_never_to_another_attitude() -> None:
    old, new = stance("old", "hopes that calm will last"), stance("old", "that calm will last")
    assert keys([old], [new]) == {old.key: (new.key, "span")}
    assert keys([old], [stance("old", "that calm will last", "fears")]) == {}
    assert keys([old], [stance("old", "Rebels")]) == {}


def test_another_document_is_never_taken() -> None:
    from servanda.model.making import replace

    old = event("old", "shelled", version="1")
    assert keys([old], [sealed(replace(old, document_id="other", text_id="new"))]) == {}


def test_names_are_followed_step_by_step_and_never_in_a_circle() -> None:
    steps = {"a": "b", "b": "c", "x": "y", "y": "x"}
    assert present_name("a", steps, {"c"}) == "c"
    assert present_name("a", steps, {"z"}) == "a"
    assert present_name("x", steps, {"c"}) == "x"
    assert with_former({"c"}, steps) == {"a", "b", "c"}
