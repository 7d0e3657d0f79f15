"""Documents: what leaves, for whom, and what stays."""
