"""The roadmap: ten components and their evidence."""
