"""Did it happen, according to whoever speaks? Modality and polarity of verbs and nouns."""

from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.judging import judge
from servanda.extract.factuality.telling import is_denied, is_told

__all__ = ["Judgement", "is_denied", "is_told", "judge"]
