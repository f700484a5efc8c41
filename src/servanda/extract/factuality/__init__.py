"""Did it happen, according to whoever speaks? Modality and polarity of verbs and nouns."""

from servanda.extract.factuality.judging import judge
from servanda.extract.factuality.polarity import Judgement

__all__ = ["Judgement", "judge"]
