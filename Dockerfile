# The image of Kinerja KPU: one for the web server, the worker and the schedule. docker-compose.yml says how they run together.

FROM python:3.12-slim-bookworm AS pustaka
COPY requirements.txt /tmp/requirements.txt
# Wheels only: the image holds no compiler, and nothing that is installed may run code of its own while installing.
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
        --require-hashes --only-binary=:all: -r /tmp/requirements.txt

FROM python:3.12-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=kpu_kinerja.settings \
    DATA_DIR=/data \
    STATIC_ROOT=/app/staticfiles
# A new volume takes owner and mode of the folder that it covers.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin kinerja \
    && install --directory --owner=kinerja --group=kinerja --mode=0750 /data
COPY --from=pustaka /opt/venv /opt/venv
WORKDIR /app
# Owned by root: the application cannot change its own code, even where the root file system is not read-only.
COPY . .
# This key signs nothing that outlives the line.
RUN DATA_DIR=/tmp SECRET_KEY=hanya-untuk-collectstatic python manage.py collectstatic --noinput \
    && python -m compileall -q apps kpu_kinerja
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "docker/sehat"]
ENTRYPOINT ["docker/entrypoint"]
CMD ["web"]
