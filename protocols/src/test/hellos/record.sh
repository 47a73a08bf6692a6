#!/bin/bash
# record.sh [NAME...]: records what real TLS clients on this machine send first, for the host
# hello.example, into src/test/resources/io/github/httptunnel/sni/; all of them, or those named.
# Nothing leaves the machine: a recorder on loopback takes each connection, keeps the bytes and
# hangs up. A client that is not there is passed over, and its file stays as it is. Of Debian 12:
# curl, openssl, python3, nodejs, chromium, firefox-esr, gnutls-bin, libnss3-tools; and a JDK 25.
# A new file gets a line in Hellos.java, which says what it holds.
set -euo pipefail
wanted=" $* "
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

# record NAME CLIENT...: runs the client, which may fail, until its first connection has come
record() {
  local name=$1.bin client
  [ "$wanted" = "  " ] || [[ $wanted == *" $1 "* ]] || return 0
  if ! command -v "$2" >/dev/null; then
    echo "$name: no $2 here" >&2
    return 0
  fi
  echo "$name" >"$work/name"
  timeout 60 "${@:2}" >/dev/null 2>&1 </dev/null &
  client=$!
  while kill -0 "$client" 2>/dev/null && [ ! -s "$work/$name" ]; do sleep 0.1; done
  kill "$client" 2>/dev/null || true
  wait "$client" 2>/dev/null || true
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
# the same of another browser, which finds the host by itself and all others nowhere
mkdir "$work/firefox"
cat >"$work/firefox/user.js" <<'JS'
user_pref("network.dns.localDomains", "hello.example");
user_pref("network.proxy.type", 1);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.no_proxies_on", "hello.example");
user_pref("network.http.http3.enable", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
JS
HOME=$work record firefox firefox-esr --headless --no-remote --profile "$work/firefox" "https://hello.example:$port/"
record gnutls gnutls-cli --insecure --sni-hostname=hello.example -p "$port" 127.0.0.1
# a real encrypted hello (RFC 9849) for hello.example, under the name of a provider; nobody has the key
ech=$(python3 -c "
import base64
key = (9).to_bytes(32, 'little')
name = b'provider.example'
body = b'\\x07\\x00\\x20\\x00\\x20' + key + b'\\x00\\x04\\x00\\x01\\x00\\x01\\x00' + bytes([len(name)]) + name + b'\\x00\\x00'
config = b'\\xfe\\x0d' + len(body).to_bytes(2, 'big') + body
print(base64.b64encode(len(config).to_bytes(2, 'big') + config).decode())")
record nss-ech tstclnt -h 127.0.0.1 -p "$port" -a hello.example -N "$ech" -D -o
