"""From a city's call export to clean calls, and every measure on them."""
