"""The import of an export in four steps."""
