#!/usr/bin/env python3
"""Kinerja KPU dalam satu perintah.

python mulai.py [PORT]      siapkan semuanya, lalu layani di http://127.0.0.1:PORT/ (bawaan 8000 atau variabel PORT)
python mulai.py --uji …     siapkan alat uji, lalu jalankan semua uji; argumen sesudahnya diteruskan ke pytest
python mulai.py --pasang    hanya pasang pustaka dan alat uji
"""

# Plain standard library and one file, because it runs before anything is installed, and on Windows and macOS, where
# offices have no make. It must still be *read* by a Python that is too old or too new, to say so in one line.
# What a person reads here is Indonesian; whatever is missing is named together with the command that gets it.

from __future__ import annotations

import hashlib
import http.client
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / os.environ.get("VENV", ".venv")
STAMP = VENV / "terpasang.json"
RUNTIME = ("requirements.txt",)
DEVELOPMENT = ("requirements.txt", "requirements-dev.txt")

HOST = "127.0.0.1"
OLDEST, NEWEST = (3, 11), (3, 13)
SUPPORTED = ("python3.13", "python3.12", "python3.11")
WINDOWS = os.name == "nt"
SERVER_START_SECONDS = 60
STOP_SECONDS = 20
WORKER_PAUSE_SECONDS = 5


class Stop(Exception):
    """Ends the program with one line that says what is wrong and what to do."""


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return the exit status."""
    # A console that cannot show a character gets a "?" instead of a traceback.
    sys.stdout.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    os.chdir(ROOT)
    _stop_on_signals()
    try:
        if arguments[:1] in (["-h"], ["--help"], ["--bantuan"]):
            print(__doc__.strip())
            return 0
        if arguments[:1] == ["--pasang"]:
            prepare_environment(DEVELOPMENT)
            return 0
        if arguments[:1] == ["--uji"]:
            return run_tests(arguments[1:])
        return run_application(read_port(arguments))
    except Stop as reason:
        print(reason)
        return 1
    except KeyboardInterrupt:
        return 130


def read_port(arguments: list[str]) -> int:
    """Return the port from the command line, else from PORT, else 8000."""
    text = arguments[0] if arguments else os.environ.get("PORT") or "8000"
    if len(arguments) > 1 or not text.isdecimal() or not 0 < int(text) < 65536:
        given = " ".join(arguments) or text
        raise Stop(f"Port harus satu angka 1 sampai 65535, bukan {given!r}. Contoh: {_me('8001')}")
    return int(text)


def run_application(port: int) -> int:
    """Prepare everything that is missing, then serve until told to stop."""
    require_free_port(port)
    python = prepare_environment(RUNTIME)
    # One process does all the preparing, so that a second start pays for starting Django only once.
    if run([python, "manage.py", "siapkan"]) != 0:
        raise Stop("Persiapan gagal; sebabnya tertulis di atas. Aplikasi tidak dijalankan.")
    return serve(python, port)


def run_tests(arguments: list[str]) -> int:
    """Run the test suite with the development tools; return pytest's exit status."""
    python = prepare_environment(DEVELOPMENT)
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        print("Uji peramban dilewati: Chromium belum ada. Pasang dengan: sudo apt install chromium")
    return run([python, "-m", "pytest", *arguments])


# --- what must be there before anything else -------------------------------------------------------------------------


def require_python() -> None:
    """Refuse a Python outside the supported range, after looking for a supported one beside it."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for name in SUPPORTED:
        if not WINDOWS and (other := shutil.which(name)):
            os.execv(other, [other, str(ROOT / "mulai.py"), *sys.argv[1:]])
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    raise Stop(f"Perlu Python 3.{OLDEST[1]} sampai 3.{NEWEST[1]}, yang ada {found}. {_get_python()}")


def require_modules() -> None:
    """Refuse a Python from which parts were left out: Debian ships venv apart, own builds may lack SQLite or TLS."""
    debian = f"Pasang dengan: sudo apt install python3.{sys.version_info[1]}-venv"
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise Stop(f"Modul venv belum ada. {debian if _has_apt() else _get_python()}")
    for module, name in (("_sqlite3", "SQLite"), ("_ssl", "TLS")):
        if importlib.util.find_spec(module) is None:
            raise Stop(f"Python ini dibuat tanpa {name}; perlu yang lengkap. {_get_python()}")


def require_free_port(port: int) -> None:
    """Refuse a port that another program serves, before minutes are spent on installing."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # type: ignore[attr-defined]
        else:
            # A port that was served a moment ago lingers in TIME_WAIT; that is not "in use".
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stop(f"Port {port} tidak boleh dipakai oleh akun ini. Pilih port lain: {_me('8001')}") from None
        except OSError:
            raise Stop(f"Port {port} sedang dipakai program lain. Pilih port lain: {_me(str(port + 1))}") from None


def _has_apt() -> bool:
    return shutil.which("apt-cache") is not None


def _get_python() -> str:
    """Return how to get a complete Python on this system: the command, where there is one."""
    if WINDOWS:
        return "Pasang dengan: winget install Python.Python.3.13"
    if sys.platform == "darwin":
        return "Pasang dengan: brew install python@3.13"
    # Which of the supported versions a release of Debian or Ubuntu has differs; an older "python3" may stand beside it.
    for name in SUPPORTED:
        if _has_apt() and run(["apt-cache", "show", name], quiet=True) == 0:
            return f"Pasang dengan: sudo apt install {name} {name}-venv"
    return "Unduh dari: https://www.python.org/downloads/"


def _me(port: str) -> str:
    """Return the command that starts this program on `port`, as the person here would type it."""
    if "MAKELEVEL" in os.environ:
        return f"make run PORT={port}"
    return f"{'py' if WINDOWS else 'python3'} mulai.py {port}"


# --- virtual environment ---------------------------------------------------------------------------------------------


def prepare_environment(files: tuple[str, ...]) -> str:
    """Make the virtual environment and install the locked `files` if they changed; return its Python."""
    python = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in files}
    stamp = _read_stamp()
    usable = python.exists() and stamp.get("python", str(python.resolve())) == str(python.resolve())
    if usable and wanted.items() <= stamp.items():
        return str(python)
    require_python()
    require_modules()
    if not usable or run([str(python), "-c", "import pip"], quiet=True) != 0:
        _make_environment()
        stamp = {}
    _install(python, files)
    STAMP.write_text(json.dumps({**stamp, **wanted, "python": str(python.resolve())}, indent=2), encoding="utf-8")
    return str(python)


def _read_stamp() -> dict[str, str]:
    """Return what was installed: the digest of each file, and the Python for which it was done."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _make_environment() -> None:
    """Make the virtual environment anew; a half-made one, or one whose Python is gone, is of no use."""
    print(f"Membuat lingkungan Python di {VENV.name} …")
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Stop(f"Lingkungan Python tidak dapat dibuat di {VENV}. Periksa hak tulis dan ruang disk.")


def _install(python: Path, files: tuple[str, ...]) -> None:
    print("Memasang pustaka yang terkunci (hanya bila berubah; perlu internet) …")
    # STAMP is the proof of a finished install: it goes first, so that an interrupted one is done again.
    STAMP.unlink(missing_ok=True)
    command = [str(python), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    command += ["--require-hashes", *(part for name in files for part in ("-r", name))]
    if run(command) != 0:
        raise Stop(f"Pustaka tidak dapat dipasang. Periksa sambungan internet, lalu ulangi: {_me('')}".rstrip())


# --- serving ---------------------------------------------------------------------------------------------------------


def serve(python: str, port: int) -> int:
    """Run the web server and the background worker until one asks to stop; return the exit status."""
    worker_command = [python, "manage.py", "db_worker"]
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.append(start(server_command(python, port)))
        wait_until_serving(children[0], port)
        print(f"\nKinerja KPU siap di http://{HOST}:{port}/  (berhenti: Ctrl-C)\n")
        children.append(start(worker_command))
        while children[0].poll() is None:
            if children[1].poll() is not None:
                print("Pekerja latar berhenti sendiri; dijalankan lagi.")
                time.sleep(WORKER_PAUSE_SECONDS)
                children[1] = start(worker_command)
            time.sleep(0.5)
        raise Stop("Server berhenti sendiri; sebabnya tertulis di atas.")
    except KeyboardInterrupt:
        print("\nMenghentikan server dan pekerja latar …")
        return 0
    finally:
        stop(children)


def server_command(python: str, port: int) -> list[str]:
    """Return the command of the web server: gunicorn, which does not exist for Windows, else Django's own."""
    if WINDOWS:
        return [python, "manage.py", "runserver", "--noreload", "--skip-checks", f"{HOST}:{port}"]
    command = [python, "-m", "gunicorn", "kpu_kinerja.wsgi:application", "--bind", f"{HOST}:{port}"]
    # The application is loaded once and shared, not once for each worker: half the work of a start on a small computer.
    command += ["--preload", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    # A person reads longer than two seconds, and a new connection costs a slow line another round trip.
    command += ["--keep-alive", "30", "--graceful-timeout", "5", "--log-level", "warning"]
    return command + (["--no-control-socket"] if _gunicorn_has_control_socket() else [])


def _gunicorn_has_control_socket() -> bool:
    """Say whether the installed gunicorn knows the option; read, not run, because a process costs a start."""
    return any("--no-control-socket" in path.read_text("utf-8") for path in VENV.glob("lib/*/*/gunicorn/config.py"))


def wait_until_serving(server: subprocess.Popen[bytes], port: int) -> None:
    """Return when the server answers a request; any answer will do, the page itself is not judged here."""
    deadline = time.monotonic() + SERVER_START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", "/sehat/")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise Stop("Server tidak dapat dijalankan; sebabnya tertulis di atas.")


# --- processes -------------------------------------------------------------------------------------------------------


def _environment() -> dict[str, str]:
    # Windows would otherwise write its own code page, in which Indonesian dashes and quotes do not exist.
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "kpu_kinerja.settings", "PYTHONUTF8": "1"}


def run(command: list[str], *, quiet: bool = False) -> int:
    """Run one step to its end; return its exit status."""
    sys.stdout.flush()
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, env=_environment(), stdout=output, stderr=output, check=False).returncode


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process that stays, out of reach of the terminal's Ctrl-C.

    The worker takes a second signal for "drop the task at hand", so it must get exactly one, and from us.
    """
    if WINDOWS:
        flags = subprocess.CREATE_NEW_PROCESS_GROUP  # type: ignore[attr-defined]
        return subprocess.Popen(command, env=_environment(), creationflags=flags)
    return subprocess.Popen(command, env=_environment(), start_new_session=True)


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask the children to end and wait for them; one that takes too long, or a second Ctrl-C, ends them hard."""
    deadline = time.monotonic() + STOP_SECONDS
    try:
        for child in children:
            if child.poll() is None:
                child.terminate()
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            if child.poll() is None:
                child.kill()


def _stop_on_signals() -> None:
    """Let a service manager's SIGTERM, a closed terminal and Windows' Ctrl-Break end it as Ctrl-C does."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        # Under nohup the closing of the terminal is meant to be survived.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, interrupt)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
