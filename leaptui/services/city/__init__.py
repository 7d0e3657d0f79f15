"""A city and its portfolio: who, when, and what was promised."""
