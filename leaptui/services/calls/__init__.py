"""A city's calls: asked for, imported, judged, measured, compared and handed out."""
