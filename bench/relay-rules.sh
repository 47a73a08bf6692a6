#!/usr/bin/env bash
# Measures the relay rules of http-tunnel, its fairness and how it isolates clients, beside others.
#
#   bench/relay-rules.sh fairness|isolation|idle|cost|observed
#
# Before it: ./mvnw -q -Pdist -pl bench -am package. Environment it reads:
#
#   ROUNDS     how often each is measured, in turn; default 5
#   DURATION   seconds for each time; default 10
#   TUNNELS    how many are greedy (isolation, 100) or idle (idle, 5000)
#   BYTES      what one tunnel moves (cost, observed); default 4 GB
#   UNOBSERVED another build's bin/http-tunnel to compare with (observed), one without metrics, say; default: this one
#   BANDWIDTH  what all clients share (fairness); default 50MB, "off" for no limit
#   JAVA_HOME  a JDK 25
#
# One JSON line for each run on stdout; medians with least and most on stderr at the end.

set -euo pipefail

script=${BASH_SOURCE[0]}
# shellcheck source=bench/subjects.sh
. "$(dirname -- "$script")/subjects.sh"
rounds=${ROUNDS:-5}

# What is measured, in this order.
names=()

# have TOOL NAME COMMAND...: a subject, unless its tool is missing.
have() {
  command -v "$1" >/dev/null || { say "no $1: left out"; return 0; }
  add "${@:2}"
}

add() {
  names+=("$1")
  "${@:2}"
}

# rounds EXPERIMENT OPTION...: all subjects in turn, once to warm up and then for each round.
rounds() {
  local round name
  for ((round = 0; round <= rounds; round++)); do
    for name in "${names[@]}"; do
      say "round $round of $rounds: $name; load average $(busy)"
      if ((round == 0)); then
        measure "$name" "$work/warmup" "$@" >/dev/null
      else
        measure "$name" "$work/results" "$@"
      fi
    done
  done
}

# summary VALUE...: for each value and each subject the median, the least and the most.
summary() {
  local value name
  say "$(printf '%-24s %-14s %14s %14s %14s' value subject median least most)"
  for value in "$@"; do
    for name in "${names[@]}"; do
      { grep -F "\"label\":\"$name\"" -- "$work/results" || true; } |
        { grep -o "[{,]\"$value\":[0-9.]*" || true; } | cut -d : -f 2 | sort -n |
        awk -v value="$value" -v name="$name" '
          { v[NR] = $1 }
          END {
            if (NR == 0) exit
            middle = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
            printf "%-24s %-14s %14.10g %14.10g %14.10g\n", value, name, middle, v[1], v[NR]
          }' >&2
    done
  done
}

# --- Experiments -------------------------------------------------------------------------------

fairness() {
  local clients=(--client 127.0.0.2=100 --client 127.0.0.3=1 --client 127.0.0.4=10)
  add http-tunnel start_tunnel http-tunnel '' "bandwidth: ${BANDWIDTH:-50MB}"
  rounds fairness "${clients[@]}" --seconds "$seconds"
  summary jain total_bytes_per_second cpu_seconds_per_gb
}

isolation() {
  names=(direct)
  # shellcheck disable=SC2154
  options["direct"]=
  add http-tunnel start_tunnel http-tunnel
  have haproxy haproxy start_haproxy
  have squid squid start_squid
  rounds isolation --bulk "127.0.0.2=${TUNNELS:-100}" --ping 127.0.0.3 --every 0.001 \
    --seconds "$seconds"
  summary p50_us p90_us p99_us p999_us max_us bulk_bytes_per_second cpu_seconds cpu_seconds_per_gb
}

# Each rule is on and none of them ever binds.
all_rules='idle_timeout: 300s, half_close_timeout: 60s, min_rate_bpm: 1, max_rate_bps: 100GB, '
all_rules+='max_lifetime: 24h, max_total_payload: 100TB, on_max_rate: shape'
no_rules='idle_timeout: off, half_close_timeout: off'

idle() {
  # A tunnel in which nothing moves is too slow after 30 s: the measurement ends before.
  ((seconds <= 10)) || die "idle: DURATION=$seconds (expected: at most 10, as min_rate_bpm ends idle tunnels after 30 s)"
  both_rules
  have haproxy haproxy start_haproxy
  have squid squid start_squid
  # Opening the tunnels gives a JVM something to compile, for some seconds.
  rounds idle --tunnels "${TUNNELS:-5000}" --warmup 10 --seconds "$seconds"
  summary cpu_percent rss_before rss_per_tunnel
}

# policies RULES: for both directions.
policies() {
  printf 'client_connection: { relay_policy: &policy { %s } }\n' "$1"
  printf 'target_connection: { relay_policy: *policy }\n'
}

both_rules() {
  add rules-on start_tunnel rules-on "$(policies "$all_rules")"
  add rules-off start_tunnel rules-off "$(policies "$no_rules")"
}

cost() {
  both_rules
  rounds bulk --bytes "${BYTES:-4000000000}"
  summary cpu_seconds_per_gb bytes_per_second
}

# Records of everything, in files; beside it none.
# shellcheck disable=SC2030,SC2031
unrecorded() {
  local program=${UNOBSERVED:-$program}
  start_tunnel unobserved
}

observed() {
  add observed start_tunnel observed "log: { directory: $work/logs, targets: on, clients: on }"
  add unobserved unrecorded
  rounds bulk --bytes "${BYTES:-4000000000}"
  summary bytes_per_second cpu_seconds_per_gb
  : >"$work/results"
  rounds setup --seconds "$seconds"
  summary per_second p50_us p99_us
}

case ${1:-} in
  fairness | isolation | idle | cost | observed) ;;
  *) die "which experiment? (expected: fairness, isolation, idle, cost or observed; got: '${1:-}')" ;;
esac

start_origin
"$1"
