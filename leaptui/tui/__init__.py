"""The app: Textual screens over the services. The only package that knows Textual."""
