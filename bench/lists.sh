#!/usr/bin/env bash
# Measures lists: how long real ones and one of a million names take to be read, their memory, and look-ups.
#
#   ./mvnw -q -Pdist -pl bench -am package && bench/lists.sh
#
# Fetches third-party-web and disposable-email-domains (npm, MIT) and EasyList (Debian's package of uBlock
# Origin, GPL) into bench/target/lists, where they stay and from where nothing is shipped. Needs npm, apt-get, dpkg-deb and Java 25.
# JMH=no leaves the look-ups out.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$root/bench/target/lists
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$work/npm" "$work/deb"

# package NAME VERSION: unpacked below npm/NAME.
package() {
  [[ ! -d $work/npm/$1 ]] || return 0
  (cd "$work/npm" && npm pack --silent "$1@$2" >/dev/null && mkdir "$1" && tar -xzf "$1-$2.tgz" -C "$1" --strip-components 1)
}

package third-party-web 0.30.0
package disposable-email-domains 1.0.62
if [[ ! -d $work/deb/usr ]]; then
  (cd "$work/deb" && apt-get -qq download webext-ublock-origin-chromium && dpkg-deb -x webext-ublock-origin-chromium_*.deb .)
fi
easylist=$(find "$work/deb" -name 'easylist.txt' | head -n 1)
easyprivacy=$(find "$work/deb" -name 'easyprivacy.txt' | head -n 1)

# Names as a list has them: lower case, at least two labels, no repetitions.
{
  cut -d, -f1 "$work/npm/third-party-web/dist/domain-map.csv"
  tr -d '[]" ' <"$work/npm/disposable-email-domains/index.json" | tr ',' '\n'
  sed -n 's/^||\([a-z0-9.-]*\)^$/\1/p' "$easylist" "$easyprivacy"
} | tr -d '"' | tr '[:upper:]' '[:lower:]' | grep -E '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' | sort -u >"$work/names.txt"
printf '%s real names\n' "$(wc -l <"$work/names.txt")"

classes=$root/bench/target/*:$root/bench/target/lib/*
"$java" -Xmx1g -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -cp "$classes" io.github.httptunnel.bench.ListFigures \
  "$work/names.txt" "$work/million.txt" "$work/names.txt" "$easylist" "$easyprivacy"
[[ ${JMH:-yes} == no ]] ||
  "$java" -cp "$classes" io.github.httptunnel.bench.Benchmarks ListBenchmark -p real="$work/names.txt" -prof gc
