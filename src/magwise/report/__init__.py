"""The results as terminal text, Markdown, a web page and JSON, all from one `Document`."""

from magwise.report.document import Document, document
from magwise.report.writing import write_text

__all__ = ["Document", "document", "write_text"]
