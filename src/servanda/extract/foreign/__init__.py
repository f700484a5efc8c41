"""Claims from paragraphs in other languages, by word lists, registry and gazetteer, without a parse."""

from servanda.extract.foreign.claims import find_foreign

__all__ = ["find_foreign"]
