#!/usr/bin/env bash
# Sets everything up on a fresh machine and opens the window; without a display it makes a tour into out/ instead.
#   ./run.sh            the window (or the tour)
#   ./run.sh COMMAND …  the command line: ./run.sh --help
# test.sh sources this file for set_up.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

LIBRARIES=(libgl1 libegl1 libxkbcommon0 libxkbcommon-x11-0 libfontconfig1 libdbus-1-3 libxcb-cursor0 libxcb-icccm4
    libxcb-keysyms1 libxcb-shape0)

say() { printf '%s\n' "$*" >&2; }

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Prints the path of a Python 3.11 to 3.13 that can make virtual environments.
usable_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null && "$name" -c '
import sys, venv, ensurepip
sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

missing_packages() {
    local name
    command -v dpkg-query >/dev/null || return 0
    usable_python >/dev/null || printf '%s\n' python3 python3-venv ca-certificates
    for name in "${LIBRARIES[@]}"; do
        installed "$name" || printf '%s\n' "$name"
    done
    installed libglib2.0-0 || installed libglib2.0-0t64 || printf '%s\n' "$(glib_package)"
}

glib_package() {
    if apt-cache show libglib2.0-0t64 >/dev/null 2>&1; then echo libglib2.0-0t64; else echo libglib2.0-0; fi
}

# Installs Debian packages as root or through sudo; where neither is possible, names them in one line and returns 1.
install_packages() {
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            root=(sudo)
        else
            say "缺少系统库，请管理员执行这一行 / System libraries are missing, have this line run as root:"
            say "  apt-get update && apt-get install -y --no-install-recommends $*"
            return 1
        fi
    fi
    say "正在安装系统库 / Installing system libraries: $*"
    "${root[@]}" apt-get update -qq >&2
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

make_environment() {
    local python
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null; then
        return
    fi
    python=$(usable_python) || {
        say "需要 Python 3.11 至 3.13（带 venv） / Python 3.11 to 3.13 with venv is needed."
        return 1
    }
    say "正在建立 .venv / Making .venv"
    "$python" -m venv --clear .venv
}

# set_up LOCK: system libraries, .venv and the locked packages; quick when nothing changed.
set_up() {
    local lock=$1 sum missing
    sum=$(sha256sum "$lock" | cut -d' ' -f1)
    if [ -x .venv/bin/kzzq ] && grep -qs "$sum" .venv/installed_locks && .venv/bin/python -c '' 2>/dev/null; then
        return
    fi
    mapfile -t missing < <(missing_packages)
    if [ "${#missing[@]}" -gt 0 ]; then
        install_packages "${missing[@]}" || usable_python >/dev/null || return 1
    fi
    make_environment
    say "正在安装 $lock 中的依赖 / Installing the packages of $lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: --require-hashes -r "$lock"
    if ! .venv/bin/python -c 'import PySide6.QtWidgets'; then
        say "窗口部件无法载入，缺少上面一行所说的系统库 / Qt does not load: see the missing library above."
        return 1
    fi
    printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s/.venv/bin/python" -m kzzq_desktop "$@"\n' "$PWD" "$PWD" >.venv/bin/kzzq
    chmod +x .venv/bin/kzzq
    # The development lock holds everything of the other one.
    { echo "$sum"; if [ "$lock" = requirements-dev.lock ]; then sha256sum requirements.lock | cut -d' ' -f1; fi; } >.venv/installed_locks
}

main() {
    set_up requirements.lock
    if [ $# -eq 0 ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
        say "没有显示器，改为生成演示文件到 out/ / No display: making a tour into out/ instead"
        exec .venv/bin/python -m kzzq_desktop tour out
    fi
    exec .venv/bin/python -m kzzq_desktop "$@"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    main "$@"
fi
