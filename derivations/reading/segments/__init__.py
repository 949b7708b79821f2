"""Documents in LaTeX and in Markdown as segments: prose, headings, parts, displays, inline mathematics."""
