"""What reports say of duties with an end: which ones speak of a duty, about whom, and how far it is done."""

from collections.abc import Iterable

from servanda.assess.acts import affirming
from servanda.assess.kleene import Truth, all_of
from servanda.assess.setting import Setting
from servanda.model.agreements import Bound, Provision
from servanda.model.claims import HAPPENED
from servanda.model.incidents import Incident
from servanda.reference.agreement_files.vocabulary import plain_object


def reports_on(provision: Provision, setting: Setting, until: str | None) -> tuple[Incident, ...]:
    """Return the incidents that report on a duty and are not later than the day ``until``, in order of id."""
    return tuple(one for one in setting.reports if not unmet(one, provision, setting) and not _later(one, until))


def is_of(report: Incident, bound: Bound, setting: Setting) -> Truth:
    """Tell whether a report is about what this party did; one that names nobody may be."""
    named, when_told = [actor for actor in report.actors if actor.stance != "denied"], setting.when(report)
    ways = [setting.actors.way(actor, bound.actor, when_told) for actor in named]
    if any(way and way.attributes for way in ways):
        return "true"
    open_to_all = not named or any(way or actor.entity_id is None for actor, way in zip(named, ways, strict=True))
    return "unknown" if open_to_all else "false"


def concerns(report: Incident, bound: Bound, setting: Setting, extent: str | None) -> Truth:
    """Tell whether a report counts for a party: all of it done, whoever is meant, is done by everybody."""
    sure = is_of(report, bound, setting)
    return "true" if sure == "unknown" and extent == "all" and not report.actors else sure


def latest(reports: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return the reports of the latest day; of undated ones all, where none has a date."""
    listed = tuple(reports)
    last = max((when(report) for report in listed), default="")
    return tuple(report for report in listed if when(report) == last)


def common_extent(reports: Iterable[Incident]) -> str | None:
    """Return how far it is done where all reports say the same, else ``None``."""
    extents = {one.milestone.extent for one in reports if one.milestone}
    return extents.pop() if len(extents) == 1 else None


def level_on(day: str, provision: Provision, setting: Setting) -> Truth:
    """Tell whether everybody bound was last reported to have done a duty by a day; false where somebody had not."""
    found: list[Truth] = []
    for bound in setting.bound_by(provision):
        told = [one for one in reports_on(provision, setting, day) if is_of(one, bound, setting) != "false"]
        last = latest(told)
        extent = common_extent(last)
        sure = bool(last) and concerns(last[0], bound, setting, extent) == "true"
        found.append(("true" if extent == "all" else "false" if extent == "none" else "unknown") if sure else "unknown")
    return all_of(found) if found else "unknown"


def when(report: Incident) -> str:
    """Return the first day or instant of a report, empty where it has none."""
    return report.time.start or ""


def unmet(report: Incident, provision: Provision, setting: Setting) -> tuple[str, ...]:
    """Return in words why a report on some duty is none on this one; nothing where it is.

    It is held against the object, and against the provision and the agreement where it names them.
    """
    told = report.milestone
    if told is None:
        return ("it reports on no duty",)
    why = []
    if report.modality not in HAPPENED or not affirming(report):
        why.append(f"nobody says that it was done or left: it is {report.modality}")
    if told.provision_id not in {None, provision.id}:
        why.append(f"it names the provision {told.provision_id}")
    named = {name for one in report.agreements for name in (one.agreement_id, *one.candidates)} - {None}
    if named and setting.agreement.id not in named:
        why.append(f"it names another agreement: {', '.join(sorted(map(str, named)))}")
    wanted = provision.act.object
    objects = {plain_object(name) for name in (wanted, *setting.members_of(wanted))} if wanted else set()
    if not ((told.provision_id is not None and not objects) or plain_object(told.object) in objects):
        why.append(f"it is about {told.object}; asked for: {', '.join(sorted(objects)) or 'a provision by its number'}")
    return tuple(why)


def _later(report: Incident, until: str | None) -> bool:
    return bool(until and report.time.start and report.time.start[:10] > until[:10])
