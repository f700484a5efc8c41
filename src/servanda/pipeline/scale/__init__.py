"""Reading on a cluster: texts in, Parquet files of records out, a day at a time (decision 0261). Needs the extra ``spark`` and Java 17."""
