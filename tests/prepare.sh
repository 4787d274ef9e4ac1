#!/usr/bin/env bash
# Makes sure that Chromium, a Chinese font and LibreOffice are there: installs Debian's as root, and says
# otherwise what to run. The tests of LibreOffice can be left out, except where CI is set.
set -euo pipefail

chinese_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh family)" ]; }
office() { command -v soffice >/dev/null || command -v libreoffice >/dev/null; }
install() { echo "apt-get install -y --no-install-recommends $*"; }

missing=()
command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null || missing+=(chromium)
chinese_font || missing+=(fonts-noto-cjk fontconfig)
office=()
office || office=(libreoffice-writer-nogui libreoffice-calc-nogui)

if [ "$(id -u)" -eq 0 ] && [ $((${#missing[@]} + ${#office[@]})) -gt 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    $(install -qq "${missing[@]}" "${office[@]}")
elif [ ${#missing[@]} -gt 0 ]; then
    echo "The browser tests need ${missing[*]}. Run: sudo $(install "${missing[@]}" "${office[@]}")" >&2
    exit 1
elif [ ${#office[@]} -gt 0 ]; then
    echo "The tests of old formats need LibreOffice. Run: sudo $(install "${office[@]}")" >&2
    [ -z "${CI:-}" ]
fi

chinese_font || {
    echo "There is no Chinese font, so pages would be pictures of boxes. Install fonts-noto-cjk." >&2
    exit 1
}
