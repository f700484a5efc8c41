"""Print the model of the likeness of two texts, to be written into ``reference/data/corroborate.yaml``.

    python -m evaluation.fit_linkage

It is fitted on the product's own comparison of texts, on those training topics of ECB+ that the suite linkage does not score.
"""

from itertools import combinations

import numpy as np

from evaluation.fitting import fit
from evaluation.linkage import ecb
from servanda.corroborate.likeness import features, vectors
from servanda.model.sources import DocumentSource
from servanda.reference.linkage import load_linkage
from servanda.text.terms import terms


def main() -> None:
    """Print the line of the file that is fitted."""
    data = ecb(violent=False)
    compared = {row["id"]: vectors(_source(row["id"], row["text"])) for row in data.documents}
    pairs = list(combinations(sorted(compared), 2))
    found = [features(compared[a], compared[b]) for a, b in pairs]
    labels = np.array([data.events[a] == data.events[b] for a, b in pairs], float)
    weighed = np.array([row["words"] >= load_linkage().limits["likeness_words"] for row in found])
    beta, intercept = fit(np.array([list(row.values()) for row in found])[weighed], labels[weighed])
    print("likeness:", {"intercept": round(intercept, 2), **dict(zip(found[0], beta.round(2).tolist(), strict=True))})


def _source(name: str, text: str) -> DocumentSource:
    found = terms(text)
    return DocumentSource(document_id=name, source=None, words=found.words, names=found.names, numbers=found.numbers)


if __name__ == "__main__":
    main()
