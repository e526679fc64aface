"""The licences of what is compiled into the program, with their texts."""

from collections import defaultdict
from pathlib import Path

LICENCE_FILES = ("licen", "copying", "notice", "unlicense", "copyright")
SEPARATOR = "\n" + "=" * 80 + "\n\n"


def third_party_notices(metadata):
    """Returns one text for all crates that the program is linked from.

    `metadata` is that of `cargo metadata` for one platform. Texts that several crates share stand once. A crate
    without a text is named with its licence, and what it says of its authors.
    """
    crates_by_text = defaultdict(list)
    without_text = []

    for package in linked_packages(metadata):
        texts = licence_texts(Path(package["manifest_path"]).parent)
        for text in texts:
            crates_by_text[text].append(package)
        if not texts:
            without_text.append(package)

    head = "Chancery is linked from the crates that are named here, under their licences.\n"
    parts = [head]
    for text, packages in sorted(crates_by_text.items(), key=lambda it: heading(it[1])):
        parts.append(f"{heading(packages)}\n\n{text.strip()}\n")

    if without_text:
        lines = "".join(f"{heading([it])}, by {', '.join(it['authors']) or 'its authors'}\n" for it in without_text)
        parts.append(f"These crates come without a text of their licence:\n\n{lines}")

    return SEPARATOR.join(parts)


def heading(packages):
    return "\n".join(
        sorted(f"{it['name']} {it['version']} ({it['license'] or 'see its text'})" for it in packages)
    )


def linked_packages(metadata):
    """Returns the dependencies of the program, without those of its tests and of its compilation."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    reached, open_ids = set(), [root]

    while open_ids:
        for dependency in nodes[open_ids.pop()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_linked and dependency["pkg"] not in reached:
                reached.add(dependency["pkg"])
                open_ids.append(dependency["pkg"])

    packages = [it for it in metadata["packages"] if it["id"] in reached]
    return sorted(packages, key=lambda it: (it["name"], it["version"]))


def licence_texts(folder):
    """Returns the texts of the licences that lie in the folder of a crate."""
    files = sorted(it for it in folder.iterdir() if it.is_file() and it.name.lower().startswith(LICENCE_FILES))
    return [file.read_text(encoding="utf-8", errors="replace") for file in files]
