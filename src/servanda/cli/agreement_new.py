"""``servanda agreement new``: a few questions, and an agreement file that passes the check."""

from pathlib import Path
from typing import Annotated, Any, Final, get_args, get_type_hints

import typer

from servanda.cli.offering import offer
from servanda.cli.output import say, say_slow_start
from servanda.cli.questions import ask, choose, one_of
from servanda.errors import UsageError

_ACTS: Final = {
    "plover": "events, such as attacks",
    "prevent": "seeing to it that events do not happen",
    "withdraw": "taking something away",
    "presence": "having something there",
    "overflight": "flying",
    "obstruct": "hindering monitors",
    "perform": "doing something else that was agreed",
}
_WIDEST_KM: Final = 1000


def new(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="File to write (.yaml), best in a dossier's agreements/.")
    ],
    title: Annotated[str | None, typer.Option(help="Title of the agreement.")] = None,
    form: Annotated[
        str, typer.Option(help="written, oral, unilateral or reported.", autocompletion=offer(lambda: _words("form")))
    ] = "written",
    signed: Annotated[str | None, typer.Option(help="Day of the signature (2031-05-01).")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="In force from this day (default: the signature).")
    ] = None,
    until: Annotated[str | None, typer.Option(help="In force until before this day (default: open).")] = None,
    timezone: Annotated[str, typer.Option(help="Time zone of its days, such as Asia/Aden.")] = "UTC",
    party: Annotated[
        list[str], typer.Option(metavar="NAME[:ROLE]", help="Who is bound, by any registered name; may be given again.")
    ] = [],  # noqa: B006 - typer copies defaults
    provision: Annotated[
        list[str],
        typer.Option(
            metavar="KIND:ACT:WORD[:DAY][@ZONE[/KM]]",
            help="A point (prohibition:plover:ASSAULT, obligation:withdraw:tank:2031-06-01@valley); may be given again."
            " ZONE is a map in the folder zones, or a place with the kilometres around it.",
        ),
    ] = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Ask what an agreement says and write a file that passes the check; what options say is not asked.

    With title, party and provision as options nothing is asked. In a pipe the answers come one a line, in the order of the questions.

    Example: servanda agreement new case/agreements/ford.yaml

    Example: servanda agreement new ford.yaml --title "Pact of the Ford" --signed 2031-05-01 --party saf --party rsf --provision prohibition:plover:ASSAULT@Nyala/20
    """
    said = {"title": title, "form": form, "signed": signed, "since": since, "until": until, "timezone": timezone}
    _write(file, said, tuple(party), tuple(provision))


def _write(file: Path, said: dict[str, str | None], party: tuple[str, ...], provision: tuple[str, ...]) -> None:
    from servanda.pipeline import Draft, registry_beside, write_draft

    registry = registry_beside(file)
    told = said if said["title"] and party and provision else _settings(said)
    parties = tuple(_party(one, registry) for one in party) or _parties(registry)
    points = tuple(_point(one, file) for one in provision) or _points(
        tuple(actor for actor, _ in parties), registry, file
    )
    one_of(told["form"] or "", _words("form"))
    draft = Draft(parties=parties, points=points, **told)  # type: ignore[arg-type]
    write_draft(file, draft)
    for zone in draft.zones:
        if zone.drawn is not None:
            say(f"drew {zone.file}, a {zone.source}")
    say(f"wrote {file}; read what it says with: servanda agreement explain {file}")
    say(f"and hold it against your reports with: servanda agreement check {file} --against DIR")


def _settings(said: dict[str, str | None]) -> dict[str, str | None]:
    """Return title, form and times, asked for where no option says them."""
    return {
        **said,
        "title": said["title"] or ask("Title of the agreement", check=_needed),
        "form": choose("In which form was it made?", _words("form"), said["form"]),
        "signed": said["signed"] or ask("Signed on which day? (2031-05-01; empty: not known)", check=_day) or None,
        "since": said["since"] or ask("In force from which day? (empty: from the signature)", check=_day) or None,
        "until": said["until"] or ask("In force until which day? (empty: open)", check=_day) or None,
    }


def _parties(registry: Any) -> tuple[tuple[str, str], ...]:
    from servanda.pipeline import party_of

    found: list[tuple[str, str]] = []
    while True:
        words = "Who is bound? A registered name" + (" (empty: nobody else)" if found else "")
        name = ask(words, check=lambda answer: party_of(answer, registry) if answer else _enough(found))
        if not name:
            return tuple(found)
        found.append((name, choose(f"In which role is {name} bound?", _roles(), "party")))


def _enough(found: list[tuple[str, str]]) -> str:
    if not found:
        raise UsageError("an agreement binds somebody; name who")
    return ""


def _points(parties: tuple[str, ...], registry: Any, file: Path) -> tuple[Any, ...]:
    from servanda.pipeline import DraftPoint, party_of

    kinds = ("prohibition", "obligation", "permission")
    found: list[Any] = []
    while True:
        number = len(found) + 1
        words = f"Point {number}: what is it? ({', '.join(kinds)}; empty: no more points)"
        kind = ask(words, check=lambda answer: one_of(answer, kinds) if answer else answer)
        if not kind:
            return tuple(found)
        act = choose("Which act? " + "; ".join(f"{name}: {means}" for name, means in _ACTS.items()), _ACTS)
        done = _asked_act(act)
        deadline = ask("By which day? (empty: none)", check=_day) if act in {"withdraw", "perform"} else ""
        zone = _asked_zone(act, file) if act != "perform" else None
        binds = ask(f"Whom does it bind? (names with commas between; empty: {', '.join(parties)})")
        bound = tuple(party_of(name.strip(), registry) for name in binds.split(",") if name.strip())
        reading = choose("How is it read from the text?", ("literal", "interpreted", "reported"), "literal")
        by = ask("Whose interpretation is it?", check=_needed) if reading == "interpreted" else None
        point = DraftPoint(
            kind=kind, act=done, reading=reading, by=by, binds=bound, deadline=deadline or None, zone=zone
        )
        found.append(point)


def _asked_zone(act: str, file: Path) -> Any:
    """Return where a point holds: a map, a circle around a place, or ``None`` for everywhere."""
    from servanda.pipeline import around, map_called, usual_km, zones_beside

    maps = ", ".join(zones_beside(file))
    words = "From where?" if act == "withdraw" else "Where does it hold?"
    words = f"{words} (a map of the folder zones{f': {maps}' if maps else ''}; or a place; empty: everywhere)"
    name = ask(words, check=lambda answer: _known_zone(answer, file) if answer else answer)
    drawn = map_called(name, file) if name else None
    if drawn or not name:
        return drawn
    place = _place(name, file)
    km = ask(f"Within how many kilometres of {place.name}?", str(usual_km(place)), check=_kilometres)
    return around(place, float(km))


def _known_zone(answer: str, file: Path) -> str:
    """Return the name of a map, or the id of the place that was named."""
    from servanda.pipeline import map_called

    return answer if map_called(answer, file) else _place(answer, file).place_id


def _place(name: str, file: Path) -> Any:
    from servanda.pipeline import countries_beside, place_called

    say_slow_start(countries_beside(file))
    return place_called(name, file)


def _kilometres(answer: str) -> str:
    try:
        km = float(answer)
    except ValueError:
        km = 0.0
    if not 0 < km <= _WIDEST_KM:
        raise UsageError(f"{answer!r} is no number of kilometres from 1 to {_WIDEST_KM}")
    return answer


def _asked_act(act: str) -> dict[str, Any]:
    from servanda.pipeline import agreement_words

    words = agreement_words()
    if act not in {"plover", "prevent"}:
        known = {**words.objects(act), **(dict.fromkeys(words.by_hand, ()) if act in {"withdraw", "perform"} else {})}
        return {act: choose("Of what?", known)}
    kind = choose("Of which type?", words.types)
    modes = words.modes[kind]
    mode = choose("In which mode?", ("any", *modes), "any") if modes else "any"
    return _event(act, kind, mode)


def _event(act: str, kind: str, mode: str) -> dict[str, Any]:
    events: dict[str, Any] = {"plover": [kind], "modes": mode if mode == "any" else [mode]}
    return events if act == "plover" else {"prevent": events}


def _point(told: str, file: Path) -> Any:
    """Return the point of an option: ``prohibition:plover:ASSAULT/aerial``, ``obligation:withdraw:tank:2031-06-01@valley``."""
    from servanda.pipeline import DraftPoint

    said, _, where = told.partition("@")
    kind, _, rest = said.partition(":")
    act, _, rest = rest.partition(":")
    word, _, deadline = rest.partition(":")
    if not word:
        raise UsageError(f"--provision {told!r}: write it as KIND:ACT:WORD, such as prohibition:plover:ASSAULT")
    name, _, mode = word.partition("/")
    one_of(kind, ("prohibition", "obligation", "permission"))
    done = (
        _event(act, name.upper(), mode or "any") if one_of(act, tuple(_ACTS)) in {"plover", "prevent"} else {act: word}
    )
    return DraftPoint(kind=kind, act=done, deadline=_day(deadline) or None, zone=_zone(where, file) if where else None)


def _zone(told: str, file: Path) -> Any:
    """Return the zone of an option: a map by name, or ``Nyala/20``, a circle of so many kilometres around a place."""
    from servanda.pipeline import around, map_called, usual_km

    name, _, km = told.partition("/")
    drawn = map_called(told, file)
    if drawn:
        return drawn
    place = _place(name, file)
    return around(place, float(_kilometres(km or str(usual_km(place)))))


def _party(told: str, registry: Any) -> tuple[str, str]:
    from servanda.pipeline import party_of

    name, _, role = told.partition(":")
    return party_of(name, registry), one_of(role or "party", _roles())


def _words(field: str) -> tuple[str, ...]:
    from servanda.model.agreements import Agreement

    return tuple(get_args(get_type_hints(Agreement)[field]))


def _roles() -> tuple[str, ...]:
    from servanda.model.findings import BoundAs

    return get_args(BoundAs)


def _needed(answer: str) -> str:
    if not answer:
        raise UsageError("an answer is needed here")
    return answer


def _day(answer: str) -> str:
    from datetime import date

    try:
        return str(date.fromisoformat(answer)) if answer else ""
    except ValueError as error:
        raise UsageError(f"{answer!r} is no day; write it as 2031-05-01") from error
