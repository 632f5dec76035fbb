"""Files to articles: Markdown, HTML, plain text, CSV and JSON lines, from one folder."""

from knowledge.loading.folder import load_folder
from knowledge.loading.loaded import Loaded, Skipped

__all__ = ["Loaded", "Skipped", "load_folder"]
