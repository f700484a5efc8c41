"""A record that went to another process and came back is hashed like the one that stayed."""

import pickle
from typing import get_args

import pytest

from servanda.model.documents import Paragraph, ParagraphKind
from servanda.model.ids import content_id


@pytest.mark.parametrize("kind", get_args(ParagraphKind))
def test_a_paragraph_of_every_kind(kind: str) -> None:
    here = Paragraph(start=0, end=5, kind=kind)
    there = pickle.loads(pickle.dumps(here))  # noqa: S301 - our own
    assert content_id("p", there) == content_id("p", here)
