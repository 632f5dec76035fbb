"""Vectors of many texts: in worker threads of this process, or from a provider."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from knowledge.embedding import Model, Provider

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

HERE_AT_ONCE, THERE_AT_ONCE = 64, 512  # texts between two writes to the store


class Maker:
    """Turns pieces of articles into vectors. A text in this process is computed alone, never in a batch."""

    def __init__(self, model: Model, pool: ThreadPoolExecutor) -> None:
        self._model = model
        self._pool = pool
        self.at_once = THERE_AT_ONCE if isinstance(model, Provider) else HERE_AT_ONCE

    async def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """One vector for each text.

        Raises:
            VectorsUnreachable: the provider does not answer.
        """
        if isinstance(self._model, Provider):
            return await self._model.passages(texts)
        loop = asyncio.get_running_loop()
        each = (loop.run_in_executor(self._pool, self._model.vector, text) for text in texts)
        return list(await asyncio.gather(*each))

    async def ready(self) -> None:
        """See that a provider answers at all, and learn how long its vectors are.

        Raises:
            VectorsUnreachable: it does not.
        """
        if isinstance(self._model, Provider) and not self._model.size:
            await self._model.questions(["Are you there?"])
