"""How documents call a value is counted as row by row, whatever is withheld."""

from collections import Counter
from itertools import combinations

from servanda.store import index_in_memory
from servanda.store.search_index import Facet, Page

CALLED = (
    ("d1", "Nyala"),
    ("d1", "Nyala"),
    ("d2", "Nyala town"),
    ("d2", "Nyala town"),
    ("d2", "Nyala town"),
    ("d3", "Nyala"),
    ("d4", "Niyala"),
)


def test_names_of_a_value_are_those_of_the_documents_that_are_not_withheld():
    index = index_in_memory()
    index.put(
        Page("claim", f"clm_{n}", document, "words", (Facet("place", "nyala", label), Facet("actor", "army", "Army")))
        for n, (document, label) in enumerate(CALLED)
    )
    documents = sorted({document for document, _ in CALLED})
    for n in range(len(documents) + 1):
        for withheld in combinations(documents, n):
            counted = Counter(label for document, label in CALLED if document not in withheld)
            told = tuple(sorted(counted, key=lambda label: (-counted[label], label)))
            assert index.labels("place", "nyala", withheld) == told
    assert index.labels("place", "army") == ()
