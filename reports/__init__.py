"""Views of what was decided, and printers of views: terminal, JSON, LaTeX, HTML; the command line."""
