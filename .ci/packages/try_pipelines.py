#!/usr/bin/env python3
"""Runs the steps of the pipelines that the documents offer, as plain shell, with the wheel that build.py made.

    python3 .ci/packages/try_pipelines.py

It needs what requirements.txt beside it lists. Each pipeline checks a document with a false sentence, and has to say so;
then one without. pip takes `chancery-cli` from target/packages/dist, as it later will from its index.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "target" / "packages" / "dist"
DOCS = ROOT / "docs" / "ci"

FALSE_TEXT = "# Rivers\n\nWarnings fell by 40% from 2,600 to 1,900.\n"
TRUE_TEXT = "# Rivers\n\nWarnings fell by 27% from 2,600 to 1,900.\n"


def main():
    pipelines = [github_action, github_workflow, gitlab_component, pre_commit]
    for pipeline in pipelines:
        for text, expected in [(FALSE_TEXT, 1), (TRUE_TEXT, 0)]:
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder)
                (place / "README.md").write_text(text)
                code, said = pipeline(place)
                if code != expected or ("wrong-change" in said) != bool(expected):
                    sys.exit(f"try_pipelines.py: {pipeline.__name__} ended with {code}\n{said}")
        print(f"{pipeline.__name__}: finds the false sentence, and passes the right one")


def github_action(place):
    """The composite action, with its inputs as a workflow gives them."""
    action = yaml.safe_load((ROOT / ".ci/action/action.yml").read_text())
    inputs = {name: it["default"] for name, it in action["inputs"].items()} | {"files": "README.md"}
    (step,) = action["runs"]["steps"]

    def filled(text):
        text = re.sub(r"\$\{\{ inputs\.([\w-]+) }}", lambda it: inputs[it[1]], text)
        return text.replace("${{ github.action_path }}", str(ROOT / ".ci/action"))

    variables = {name: filled(value) for name, value in step["env"].items()}
    return shell([step["run"]], place, RUNNER_TEMP=str(place), **variables)


def github_workflow(place):
    """The workflow that checks a site: here, a site of one page."""
    as_site(place)
    workflow = yaml.safe_load((DOCS / "github-check.yml").read_text())
    lines = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]

    return shell(lines, place, PIPX_HOME=str(place / "pipx"), PIPX_BIN_DIR=str(place / "bin"))


def gitlab_component(place):
    """The job of the component, with its inputs filled in as GitLab does."""
    venv.create(place / "python", with_pip=True)
    head, job = (DOCS / "gitlab-check.yml").read_text().split("\n---\n")
    inputs = {name: it["default"] for name, it in yaml.safe_load(head)["spec"]["inputs"].items()}
    inputs["files"] = "README.md"

    job = re.sub(r"\$\[\[ inputs\.(\w+) ]]", lambda it: json.dumps(inputs[it[1]]), job)
    job = yaml.safe_load(job)["chancery"]
    code, said = shell(job["script"], place, bin=place / "python" / "bin", **job["variables"])

    (report,) = job["artifacts"]["reports"].values()
    return code, said + (place / report).read_text()


def pre_commit(place):
    (place / ".pre-commit-config.yaml").write_text((DOCS / "pre-commit-config.yaml").read_text())
    lines = ["git init --quiet", "git add .", "pre-commit run --all-files"]

    return shell(lines, place, PRE_COMMIT_HOME=str(place / "hooks"))


def as_site(place):
    content = place / "content"
    content.mkdir()
    (content / "site.yaml").write_text("title: Rivers\nbase_url: https://www.example.org/\n")
    text = (place / "README.md").read_text().split("\n", 2)[2]
    (content / "rivers.md").write_text(f"---\ntitle: Rivers\nsummary: What rivers do.\n---\n{text}")


def shell(lines, place, bin=None, **variables):
    """Runs lines as a runner does: in one shell that stops at the first failure."""
    path = [str(bin or place / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    environment = os.environ | variables | {"PATH": os.pathsep.join(path), "PIP_FIND_LINKS": str(DIST)}
    script = "set -e\n" + "\n".join(lines)
    done = subprocess.run(["sh", "-c", script], cwd=place, env=environment, capture_output=True, text=True)

    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    main()
