#!/bin/sh
# A PDF needs Pango on the system. Installs it where that needs no question; says how otherwise.
# Never fails: without Pango everything but PDF works.
python="$1"
"$python" -c 'import weasyprint' >/dev/null 2>&1 && exit 0
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
    echo "Installing Pango for PDF"
    $as_root apt-get -qq install -y $packages >/dev/null 2>&1 ||
        { $as_root apt-get -qq update && $as_root apt-get -qq install -y $packages; } >/dev/null 2>&1
fi
"$python" -c 'import weasyprint' >/dev/null 2>&1 ||
    echo "PDF needs Pango. Debian and Ubuntu: sudo apt install $packages. macOS: brew install pango." >&2
exit 0
