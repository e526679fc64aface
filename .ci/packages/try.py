#!/usr/bin/env python3
"""Installs the packages that build.py made as a user would, and lets each find a false sentence.

    python3 .ci/packages/try.py

It works in empty folders of its own, without Rust on the path, and prints how long each takes from nothing to a finding.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "target" / "packages" / "dist"

FALSE_SENTENCE = "# Rivers\n\nWarnings fell by 40% from 2,600 to 1,900.\n"


def main():
    wheel = only(DIST.glob("*.whl"))
    archives = sorted(DIST.glob("*.tgz"))

    with tempfile.TemporaryDirectory() as folder:
        for name, install in [("wheel", install_wheel), ("npm", install_npm)]:
            place = Path(folder) / name
            place.mkdir()
            begun = time.monotonic()
            program = install(place, wheel, archives)
            finds_the_fault(place, program)
            builds_a_site(place, program)
            print(f"{name}: from nothing to a finding and a site in {time.monotonic() - begun:.1f} s")


def only(files):
    files = list(files)
    if len(files) != 1:
        sys.exit(f"try.py: {len(files)} wheels lie in {DIST}: run build.py first")
    return files[0]


def environment():
    """Returns the environment without Rust."""
    path = os.environ["PATH"].split(os.pathsep)
    return {**os.environ, "PATH": os.pathsep.join(it for it in path if "cargo" not in it)}


def install_wheel(place, wheel, _archives):
    venv.create(place / "venv", with_pip=True)
    scripts = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    run([python, "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", wheel], place)
    assert (place / "venv" / "share" / "man" / "man1" / "chancery.1").is_file(), "the manual page is missing"

    return scripts / ("chancery.exe" if os.name == "nt" else "chancery")


def install_npm(place, _wheel, archives):
    npm = shutil.which("npm") or sys.exit("try.py: npm is not installed")
    (place / "package.json").write_text('{"private": true}')
    # From files alone: packages for other platforms are optional, and asked of no registry.
    run([npm, "install", "--silent", "--offline", "--no-audit", "--no-fund", *archives], place)

    return place / "node_modules" / ".bin" / ("chancery.cmd" if os.name == "nt" else "chancery")


def run(command, place, expected=0):
    done = subprocess.run(
        list(map(str, command)), cwd=place, env=environment(), capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode != expected:
        sys.exit(f"try.py: {command} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def finds_the_fault(place, program):
    (place / "release.md").write_text(FALSE_SENTENCE)
    found = run([program, "check", "release.md", "--format", "concise"], place, expected=1)
    assert "wrong-change" in found, found


def builds_a_site(place, program):
    run([program, "new", "site"], place)
    run([program, "build", "site"], place)
    assert (place / "site" / "public" / "index.html").is_file()


if __name__ == "__main__":
    main()
