"""The tests. A package, because some distributions bring a top-level `tests` of their own that would hide this one."""
