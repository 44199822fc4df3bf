#!/bin/sh
# Tries the adapters against programs that somebody else made: npm `smpp` as a message centre, Kannel (opensmppbox, bearerbox) in
# front of the same, npm `maildev` as a mail server without TLS and with, and npm `smtp-server` with STARTTLS and every answer. Starts them on free ports of this machine, runs
# the ignored test, shows what arrived, and ends what it started and nothing else.
#
#   peers/run.sh            everything; Kannel only where build-opensmppbox.sh was run
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
[ -d node_modules ] || npm ci --no-audit --no-fund
[ -x venv/bin/python ] || { python3 -m venv venv && venv/bin/pip install -q -r requirements.txt; }
work=$(mktemp -d)
started=
ended() {
  for process in $started; do kill "$process" 2> /dev/null; done
  for process in $started; do wait "$process" 2> /dev/null; done
  rm -rf "$work"
}
trap ended EXIT
trap 'exit 130' INT TERM
start() { # log, command …
  log=$1
  shift
  "$@" > "$work/$log" 2>&1 &
  started="$! $started"
}
ports=$(node -e '
  const net = require("net");
  const all = Array.from({ length: 13 }, () => net.createServer().listen(0, "127.0.0.1"));
  Promise.all(all.map((one) => new Promise((done) => one.on("listening", () => done(one.address().port)))))
    .then((ports) => { console.log(ports.join(" ")); all.forEach((one) => one.close()); });
')
# shellcheck disable=SC2086
set -- $ports
wait_for() { # port, name
  for _ in $(seq 100); do
    node -e 'require("net").connect(+process.argv[1], "127.0.0.1").on("connect", () => process.exit(0)).on("error", () => process.exit(1))' "$1" && return
    sleep 0.1
  done
  echo "$2 did not start:" >&2
  cat "$work"/*.log >&2
  exit 1
}

# A certificate of an authority of our own.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -addext 'subjectAltName=DNS:localhost' -addext 'basicConstraints=critical,CA:FALSE' \
  -keyout "$work/key.pem" -out "$work/certificate.pem" > "$work/openssl.log" 2>&1
start smsc.log node smsc.js "$1" "$2" "${13}" "$work/certificate.pem" "$work/key.pem"
wait_for "$1" smsc
wait_for "${13}" 'smsc over TLS'
export PEER_SMPP="$1" PEER_SMPP_HTTP="$2" PEER_SMPP_TLS="${13}"
start maildev.log node_modules/.bin/maildev --smtp "$3" --web "$4" --ip 127.0.0.1 --web-ip 127.0.0.1 --mail-directory "$work/mail"
start maildev-tls.log node_modules/.bin/maildev --smtp "$5" --web "$6" --ip 127.0.0.1 --web-ip 127.0.0.1 --mail-directory "$work/mail-tls" \
  --incoming-user nordvig --incoming-pass hemmelig --incoming-secure --incoming-cert "$work/certificate.pem" --incoming-key "$work/key.pem"
start smtp.log node smtp.js "${11}" "${12}" "$work/certificate.pem" "$work/key.pem"
wait_for "${11}" 'smtp-server'
export PEER_STARTTLS="${11}" PEER_STARTTLS_HTTP="${12}"
wait_for "$3" maildev
wait_for "$4" maildev
wait_for "$5" 'maildev with TLS'
wait_for "$6" 'maildev with TLS'
export PEER_MAIL="$3" PEER_MAIL_HTTP="$4" PEER_MAIL_TLS="$5" PEER_MAIL_TLS_HTTP="$6" PEER_CERTIFICATE="$work/certificate.pem"
export PEER_CHECK="$here/check_mail.py" PEER_CHECK_CALENDAR="$here/check_calendar.py" PEER_PYTHON="$here/venv/bin/python"

if [ -x kannel/opensmppbox ] && command -v bearerbox > /dev/null; then
  cat > "$work/bearerbox.conf" <<C
group = core
admin-port = $7
admin-password = hemmelig
admin-interface = 127.0.0.1
smsbox-port = $8
smsbox-interface = 127.0.0.1
dlr-storage = internal
log-level = 1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"

group = smsc
smsc = smpp
smsc-id = centre
host = 127.0.0.1
port = $1
transceiver-mode = true
smsc-username = kannel
smsc-password = secret08
system-type = ""
msg-id-type = 0x00

# Never started; bearerbox wants it said.
group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${10}
C
  cat > "$work/opensmppbox.conf" <<C
group = core
dlr-storage = internal

group = opensmppbox
opensmppbox-id = nordvig
opensmppbox-port = $9
bearerbox-host = 127.0.0.1
bearerbox-port = $8
our-system-id = kannel
route-to-smsc = centre
log-level = 1
smpp-logins = "$work/logins.txt"
C
  echo 'nordvig secret08 any 127.0.0.1' > "$work/logins.txt"
  start bearerbox.log bearerbox "$work/bearerbox.conf"
  wait_for "$8" bearerbox
  start opensmppbox.log kannel/opensmppbox "$work/opensmppbox.conf"
  wait_for "$9" opensmppbox
  export PEER_KANNEL="$9"
else
  echo 'Kannel is left out: see build-opensmppbox.sh'
fi

cd "$here/.."
nice -n 19 flock /tmp/cargo-messages.lock cargo test -j1 peers -- --ignored --nocapture --test-threads=1
result=$?
if [ $result -ne 0 ] || [ -n "${PEER_LOGS:-}" ]; then tail -n 40 "$work"/*.log; fi
exit $result
