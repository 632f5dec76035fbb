"""Where articles come from: folders, checkouts of documentation, sites; read, limited and kept in step."""

from knowledge.origins.limits import Limits
from knowledge.origins.named import Kind, Origin, origins_of
from knowledge.origins.reading import read_origin

__all__ = ["Kind", "Limits", "Origin", "origins_of", "read_origin"]
