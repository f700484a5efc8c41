"""Pure functions over text: normalisation that keeps offsets, transliteration folds, imprecise dates, numbers."""
