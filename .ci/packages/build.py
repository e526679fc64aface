#!/usr/bin/env python3
"""Builds the packages that need no Rust toolchain: a Python wheel, and npm packages.

    python3 .ci/packages/build.py [--profile PROFILE] [--target TRIPLE]

writes them to target/packages/dist, for the platform that it runs on. It needs cargo, npm, and maturin
(`pip install maturin`). `try.py` beside it installs them as a user would.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from notices import third_party_notices

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).resolve().parent
STAGE = ROOT / "target" / "packages"
LICENCES = ["LICENSE-APACHE", "LICENSE-MIT"]

# What npm calls a platform, by the triple that Rust compiles for.
PLATFORMS = {
    "aarch64-apple-darwin": ("darwin", "arm64"),
    "x86_64-apple-darwin": ("darwin", "x64"),
    "aarch64-unknown-linux-gnu": ("linux", "arm64"),
    "x86_64-unknown-linux-gnu": ("linux", "x64"),
    "x86_64-pc-windows-msvc": ("win32", "x64"),
}

# What the program prints for `chancery generate`, and where a system looks for it below `share`.
SHARED_FILES = {
    "man": "man/man1/chancery.1",
    "bash": "bash-completion/completions/chancery",
    "zsh": "zsh/site-functions/_chancery",
    "fish": "fish/vendor_completions.d/chancery.fish",
}


def main():
    arguments = argparse.ArgumentParser(description="Build the wheel and the npm packages")
    arguments.add_argument("--profile", default="release", help="cargo profile of the program")
    arguments.add_argument("--target", help="triple to compile for; that of this machine by default")
    options = arguments.parse_args()

    target = options.target or host_triple()
    if target not in PLATFORMS:
        sys.exit(f"build.py: no package is made for {target}; known are: {', '.join(PLATFORMS)}")

    shutil.rmtree(STAGE, ignore_errors=True)
    (STAGE / "dist").mkdir(parents=True)

    program = compile_program(options.profile, options.target)
    metadata = cargo_metadata(target)
    notices = third_party_notices(metadata)

    build_wheel(program, notices, options)
    build_npm(program, notices, crate(metadata)["version"], target)

    for package in sorted((STAGE / "dist").iterdir()):
        print(f"{package.relative_to(ROOT)}  {package.stat().st_size / 1e6:.1f} MB")


def run(*command, **options):
    """Runs a command, whose own output goes to standard error; its failure ends the build."""
    subprocess.run(command, check=True, stdout=sys.stderr, **options)


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def host_triple():
    lines = output("rustc", "-vV").splitlines()
    return next(line.split()[1] for line in lines if line.startswith("host:"))


def cargo_metadata(target):
    """Returns what is compiled into the program on a platform."""
    return json.loads(
        output("cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target)
    )


def crate(metadata):
    return next(it for it in metadata["packages"] if it["id"] == metadata["resolve"]["root"])


def compile_program(profile, target):
    """Compiles the program, and returns its path."""
    command = ["cargo", "build", "--locked", "--profile", profile, "--bin", "chancery"]
    command += ["--target", target] if target else []
    messages = output(*command, "--message-format", "json-render-diagnostics").splitlines()

    for message in map(json.loads, messages):
        if message["reason"] == "compiler-artifact" and message.get("executable"):
            return Path(message["executable"])

    sys.exit("build.py: cargo built no program")


def build_wheel(program, notices, options):
    stage = STAGE / "python"
    stage.mkdir()
    for file in [SOURCE / "pyproject.toml", SOURCE / "README.md", *(ROOT / it for it in LICENCES)]:
        shutil.copy(file, stage)
    (stage / "THIRD-PARTY-NOTICES").write_text(notices, encoding="utf-8")

    for kind, place in SHARED_FILES.items():
        file = stage / "data" / "data" / "share" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(output(str(program), "generate", kind), encoding="utf-8")

    command = ["maturin", "build", "--profile", options.profile, "--out", str(STAGE / "dist")]
    command += ["--target", options.target] if options.target else []
    # A debugger's names are no part of a package.
    run(*command, "--strip", cwd=stage)


def build_npm(program, notices, version, target):
    system, processor = PLATFORMS[target]
    name = json.loads((SOURCE / "npm" / "package.json").read_text())["name"]
    description = f"The program of {name} for {system}-{processor}"

    native = STAGE / "npm" / f"{system}-{processor}"
    (native / "bin").mkdir(parents=True)
    binary = native / "bin" / program.name
    shutil.copy(program, binary)
    if shutil.which("strip") and system != "win32":
        run("strip", str(binary))
    binary.chmod(0o755)
    add_texts(native, notices)
    write_package(native, {
        "name": f"{name}-{system}-{processor}",
        "version": version,
        "description": description,
        "license": "MIT OR Apache-2.0",
        "os": [system],
        "cpu": [processor],
        "files": ["bin", "THIRD-PARTY-NOTICES", *LICENCES],
    })

    # Its launcher finds the program among these: npm installs the one that fits.
    launcher = STAGE / "npm" / "launcher"
    shutil.copytree(SOURCE / "npm", launcher)
    shutil.copy(SOURCE / "README.md", launcher)
    package = json.loads((launcher / "package.json").read_text())
    platforms = sorted(f"{name}-{system}-{processor}" for system, processor in PLATFORMS.values())
    package["version"] = version
    package["optionalDependencies"] = dict.fromkeys(platforms, version)
    write_package(launcher, package)

    npm = shutil.which("npm") or sys.exit("build.py: npm is not installed")
    for folder in [native, launcher]:
        run(npm, "pack", "--silent", "--pack-destination", str(STAGE / "dist"), cwd=folder)


def add_texts(folder, notices):
    for licence in LICENCES:
        shutil.copy(ROOT / licence, folder)
    (folder / "THIRD-PARTY-NOTICES").write_text(notices, encoding="utf-8")


def write_package(folder, package):
    (folder / "package.json").write_text(json.dumps(package, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    os.chdir(ROOT)
    try:
        main()
    except subprocess.CalledProcessError as failure:
        sys.exit(f"build.py: {' '.join(map(str, failure.cmd))} failed\n{failure.stderr or ''}")
    except FileNotFoundError as missing:
        sys.exit(f"build.py: {missing.filename} is not there: install it, and run this again")
