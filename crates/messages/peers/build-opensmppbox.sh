#!/bin/sh
# Builds Kannel's opensmppbox, an SMPP server in front of its bearerbox, which Debian ships as source only: from Debian's own
# source package, against Debian's kannel-dev. Root and a Debian mirror are needed once; the rest is done without either.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$here/kannel/build/parts" "$here/kannel/build/lists/partial"
cd "$here/kannel/build"
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
cat > parts/source.sources <<S
Types: deb-src
URIs: http://deb.debian.org/debian
Suites: $suite
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
S
options="-o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=$PWD/parts -o Dir::State::Lists=$PWD/lists"
dpkg -s kannel kannel-dev > /dev/null 2>&1 || apt-get install -y kannel kannel-dev
if ! ls kannel_*.orig.tar.gz > /dev/null 2>&1; then
  # shellcheck disable=SC2086
  apt-get $options update -q
  # Only the authors' own archive is needed; a mirror may have lost the rest.
  # shellcheck disable=SC2086
  apt-get $options source --download-only kannel || true
fi
tar xzf kannel_*.orig.tar.gz
cd gateway-*/addons/opensmppbox
printf '#define GW_NAME "opensmppbox"\n#define GW_VERSION "%s"\n' "$(gw-config --version)" > sb-config.h
cc -O1 -w -I. -Igw -I/usr/include/kannel -D_XOPEN_SOURCE=600 -D_DEFAULT_SOURCE -D_LARGE_FILES= -I/usr/include/libxml2 \
  -c gw/opensmppbox.c -o "$here/kannel/build/opensmppbox.o"
# Whatever bearerbox of the same package is linked with.
libraries=$(ldd /usr/sbin/bearerbox | awk '$3 ~ /^\// && $1 !~ /^libc\.|^libm\./ { print $3 }')
kannel=$(dirname "$(dpkg -L kannel-dev | grep 'libgwlib\.a$')")
# shellcheck disable=SC2086
cc -o "$here/kannel/opensmppbox" "$here/kannel/build/opensmppbox.o" -L"$kannel" \
  -Wl,--start-group -lgw -lwap -lgwlib -Wl,--end-group $libraries -lm -lresolv -lcrypt -lpthread
"$here/kannel/opensmppbox" --version 2>&1 | head -1
