"""Accounts of a desk that several people sit at: who may come in, what each may do and see, and what the log says of it."""
