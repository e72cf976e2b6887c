#!/usr/bin/env bash
# Sets everything up on a fresh machine and runs the tests; arguments go to pytest: ./test.sh tests/store -k undo
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source ./run.sh

set_up requirements-dev.lock
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
exec .venv/bin/python -m pytest "$@"
