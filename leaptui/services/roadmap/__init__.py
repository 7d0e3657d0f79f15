"""The roadmap: components, and the figures they can rest on."""
