#!/usr/bin/env bash
# Measures http-tunnel beside other proxies: all of them in turn, in every round.
#
#   bench/compare.sh [--docs] [bulk] [requests] [setup] [tls] [idle] [unread]
#
# Without a name: everything. Prints a JSON line for each run, which it also keeps in a file, and at the end tables of
# medians with least and most; --docs writes these, with plots, into docs/benchmarks.md. Installs what is missing
# (Debian), and fetches LittleProxy with Maven. Before it: ./mvnw -q -Pdist -pl bench -am package.
# Environment it reads:
#
#   ROUNDS      how often each is measured, after one round to warm up; default 5
#   DURATION    seconds for each measurement; default 10
#   WARMUP      seconds before each measurement; default 2
#   SUBJECTS    which proxies; default: direct http-tunnel haproxy haproxy-splice nginx squid tinyproxy littleproxy
#   TUNNELS     how many are idle; default 8000
#   RESULTS     the file that is written anew; default bench/target/compare.jsonl
#   JAVA_HOME   a JDK 25
#
# Exit code 1 if anything could not be measured; the tables are made of the rest.

set -euo pipefail

script=${BASH_SOURCE[0]}
# shellcheck source=bench/subjects.sh
. "$(dirname -- "$script")/subjects.sh"

rounds=${ROUNDS:-5}
warmup=${WARMUP:-2}
results=${RESULTS:-$root/bench/target/compare.jsonl}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
read -ra subjects <<<"${SUBJECTS:-direct http-tunnel haproxy haproxy-splice nginx squid tinyproxy littleproxy}"

# --- What has to be there ----------------------------------------------------------------------

readonly LITTLEPROXY=io.github.littleproxy:littleproxy:2.4.4
readonly STREAM_MODULE=/usr/lib/nginx/modules/ngx_stream_module.so

as_root() {
  if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

# Debian keeps some of them where only root's PATH looks.
export PATH="$PATH:/usr/sbin:/sbin"

present() {
  [[ -e $1 ]] || command -v "$1" >/dev/null
}

# provide FILE PACKAGE: a program, or a file by its path.
provide() {
  ! present "$1" || return 0
  say "installing $2"
  # Nothing that is installed is to be started as a service.
  local apt=(as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -q -y)
  { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$2"; } >"$work/apt.log" 2>&1 ||
    die "could not install $2: $(tail -n 3 -- "$work/apt.log")"
  present "$1" || die "missing after its installation: $1 (Debian package $2)"
}

fetch_littleproxy() {
  local group artifact version
  IFS=: read -r group artifact version <<<"$LITTLEPROXY"
  mkdir -- "$work/littleproxy"
  cat >"$work/littleproxy/pom.xml" <<TEXT
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>compare</groupId><artifactId>compare</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version></dependency>
  </dependencies>
</project>
TEXT
  "$root/mvnw" -B -ntp -q -f "$work/littleproxy/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    "-DoutputDirectory=$work/littleproxy/lib" >"$work/maven.log" 2>&1 ||
    die "could not fetch $LITTLEPROXY: $(tail -n 3 -- "$work/maven.log")"
  cat >"$work/littleproxy/Run.java" <<'TEXT'
import java.net.InetSocketAddress;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

class Run {
  public static void main(String[] arguments) throws InterruptedException {
    DefaultHttpProxyServer.bootstrap()
        .withAddress(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])))
        .start();
    Thread.currentThread().join();
  }
}
TEXT
  "${java}c" -cp "$work/littleproxy/lib/*" "$work/littleproxy/Run.java" || die 'could not compile a main for LittleProxy'
}

make_certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
    -keyout "$work/key.pem" -out "$work/certificate.pem" >/dev/null 2>&1 || die 'openssl could not make a certificate'
  cat -- "$work/certificate.pem" "$work/key.pem" >"$work/both.pem"
  chmod 644 "$work/key.pem" "$work/both.pem"
}

provide_all() {
  local name
  for name in "${subjects[@]}"; do
    case $name in
      direct | http-tunnel) ;;
      haproxy | haproxy-splice) provide haproxy haproxy ;;
      nginx) provide nginx nginx && provide "$STREAM_MODULE" libnginx-mod-stream ;;
      squid | tinyproxy) provide "$name" "$name" ;;
      littleproxy) fetch_littleproxy ;;
      *) die "SUBJECTS: unknown '$name'" ;;
    esac
  done
  provide openssl openssl
  make_certificate
}

# --- Subjects ----------------------------------------------------------------------------------

start_direct() {
  # shellcheck disable=SC2154
  options["direct"]=
}

start_http-tunnel() {
  start_tunnel http-tunnel
}

start_http-tunnel-tls() {
  choose_port
  # shellcheck disable=SC2154
  printf 'limits: { %s }\n' "$no_limits" >"$work/http-tunnel-tls.yaml"
  run http-tunnel-tls "$program" --config "$work/http-tunnel-tls.yaml" --bind "127.0.0.1:$port" \
    https --cert "$work/certificate.pem" --key "$work/key.pem"
  subject http-tunnel-tls --tls --proxy
}

start_haproxy-splice() {
  start_haproxy_as haproxy-splice $'tune.pipesize 1048576\n  maxpipes 1000' \
    $'option splice-auto\n  option splice-request\n  option splice-response' ''
}

start_haproxy-tls() {
  start_haproxy_as haproxy-tls '' '' "ssl crt $work/both.pem"
  options[haproxy-tls]="--tls ${options[haproxy-tls]}"
}

start_nginx() {
  choose_port
  cat >"$work/nginx.conf" <<TEXT
load_module $STREAM_MODULE;
daemon off;
worker_processes auto;
pid $work/nginx.pid;
error_log stderr error;
events { worker_connections 20000; }
stream { server { listen 127.0.0.1:$port backlog=4096; proxy_pass $origin; } }
TEXT
  run nginx nginx -e stderr -c "$work/nginx.conf"
  subject nginx --fixed
}

start_tinyproxy() {
  choose_port
  printf '%s\n' "Port $port" 'Listen 127.0.0.1' 'MaxClients 10000' 'Timeout 600' 'LogLevel Critical' >"$work/tinyproxy.conf"
  run tinyproxy tinyproxy -d -c "$work/tinyproxy.conf"
  subject tinyproxy --proxy
}

start_littleproxy() {
  choose_port
  run littleproxy "$java" -cp "$work/littleproxy:$work/littleproxy/lib/*" Run "$port"
  subject littleproxy --proxy
}

# --- Experiments -------------------------------------------------------------------------------

# Each is an array of words: the kind of subject, the experiment, its options.
runs() {
  local tunnels direction
  case $1 in
    bulk)
      for tunnels in 1 16 64; do
        for direction in down up; do
          printf 'plain bulk --tunnels %s --direction %s\n' "$tunnels" "$direction"
        done
      done
      ;;
    requests)
      for tunnels in 64 512; do printf 'plain requests --tunnels %s --size 64\n' "$tunnels"; done
      printf 'plain requests --tunnels 1 --size 20000\n'
      ;;
    setup) printf 'plain setup --concurrent 64\n' ;;
    tls) for tunnels in 1 16; do printf 'tls bulk --tunnels %s --direction down\n' "$tunnels"; done ;;
    idle) printf 'fresh idle --tunnels %s\n' "${TUNNELS:-8000}" ;;
    unread) printf 'fresh idle --unread --tunnels 500\n' ;;
    *) die "unknown experiment '$1' (expected: bulk, requests, setup, tls, idle or unread)" ;;
  esac
}

# Those of the subjects that a kind of run is for.
names() {
  local name
  for name in "${subjects[@]}"; do
    case $1:$name in
      tls:http-tunnel | tls:haproxy) printf '%s-tls\n' "$name" ;;
      tls:* | fresh:direct) ;;
      *) printf '%s\n' "$name" ;;
    esac
  done
}

failures=()

# A run that fails must not end hours of others.
attempt() {
  local line
  if line=$(measure "$@"); then
    printf '%s\n' "$line"
  else
    failures+=("$1: ${*:3}")
  fi
}

# steady RESULTS KIND EXPERIMENT OPTION...: all subjects, which go on running.
steady() {
  local name
  while read -r name; do
    say "round $round of $rounds: $name ${*:3}; load average $(busy)"
    attempt "$name" "$1" "${@:3}" --warmup "$warmup"
  done < <(names "$2")
}

# The same with processes that have done nothing before: what they keep from that would hide what they need now.
fresh() {
  local name
  while read -r name; do
    say "round $round of $rounds: $name ${*:3}; load average $(busy)"
    "start_$name"
    attempt "$name" "$1" "${@:3}" --warmup 5
    end "$name"
  done < <(names "$2")
}

# each_run steady|fresh RESULTS: what was asked for and is of that sort.
each_run() {
  local experiment words sort
  for experiment in "${experiments[@]}"; do
    while read -ra words; do
      sort=steady
      [[ ${words[0]} != fresh ]] || sort=fresh
      [[ $sort != "$1" ]] || "$sort" "$2" "${words[@]}" --seconds "$seconds"
    done < <(runs "$experiment")
  done
}

# The machine and the programs, as a line among the results.
describe() {
  printf '{"experiment":"machine","cpu":"%s","cores":%s,"rounds":%s,"seconds":%s,"versions":"%s"}\n' \
    "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$rounds" "$seconds" \
    "$(versions | paste -sd , - | sed 's/,/, /g')"
}

versions() {
  local name
  for name in "${subjects[@]}"; do
    case $name in
      http-tunnel) "$program" --version | sed 's/,.*//' ;;
      littleproxy) printf 'LittleProxy %s\n' "${LITTLEPROXY##*:}" ;;
      haproxy | nginx | squid | tinyproxy) dpkg-query -W -f '${Package} ${Version}\n' "$name" ;;
    esac
  done
}

# The kinds of subjects that go on running, as far as they are needed.
kinds() {
  local experiment
  for experiment in "${experiments[@]}"; do runs "$experiment"; done | cut -d ' ' -f 1 | grep -v fresh | sort -u || true
}

# for_steady COMMAND...: does something with each of them.
for_steady() {
  local kind name
  for kind in $(kinds); do
    for name in $(names "$kind"); do
      "$@" "$name"
    done
  done
}

start() {
  "start_$1"
}

stop() {
  [[ $1 == direct ]] || end "$1"
}

main() {
  local docs=
  [[ ${1:-} != --docs ]] || { docs=$root/docs; shift; }
  experiments=("$@")
  (($# > 0)) || experiments=(bulk requests setup tls idle unread)
  local experiment
  for experiment in "${experiments[@]}"; do runs "$experiment" >/dev/null; done
  provide_all
  start_origin
  mkdir -p -- "$(dirname -- "$results")"
  describe >"$results"
  for_steady start
  round=0
  each_run steady "$work/warmup" >/dev/null
  for ((round = 1; round <= rounds; round++)); do each_run steady "$results"; done
  for_steady stop
  for ((round = 1; round <= rounds; round++)); do each_run fresh "$results"; done
  "$java" -cp "$root/bench/target/*:$root/bench/target/lib/*" io.github.httptunnel.bench.figures.Figures \
    "$results" ${docs:+"$docs"}
  ((${#failures[@]} == 0)) || die "not measured: $(printf '%s; ' "${failures[@]}")"
}

main "$@"
