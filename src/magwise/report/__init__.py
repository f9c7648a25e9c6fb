"""The results as terminal text, Markdown, a web page and JSON, all from one `Document`."""
