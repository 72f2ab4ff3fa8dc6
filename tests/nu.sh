#!/bin/sh
# Fetch the Nu Html Checker for test_valid.py into .npm/. It needs Java and npm: as root on Debian
# they are installed, elsewhere they are missed, and the test is skipped and says so.
set -u
VNU=26.9.27
[ -f .npm/nu/node_modules/vnu-jar/build/dist/vnu.jar ] && exit 0
if ! { command -v java && command -v npm; } >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        { apt-get update -qq && timeout 300 apt-get install -y -qq --no-install-recommends default-jre-headless npm; } >/dev/null 2>&1
    fi
fi
command -v npm >/dev/null 2>&1 || { echo "No npm: the HTML of the pages is not checked."; exit 0; }
timeout 120 npm install --prefix .npm/nu --no-save --ignore-scripts --no-audit --no-fund --loglevel=error "vnu-jar@$VNU" >/dev/null 2>&1 ||
    echo "npm could not fetch vnu-jar: the HTML of the pages is not checked."
exit 0
