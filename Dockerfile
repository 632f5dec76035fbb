# Two steps, so that the running image holds no compiler and no cache.
FROM python:3.12-slim AS installed
WORKDIR /frontdesk
COPY requirements.lock ./
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 frontdesk \
 && mkdir /data && chown frontdesk:frontdesk /data
COPY --from=installed /venv /venv
WORKDIR /frontdesk
COPY --chown=frontdesk:frontdesk bot ./bot
COPY --chown=frontdesk:frontdesk knowledge ./knowledge
COPY --chown=frontdesk:frontdesk adapters ./adapters
USER frontdesk
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_FOLDER=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('CONSOLE__PORT', '8080') + '/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
