#!/bin/sh
# Make sure that there is an nginx for test_nginx.py where that is quick: as root on Debian. Elsewhere
# the test is skipped when there is none, and says so.
set -u
command -v nginx >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get update -qq && timeout 120 apt-get install -y -qq --no-install-recommends nginx-light; } >/dev/null 2>&1
fi
command -v nginx >/dev/null 2>&1 || echo "No nginx: its recipes are not tried."
exit 0
