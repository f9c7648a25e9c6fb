#!/bin/sh
# The browser tests drive a Chromium. Installs one where that needs no question; says how otherwise.
# Never fails: without a Chromium those tests are left out, but CI asks for one.
python="$1"
"$python" -m tools.find_chromium >/dev/null 2>&1 && exit 0
echo "Installing Chromium for the browser tests"
if command -v apt-get >/dev/null 2>&1 && apt-cache show chromium >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
    install="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium"
    $install >/dev/null 2>&1 </dev/null ||
        { $as_root apt-get -qq update && $install; } >/dev/null 2>&1 </dev/null
fi
"$python" -m tools.find_chromium >/dev/null 2>&1 && exit 0
"$python" -m playwright install chromium >/dev/null 2>&1 </dev/null
"$python" -m tools.find_chromium >/dev/null 2>&1 ||
    echo "The browser tests need Chromium. Debian: sudo apt install chromium. Elsewhere: $python -m playwright install chromium. Or let MAGWISE_CHROMIUM name one." >&2
exit 0
