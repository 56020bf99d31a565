# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the tests of the command. Prints TAP. Usage of a test: NAME.sh PROGRAM ROOT
set -u
PB=$(realpath "$1")
ROOT=$2
INI=$ROOT/data/orebro/problembild.ini
W=$(mktemp -d)
trap 'chmod -R u+w "$W"; rm -rf "$W"' EXIT
TESTS=0
FAILURES=0

ok() { # name, condition as a command
  local name=$1
  shift
  TESTS=$((TESTS + 1))
  if "$@"; then
    echo "ok $TESTS $name"
  else
    echo "not ok $TESTS $name"
    FAILURES=$((FAILURES + 1))
    { echo "# command failed: $*"; sed 's/^/# /' "$W/err" 2>/dev/null | head -5; }
  fi
}
# Run the program; status in $STATUS, streams in $W/out and $W/err.
pb() {
  "$PB" "$@" >"$W/out" 2>"$W/err"
  STATUS=$?
}
# A data folder with all there is, but of the invented events of Örebro only those of 2025: the same
# pages and figures in a fifth of the time. For what does not depend on how many events there are.
small_data() { # folder to make
  mkdir -p "$1/orebro"
  ln -s "$ROOT"/data/* "$1" 2>/dev/null
  ln -s "$ROOT/data/orebro/syntetisk_handelser_2025.csv" "$1/orebro"
  cp "$INI" "$1/orebro"
}
not() { ! "$@"; }
quietly() { "$@" >/dev/null 2>&1; }
status_is() { [ "$STATUS" = "$1" ]; }
says() { grep -qF -- "$1" "$W/out" "$W/err"; }
says_not() { ! grep -qE -- "$1" "$W/out" "$W/err"; }
prints() { grep -qF -- "$1" "$W/out"; }
done_testing() {
  echo "1..$TESTS"
  [ "$FAILURES" = 0 ]
}
