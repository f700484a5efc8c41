"""Print the weights of linkage as fitted on all the given data, to be written into ``reference/data/corroborate.yaml``.

    python -m evaluation.fit_linkage

The figures that count are out of fold and stand in ``make eval`` (suite linkage); this fits on everything.
"""

from evaluation import linkage


def main() -> None:
    """Print the lines of the file that are fitted."""
    coefficients, _ = linkage.fit_likeness(linkage.ecb())
    print("likeness:", {name: round(value, 2) for name, value in coefficients.items()})
    score, weights = linkage.linked_headlines(linkage.ucdp())
    for name in linkage.FITTED:
        print(f"{name}: {weights.weights[name]}")
    print("out of fold:", score)


if __name__ == "__main__":
    main()
