#!/usr/bin/env bash
# Measures what passwords cost, and what they tell.
#
#   bench/auth.sh timing [TIMES]    whether the time of a refusal tells who is a user; 5000 of each kind
#   bench/auth.sh flood [SECONDS]   a good client beside a thousand wrong passwords a second; 20 s
#
# Before it: ./mvnw -q -Pdist -pl bench -am package. Needs JAVA_HOME, a JDK 25.
# The proxy is http-tunnel of this clone with one user; HTTP_TUNNEL_JAVA_OPTS works as always.
# COST is that of the user's bcrypt hash: 5 for timing, so that there is time for many, else 10.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
what=${1:-}
case $what in
  timing) amount=${2:-5000} cost=${COST:-05} ;;
  flood) amount=${2:-20} cost=${COST:-10} ;;
  *)
    sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
work=$(mktemp -d "${TMPDIR:-/tmp}/auth.XXXXXX")
pid=

clean_up() {
  trap - EXIT
  [[ -z $pid ]] || kill -KILL "$pid" 2>/dev/null || true
  rm -rf -- "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

die() {
  printf 'auth: %s\n' "$*" >&2
  exit 1
}

launcher=$root/server/target/dist/bin/http-tunnel
[[ -x $launcher && -d $root/bench/target/lib ]] || die "nothing is built: ./mvnw -q -Pdist -pl bench -am package"

# 'correct horse', by libxcrypt
case $cost in
  05) hash='$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2' ;;
  10) hash='$2b$10$abcdefghijklmnopqrstuu23JPZtHcGhwXSF41f93o/7vBdDut3Xu' ;;
  *) die "COST: $cost (expected: 05 or 10)" ;;
esac
printf 'alice:%s\n' "$hash" >"$work/users.htpasswd"
cat >"$work/proxy.yaml" <<YAML
listeners:
  - bind: 127.0.0.1:0
    auth: { users: users.htpasswd }
YAML

exec {said}< <(exec "$launcher" --config "$work/proxy.yaml" serve 2>&1 >/dev/null)
pid=$!
port=
while [[ -z $port ]] && read -r line <&"$said"; do
  [[ ! $line =~ ^listening\ on\ 127\.0\.0\.1:([0-9]+): ]] || port=${BASH_REMATCH[1]}
done
[[ -n $port ]] || die "the proxy does not listen: ${line:-it said nothing}"

"${JAVA_HOME:?a JDK 25}/bin/java" -cp "$root/bench/target/*:$root/bench/target/lib/*" \
  io.github.httptunnel.bench.logins.Logins "$what" "$port" "$amount"
