"""Room 2: bytes to one frozen text layer with paragraphs and offsets, and what the document says about itself.

Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.parse",
    {
        "parse.config": "ParseConfig",
        "parse.edges": "edges",
        "parse.facsimile": "Leaf, leaves, page_picture, picture_leaf",
        "parse.harmless": "Passage, harmless_page",
        "parse.ocr": "Scanner",
        "parse.parsing": "parse, read_as",
        "parse.sheet_rows": "DESCRIBED_VERSION, CellIn, RowIn, sheet_layer, VERSION as SHEET_VERSION",
    },
)
