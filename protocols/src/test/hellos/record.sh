#!/bin/bash
# Records what real TLS clients on this machine send first, for the host hello.example, into
# src/test/resources/io/github/httptunnel/sni/. Nothing leaves the machine: a recorder on loopback
# takes each connection, keeps the bytes and hangs up.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../resources/io/github/httptunnel/sni
work=$(mktemp -d)
trap 'rm -rf "$work"; [ -z "${recorder:-}" ] || kill "$recorder" 2>/dev/null || true' EXIT
mkdir -p "$out"

cat >"$work/recorder.py" <<'PY'
import os, socket, sys
folder = sys.argv[1]
server = socket.create_server(("127.0.0.1", 0))
with open(folder + "/port", "w") as file:
    file.write(str(server.getsockname()[1]))
while True:
    peer, _ = server.accept()
    peer.settimeout(2)
    data = b""
    try:
        while len(data) < 5 or len(data) < 5 + int.from_bytes(data[3:5], "big"):
            more = peer.recv(65536)
            if not more:
                break
            data += more
    except TimeoutError:
        pass
    peer.close()
    name = open(folder + "/name").read().strip()
    if data and not os.path.exists(folder + "/" + name):
        with open(folder + "/new", "wb") as file:
            file.write(data)
        os.rename(folder + "/new", folder + "/" + name)
PY
touch "$work/name"
python3 "$work/recorder.py" "$work" &
recorder=$!
until [ -s "$work/port" ]; do sleep 0.1; done
port=$(cat "$work/port")

# record NAME CLIENT...: runs the client, which may fail, and takes its first connection
record() {
  echo "$1.bin" >"$work/name"
  shift
  timeout 20 "$@" >/dev/null 2>&1 </dev/null || true
  local name
  name=$(cat "$work/name")
  if [ -s "$work/$name" ]; then cp "$work/$name" "$out/$name"; wc -c "$out/$name"; else echo "$name: nothing came" >&2; fi
}

record curl curl -k --resolve "hello.example:$port:127.0.0.1" "https://hello.example:$port/"
record curl-no-name curl -k "https://127.0.0.1:$port/"
record openssl openssl s_client -connect "127.0.0.1:$port" -servername hello.example
record openssl-tls12 openssl s_client -tls1_2 -connect "127.0.0.1:$port" -servername hello.example
record openssl-no-name openssl s_client -noservername -connect "127.0.0.1:$port"
record python python3 -c "
import socket, ssl
context = ssl._create_unverified_context()
context.wrap_socket(socket.create_connection(('127.0.0.1', $port)), server_hostname='hello.example')"
record node node -e "require('tls').connect({port: $port, host: '127.0.0.1', servername: 'hello.example'})"
cat >"$work/Hello.java" <<'JAVA'
import java.net.Socket;
import java.util.List;
import javax.net.ssl.*;
void main(String[] arguments) throws Exception {
  Socket plain = new Socket("127.0.0.1", Integer.parseInt(arguments[0]));
  var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
  ((SSLSocket) tls.createSocket(plain, "hello.example", 443, true)).startHandshake();
}
JAVA
record jdk "${JAVA_HOME:?a JDK 25}/bin/java" "$work/Hello.java" "$port"
# a browser's hello has a post-quantum key share and pretends to hold an encrypted hello (GREASE)
record chromium chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
  --disable-background-networking --disable-component-update --disable-sync \
  --user-data-dir="$work/profile" --no-proxy-server \
  --host-resolver-rules="MAP hello.example 127.0.0.1:$port, MAP * ~NOTFOUND" \
  --dump-dom https://hello.example/
