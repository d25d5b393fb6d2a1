# Short names for what mulai.py and the tools do. `make` alone lists them.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Where uv lives, which only `make kunci` needs.
UV := $(VENV)/kunci/bin/uv
KUNCI := pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
  --custom-compile-command "make kunci"
export VENV

DETIK ?= 600
BENIH ?= 0

.DEFAULT_GOAL := bantuan
.PHONY: bantuan run test alat cek lint types kontrak templat migrasi kontainer bench fuzz kunci bersih ada-python

bantuan: ## Daftar perintah ini
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 18

run: ada-python ## Siapkan dan jalankan di http://127.0.0.1:8000/ (port lain: make run PORT=8001)
	@$(PYTHON) mulai.py

test: ada-python ## Jalankan semua uji (pilihan pytest: make test ARGS="-k capaian")
	@$(PYTHON) mulai.py --uji $(ARGS)

alat: ada-python ## Pasang pustaka dan alat uji di .venv
	@$(PYTHON) mulai.py --pasang

cek: lint types kontrak templat migrasi kontainer ## Semua pemeriksaan di bawah ini

lint: alat ## Gaya kode Python (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: alat ## Jenis data (mypy)
	$(BIN)/mypy

kontrak: alat ## Arah impor antarmodul (import-linter)
	$(BIN)/lint-imports --no-logo

templat: alat ## Gaya templat HTML (djlint)
	$(BIN)/djlint --lint --quiet templates apps

migrasi: alat ## Migrasi lengkap dan pengaturan pemasangan aman
	$(BIN)/python manage.py makemigrations --check --dry-run
	HTTPS=true ALLOWED_HOSTS=kinerja.example.go.id \
	  SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

kontainer: alat ## Berkas kontainer (check-jsonschema, hadolint, sintaks skrip)
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile
	for skrip in docker/entrypoint docker/cadangkan docker/rahasia; do sh -n $$skrip || exit 1; done

bench: alat ## Ukur waktu (tests/bench)
	$(BIN)/python -m tests.bench $(ARGS)

fuzz: alat ## Uji masukan acak: make fuzz DETIK=600 BENIH=0
	$(BIN)/python -m tests.fuzz --detik $(DETIK) --benih $(BENIH)

kunci: ada-python ## Kunci ulang requirements.txt dan requirements-dev.txt dari berkas .in
	@test -x $(UV) || { $(PYTHON) -m venv $(VENV)/kunci && $(VENV)/kunci/bin/pip install -qq uv; }
	$(UV) $(KUNCI) requirements.in --output-file requirements.txt $(ARGS)
	$(UV) $(KUNCI) requirements-dev.in --output-file requirements-dev.txt $(ARGS)

bersih: ## Hapus hasil alat dan berkas statis terkumpul; data di var/ tetap
	rm -rf staticfiles test-results .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

ada-python:
	@command -v $(PYTHON) >/dev/null || { echo "Python belum ada. Pasang dengan: sudo apt install python3 python3-venv"; exit 1; }
