#!/bin/sh
# Installs Chancery from its Python package, without Rust, and runs `chancery check`.
#
# In:  PACKAGE  what pip installs, `chancery-cli==0.1.0` or a wheel's path
#      FORMAT   how findings are printed
#      FILES    files and folders, parted by blanks; none is the site in the working directory
#      OPTIONS  further options of `chancery check`, parted by blanks
# Out: findings on standard output; exit code 0 clean, 1 findings, 2 could not run.
set -eu

# An environment of its own: a runner's Python may refuse packages, or be the checked project's.
home=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/chancery-environment
if [ ! -x "$home/bin/chancery" ]; then
  python3 -m venv "$home"
  "$home/bin/python" -m pip install --quiet --disable-pip-version-check "$PACKAGE"
fi

# shellcheck disable=SC2086  # words are parted on purpose
exec "$home/bin/chancery" check --format "$FORMAT" ${OPTIONS:-} ${FILES:-}
