"""Files to articles: Markdown, HTML, plain text, CSV and JSON lines, from one folder."""

from knowledge.loading.folder import Loaded, Skipped, load_folder

__all__ = ["Loaded", "Skipped", "load_folder"]
