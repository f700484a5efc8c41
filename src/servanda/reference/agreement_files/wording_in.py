"""Provisions in plain words of another language than English: built from the provision itself, by texts of that language.

Whoever is bound stands before a verbal noun ("it is forbidden to X: the carrying out of any attack"), so that nothing has to agree with the names.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Final

from servanda.model.agreements import Agreement, Criterion, Provision
from servanda.reference.agreement_files.wording import Names, name_of, plain
from servanda.text.directions import isolated

_PACKAGE: Final = "servanda.reference.agreement_files"
_SLOT: Final = re.compile(r"{(\w+)}")


class Wording:
    """Says provisions of agreements in one language."""

    def __init__(self, language: str, names: Names) -> None:
        """Take a language that has texts, and the names of actors in it by their ids."""
        self._texts, self._names = _texts(language), names

    def provision(self, provision: Provision, agreement: Agreement) -> str:
        """Return a provision as a sentence."""
        say = self._say
        sentence = say(provision.kind, who=self._who(provision, agreement), doing=self._doing(provision, agreement))
        in_zone = provision.zone and provision.act.kind != "overflight"
        parts = [sentence, say("zone", zone=isolated(plain(provision.zone or ""))) if in_zone else ""]
        for key, name in (("target", provision.target), ("target_not", provision.target_not)):
            parts.append(say(key, whom=self._term(name, agreement)) if name else "")
        parts.append(say("deadline", day=isolated(provision.deadline)) if provision.deadline else "")
        told = " ".join(filter(None, parts))
        return told + (say("only_if", words=isolated(provision.only_if.words)) if provision.only_if else "") + "."

    def criterion(self, criterion: Criterion) -> str:
        """Return how a body is to be composed."""
        size = str(criterion.size or self._texts["no_size"])
        words = [self._say("criterion", body=isolated(plain(criterion.body)), size=size)]
        words += [self._say("seats", group=isolated(plain(group)), n=str(n)) for group, n in criterion.groups.items()]
        quorum = self._say("quorum", share=f"{criterion.quorum:.0%}") if criterion.quorum else ""
        return self._texts["comma"].join(words) + quorum

    def _who(self, provision: Provision, agreement: Agreement) -> str:
        binds = provision.binds
        named = [isolated(name_of(actor, self._names)) for actor in binds.actors]
        classes = (
            self._say(
                "every",
                group=self._coded("group", group),
                members=self._listed(
                    isolated(name_of(b.actor, self._names)) for b in agreement.bound if b.group == group
                ),
            )
            for group in binds.classes
        )
        return self._listed([*named, *classes]) or self._texts["nobody"]

    def _doing(self, provision: Provision, agreement: Agreement) -> str:
        """Return what is to be done or left, as a verbal noun and its object."""
        doing: Callable[[Provision, Agreement], str] = getattr(self, f"_{provision.act.kind}")
        return doing(provision, agreement)

    def _event(self, provision: Provision, _: Agreement) -> str:
        return self._events(f"event_{provision.kind}", provision)

    def _prevent(self, provision: Provision, _: Agreement) -> str:
        return self._events("prevent", provision)

    def _events(self, key: str, provision: Provision) -> str:
        act = provision.act
        told = self._texts["or"].join(self._say(key, event=self._coded("event", kind)) for kind in act.plover)
        modes = self._texts["comma"].join(isolated(plain(mode)) for mode in act.modes if mode != "any")
        return told + (self._say("modes", modes=modes) if modes else "")

    def _withdraw(self, provision: Provision, agreement: Agreement) -> str:
        told = self._say("withdraw", thing=self._thing(provision, agreement) or self._texts["what_is_there"])
        origin = provision.act.origin
        return f"{told} {self._say('origin', zone=isolated(plain(origin)))}" if origin else told

    def _presence(self, provision: Provision, agreement: Agreement) -> str:
        return self._say("presence", thing=self._thing(provision, agreement) or self._texts["anything"])

    def _overflight(self, provision: Provision, agreement: Agreement) -> str:
        over = (
            self._say("over_zone", zone=isolated(plain(provision.zone))) if provision.zone else self._texts["over_it"]
        )
        thing = self._thing(provision, agreement)
        return self._say("overflight_with", thing=thing, zone=over) if thing else self._say("overflight", zone=over)

    def _obstruct(self, provision: Provision, agreement: Agreement) -> str:
        return self._say("obstruct", thing=self._thing(provision, agreement) or self._texts["watchers"])

    def _perform(self, provision: Provision, _: Agreement) -> str:
        what = provision.act.object
        return self._say("perform", thing=isolated(plain(what)) if what else self._texts["what_is_agreed"])

    def _thing(self, provision: Provision, agreement: Agreement) -> str:
        named = provision.act.object
        return self._term(named, agreement) if named and named != "any" else ""

    def _term(self, name: str, agreement: Agreement) -> str:
        """Return a target or object: a defined term in quotation marks, an actor by its name, else a word for it, or its id in words."""
        if name in agreement.definitions:
            return self._say("defined", name=isolated(plain(name)))
        known = self._names.get(name) or self._names.get(name.replace("_", "-"))
        return isolated(known) if known else self._coded("term", name)

    def _coded(self, group: str, code: str) -> str:
        return self._texts.get(f"{group}_{code}") or isolated(plain(code.lower()))

    def _listed(self, words: Iterable[str]) -> str:
        *first, last = [*words] or [""]
        return f"{self._texts['comma'].join(first)}{self._texts['and']}{last}" if first else last

    def _say(self, key: str, **values: str) -> str:
        return _SLOT.sub(lambda slot: values[slot[1]], self._texts[key])


@cache
def _texts(language: str) -> dict[str, str]:
    return tomllib.loads(files(_PACKAGE).joinpath(f"wording.{language}.toml").read_text(encoding="utf-8"))
