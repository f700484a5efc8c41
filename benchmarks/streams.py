"""A stream of made-up news in words of our own: four fifths sport, culture and markets, one fifth reports of a conflict."""

import random
from collections.abc import Iterator

from benchmarks.bare import bare_seconds
from benchmarks.timing import cpu_seconds
from servanda.extract import ExtractConfig, extract
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve

_N_STREAM = 150

NAMES = (
    "Brennick",
    "Olm",
    "Tervel",
    "Sable Cross",
    "Velim",
    "Torsk",
    "Hollum",
    "Pelk",
    "Sarn",
    "Kirel",
    "Adelo",
    "Mirova",
)
PEOPLE = ("Ana Beltz", "Petr Vasko", "Mira Soltan", "Joris Hale", "Lena Marsh", "Tomas Erd", "Ida Quill", "Omar Venn")
QUIET = (
    "{name} beat {other} 3-1 on {day} after two late goals by {person}.",
    "{person} won the women's singles in {name} in straight sets.",
    "The choir of {name} will sing works by young composers at the spring festival.",
    "A new museum of glass opened in {name}, with lamps from four centuries.",
    "Shares in {name} Foods rose by four percent after the firm raised its forecast.",
    "The central bank left its key rate unchanged, and the currency eased against the euro.",
    "{person}, the goalkeeper, signed a new contract and said he was happy at the club.",
    "Critics praised the novel by {person}, which tells of a bakery in {other}.",
    "Copper prices slipped as traders weighed weaker orders from builders.",
    "The orchestra named {person} as its new conductor from next season.",
    "Wheat futures closed lower, and freight rates from {name} fell for a third week.",
    "The cycling tour reached {name} in rain, and {person} kept the yellow jersey.",
)
# What triage must see through: sport, culture and markets in words of war, and the everyday business of states and courts.
MISLEADING = (
    "{person} led the attack, but his shot struck the bar and {name} held out in defence.",
    "{name} came under fire from their own fans after the defeat, and {person} promised to fight for his place.",
    "The film tells of the siege of {name} in the last century; {person} plays a general who loses his army.",
    "Shares of {name} Steel were hit by a price war, and brokers cut their target for the year.",
    "A strike by stage hands closed the theatre in {name} on {day}, and talks with the union broke down.",
    "{person} captured the title in {name} after a bitter battle with the champion from {other}.",
    "The president of the club said the court would judge whether the transfer of {person} broke the law.",
    "Oil rose after the government of {name} raised the tax on exports, and the minister of trade defended the plan.",
    "Police closed two streets in {name} for the marathon, which {person} won in a record time.",
    "The team of {name} fired their trainer after {person} was sent off in the clash with {other}.",
    "The new game lets players raid a castle and shoot dragons; critics called it the bomb of the season.",
    "An election to the board of {name} Bank pits {person} against the founder's allies.",
)
_MISLEADING_SHARE, _GRAVE_SHARE = 0.25, 0.7
GRAVE = (
    "Artillery shelled the market of {name} on {day}, killing four people and wounding nine, the health office said.",
    "{person}, a spokesman for the front, said his men would withdraw from {name} if the truce holds.",
    "Gunmen attacked a convoy near {name} and kidnapped two engineers, residents of {other} said.",
    "The mission urged both sides to respect the ceasefire agreement and to release all prisoners.",
    "A drone was seen over {name} on {day}; monitors were denied access to the bridge.",
    "The government denied that its aircraft had bombed the clinic in {other}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SENTENCES = 12
_PARAGRAPH = 3


def stream(number: int, grave_share: float = 0.2, seed: int = 1) -> Iterator[DocumentText]:
    """Yield ``number`` texts of twelve sentences in four paragraphs; every fifth (by ``grave_share``) is of a conflict.

    A quarter of the sentences of the others use the words of war, courts and governments for something else.
    """
    chance = random.Random(seed)  # noqa: S311 - texts to measure with, the same at every run
    for index in range(number):
        grave = int((index + 1) * grave_share) > int(index * grave_share)
        paragraphs = [
            " ".join(_sentence(chance, grave=grave) for _ in range(_PARAGRAPH)) for _ in range(_SENTENCES // _PARAGRAPH)
        ]
        yield _layer(f"doc_{index:06}", paragraphs)


def _sentence(chance: random.Random, *, grave: bool) -> str:
    words = {
        "name": chance.choice(NAMES),
        "other": chance.choice(NAMES),
        "person": chance.choice(PEOPLE),
        "day": chance.choice(DAYS),
    }
    kind = chance.random()
    # Reports of a conflict speak of other things too, and those of other things in its words.
    special, share = (GRAVE, _GRAVE_SHARE) if grave else (MISLEADING, _MISLEADING_SHARE)
    return chance.choice(special if kind < share else QUIET).format(**words)


def _layer(document_id: str, paragraphs: list[str]) -> DocumentText:
    bounds, start = [], 0
    for words in paragraphs:
        bounds.append(Paragraph(start=start, end=start + len(words)))
        start += len(words) + 1
    fields = {"parser": "stream", "parser_version": "1", "language": "en", "publisher": "Made Up"}
    return text_layer(document_id, "\n".join(paragraphs), tuple(bounds), published_on="2031-05-15", **fields)


def lines() -> Iterator[str]:
    """Yield how many times faster extract and resolve with triage are than the bare pipeline, on the same mixed stream."""
    reference, config = Reference(ReferenceConfig()), ExtractConfig(triage=True)
    texts = tuple(stream(_N_STREAM))
    _read(texts[-1], config, reference)  # a report of the conflict opens the pipeline before the clock starts
    bare = bare_seconds([text.text for text in texts])
    took = cpu_seconds(lambda: [_read(text, config, reference) for text in texts])
    yield f"mixed news with triage, CPU          {bare[1] / took:8.2f}     times as fast as the bare pipeline text by text (aim: 4)"
    yield f"                                     {min(bare.values()) / took:8.2f}     times as fast as in its best batches"


def _read(text: DocumentText, config: ExtractConfig, reference: Reference) -> None:
    tuple(resolve(text, tuple(extract(text, config, reference)), ResolveConfig(), reference))
