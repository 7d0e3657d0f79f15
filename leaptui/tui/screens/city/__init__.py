"""The portfolio, a city, and what is kept for it."""
