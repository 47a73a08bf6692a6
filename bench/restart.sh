#!/usr/bin/env bash
# Restarts http-tunnel under load: 500 new tunnels each second for a minute, five restarts, one socket.
#
#   bench/restart.sh [OPTION...]      options of bench/restart.py: --rate, --restarts, --every
#
# Uses the distribution that the launcher of this clone builds. Needs python3 (3.11) and Linux.
# Exit code 1 when a tunnel was refused or cut; the figures are on stdout.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
"$root/http-tunnel" --version >&2
result=$(python3 "$root/bench/restart.py" "$root/server/target/dist/bin/http-tunnel" "$@")
printf '%s\n' "$result"
python3 -c 'import json, sys
said = json.loads(sys.argv[1])
sys.exit(1 if said["refused"] or said["cut"] else 0)' "$result"
