"""Memeriksa jejak dan edisi Kinerja KPU tanpa aplikasinya: cukup Python 3.8 atau lebih baru dan berkas ini.

python pemeriksa_mandiri.py --jejak jejak.jsonl [--edisi edisi.json …] [--jangkar jangkar-2026-01-31.jsonl …]

Yang dihitung ulang: sidik SHA-256 setiap jejak beserta rangkaiannya, sidik setiap edisi, dan apakah jejak yang
dijangkarkan pada edisi atau pada berkas jangkar memang ada. Keluar dengan 0 bila utuh, 1 bila ada temuan.
"""

# Everything is in this one file and nothing of the application is imported: it must convince people who trust neither
# the server nor its database. It reads the export line by line, so a journal of any size fits.

import argparse
import hashlib
import json
import sys
from pathlib import Path

AWAL = "0" * 64


def canonical(data):
    """The one way in which data is written before it is hashed."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(data):
    return hashlib.sha256(canonical(data).encode("utf-8")).hexdigest()


def read_json(text):
    """An object from text; None when it is none, or names a key twice so that readers could see different things."""

    def once(pairs):
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError
        return found

    try:
        data = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def check_journal(lines, findings):
    """Recompute a chain; returns its name and the fingerprint of each number."""
    rantai, nomor, before, sidik = None, 0, AWAL, {}
    for number, line in enumerate(lines, start=1):
        entry = read_json(line)
        if entry is None or type(entry.get("nomor")) is not int or not isinstance(entry.get("sidik"), str):
            findings.append(f"Jejak baris {number} tidak terbaca.")
            continue
        exact = canonical(entry) == line.rstrip("\r\n")
        own = entry.pop("sidik")
        rantai = entry.get("rantai") if rantai is None else rantai
        if entry.get("rantai") != rantai:
            findings.append(f"Jejak baris {number} milik rantai lain.")
        if entry["nomor"] != nomor + 1:
            findings.append(f"Jejak nomor {nomor + 1} hilang; yang ada nomor {entry['nomor']}.")
        if not exact or entry.get("sidik_sebelum") != before or sha256(entry) != own:
            findings.append(f"Jejak nomor {entry['nomor']} tidak cocok dengan sidiknya.")
        nomor, before = entry["nomor"], own
        sidik[nomor] = own
    return rantai, sidik


def find_anchor(anchor, source, chain, findings):
    """Look for an anchored entry in the chain; False when it belongs to another chain."""
    rantai, sidik = chain
    if not isinstance(anchor, dict) or type(anchor.get("nomor")) is not int:
        findings.append(f"{source}: jangkarnya tidak terbaca.")
    elif anchor.get("rantai") != rantai:
        return False
    elif sidik.get(anchor["nomor"]) != anchor.get("sidik"):
        findings.append(f"{source}: jejak nomor {anchor['nomor']} yang dijangkarkan tidak ada dalam jejak ini.")
    return True


def check_edition(text, source, chain, findings):
    """Recompute the fingerprint of an edition and look for its anchor."""
    edition = read_json(text)
    if edition is None or not isinstance(edition.get("isi"), dict):
        findings.append(f"{source}: bukan berkas edisi.")
    elif sha256(edition["isi"]) != edition.get("sha256"):
        findings.append(f"{source}: isinya tidak cocok dengan sidiknya.")
    elif not find_anchor(edition["isi"].get("jejak"), source, chain, findings):
        findings.append(f"{source}: edisi ini dijangkarkan pada rantai lain; berikan jejak rantai itu.")
    else:
        print(f"{source}: sidik edisi {edition['sha256']}")


def check_anchor_file(lines, source, chain, findings):
    """Look for every anchor of this chain in a file that also holds those of other chains."""
    own = 0
    for number, line in enumerate(lines, start=1):
        if line.strip():
            own += find_anchor(read_json(line), f"{source} baris {number}", chain, findings)
    print(f"{source}: {own} jangkar rantai ini")


def opened(path):
    return Path(path).open(encoding="utf-8-sig")


def spelt_out(given):
    path = Path(given)
    return sorted(path.parent.glob(path.name)) or [path]


def main():
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(description="Memeriksa jejak dan edisi Kinerja KPU tanpa aplikasinya.")
    parser.add_argument("--jejak", help="unduhan jejak satu satker (.jsonl)")
    parser.add_argument("--edisi", nargs="*", default=[], help="berkas edisi (.json)")
    parser.add_argument("--jangkar", nargs="*", default=[], help="berkas jangkar (.jsonl)")
    chosen, findings = parser.parse_args(), []
    if not chosen.jejak:
        print("Sebutkan unduhan jejaknya: python pemeriksa_mandiri.py --jejak jejak-5371.jsonl", file=sys.stderr)
        return 2
    try:
        with opened(chosen.jejak) as file:
            chain = check_journal(file, findings)
        last = max(chain[1], default=0)
        print(f"Rantai {chain[0] or 'sistem'}: {len(chain[1])} jejak, sidik terakhir {chain[1].get(last, AWAL)}")
        for path in chosen.edisi:
            with opened(path) as file:
                check_edition(file.read(), path, chain, findings)
        # Not every shell spells out the star in jangkar-*.jsonl.
        for path in (path for given in chosen.jangkar for path in spelt_out(given)):
            with opened(path) as file:
                check_anchor_file(file, path, chain, findings)
    except OSError as error:
        findings.append(f"{error.filename} tidak dapat dibaca. Periksa nama berkasnya dan foldernya.")
    except UnicodeDecodeError:
        findings.append("Ada berkas yang bukan UTF-8.")
    for finding in findings:
        print(finding, file=sys.stderr)
    if not findings:
        print("Utuh: tidak ada temuan.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
