#!/usr/bin/env bash
# Makes sure that Chromium and a Chinese font are there: installs Debian's as root, and says
# otherwise what to run.
set -euo pipefail

chinese_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh family)" ]; }

missing=()
command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null || missing+=(chromium)
chinese_font || missing+=(fonts-noto-cjk fontconfig)

if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "The browser tests need ${missing[*]}. Run: sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

chinese_font || {
    echo "There is no Chinese font, so pages would be pictures of boxes. Install fonts-noto-cjk." >&2
    exit 1
}
