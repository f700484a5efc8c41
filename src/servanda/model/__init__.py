"""Records: immutable, strict, each described by a JSON Schema in ``schemas/``. Modules by what they hold."""
