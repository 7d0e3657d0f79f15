"""From cleared content to documents: Word, PDF, web page and Markdown."""
