"""Tables for other programs: all of them made from one codebook."""
