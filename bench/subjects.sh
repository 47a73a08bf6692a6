# What relay-rules.sh and compare.sh share: starting and ending the proxies that are measured, the origin and the load.
# To be sourced. The script that does so is called $script; it may read the same environment:
#
#   DURATION   seconds for each measurement; default 10
#   JAVA_HOME  a JDK 25
# shellcheck shell=bash

# shellcheck disable=SC2154
script_name=$(basename -- "$script" .sh)
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
program=$root/server/target/dist/bin/http-tunnel
seconds=${DURATION:-10}

say() {
  printf '%s\n' "$*" >&2
}

die() {
  say "$script_name: $*"
  exit 1
}

[[ -x $program ]] || die 'nothing is built; first: ./mvnw -q -Pdist -pl bench -am package'

# Each tunnel takes two descriptors of a proxy.
ulimit -n "$(ulimit -H -n)"

# --- Processes ---------------------------------------------------------------------------------

work=$(mktemp -d "${TMPDIR:-/tmp}/$script_name.XXXXXX")
# Some proxies change to a user of their own, who must still find their files.
chmod 755 "$work"

# Of everything that runs in the background, by its name.
declare -A pids

clean_up() {
  trap - EXIT
  local name
  for name in "${!pids[@]}"; do
    end "$name"
  done
  rm -rf -- "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# end NAME: what has a name of its own is ended by that, and is given time.
end() {
  kill "${pids[$1]}" 2>/dev/null || true
  wait "${pids[$1]}" 2>/dev/null || true
  unset "pids[$1]"
}

answers() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Leaves in $port one that is free, below the range from which the system takes those of outgoing connections.
choose_port() {
  while port=$((10000 + RANDOM % 20000)); answers "$port"; do :; done
}

# run NAME COMMAND...: in the background, with its output in a file, until it listens on $port.
run() {
  local name=$1 tries
  shift
  "$@" </dev/null >"$work/$name.log" 2>&1 &
  pids[$name]=$!
  for ((tries = 0; tries < 300; tries++)); do
    kill -0 "${pids[$name]}" 2>/dev/null || die "$name did not start: $(tail -n 5 -- "$work/$name.log")"
    ! answers "$port" || return 0
    sleep 0.1
  done
  die "$name does not listen: $(tail -n 5 -- "$work/$name.log")"
}

# An array and no function: in the background, a function would get a shell of its own.
load=(env "HTTP_TUNNEL_JAVA_OPTS=-Xmx128m" "$program" bench)

# In a process of its own, so that its descriptors and its processor time are.
start_origin() {
  choose_port
  origin=127.0.0.1:$port
  run origin "${load[@]}" origin --bind "$origin"
}

# --- Subjects ----------------------------------------------------------------------------------

# How the load reaches each.
declare -A options

# subject NAME OPTION...: something that listens on $port.
subject() {
  options[$1]="${*:2} 127.0.0.1:$port --pid ${pids[$1]}"
}

# All load comes from a few clients, and more than one client may have by default.
no_limits='handshakes: off, per_client: { tunnels: off, new_per_second: off, handshakes: off, '
no_limits+='failed_targets_per_minute: off }'

# start_tunnel NAME [CONFIGURATION] [LIMITS]: http-tunnel.
start_tunnel() {
  choose_port
  printf '%s\nlimits: { %s }\nlisteners: [{ name: main, bind: "127.0.0.1:%s" }]\n' \
    "${2:-}" "$no_limits${3:+, $3}" "$port" >"$work/$1.yaml"
  run "$1" "$program" --config "$work/$1.yaml" serve
  subject "$1" --proxy
}

# start_haproxy_as NAME GLOBAL DEFAULTS BIND: as a relay, with more lines and words of configuration.
start_haproxy_as() {
  choose_port
  cat >"$work/$1.cfg" <<TEXT
global
  maxconn 8500
  $2
defaults
  mode tcp
  timeout connect 10s
  timeout client 1h
  timeout server 1h
  $3
listen relay
  bind 127.0.0.1:$port $4
  server origin $origin
TEXT
  run "$1" haproxy -db -f "$work/$1.cfg"
  subject "$1" --fixed
}

start_haproxy() {
  start_haproxy_as haproxy '' '' ''
}

start_squid() {
  choose_port
  cat >"$work/squid.conf" <<TEXT
http_port 127.0.0.1:$port
http_access allow all
cache deny all
access_log none
cache_log /dev/null
pid_filename none
coredump_dir /tmp
shutdown_lifetime 0 seconds
TEXT
  run squid squid -N -f "$work/squid.conf"
  subject squid --proxy
}

# measure NAME RESULTS EXPERIMENT OPTION...: one run; its JSON line is printed, and added to the file of results.
measure() {
  local result
  # shellcheck disable=SC2086
  result=$("${load[@]}" "$3" --json --label "$1" --origin "$origin" ${options[$1]} "${@:4}" \
    </dev/null 2>"$work/load.log") || die "$1: $(tail -n 5 -- "$work/load.log")"
  printf '%s\n' "$result" | tee -a -- "$2"
}

busy() {
  cut -d ' ' -f 1 /proc/loadavg
}
