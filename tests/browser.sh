#!/bin/sh
# Make sure that there is a Chromium for the tests: the system's own, or Debian's package
# (as root), or else the one that Playwright downloads. $1 is the bin folder of the environment.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0
fi
"$1/python" -m playwright install chromium
