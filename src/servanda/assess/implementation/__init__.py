"""How provisions are carried out, passage by passage: sentences of reports that bear on them (start in `linking`)."""
