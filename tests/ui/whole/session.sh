#!/bin/bash
# session.sh [--bare] COMMAND…: runs COMMAND in a desktop session of its own, and ends as it ends
#
# A display, a session bus with accessibility, mutter as window manager and an empty home: nothing
# of whoever runs the tests takes part, and nothing is left behind. --bare goes without bus and
# window manager; widgets in a window need no more.
#
# SPDX-License-Identifier: GPL-3.0-or-later

set -u

bare=
if [ "${1:-}" = --bare ]; then
  bare=1
  shift
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/wirecase-session.XXXXXX") || exit 1
mkdir -m 700 "$folder/runtime" || exit 1
mkdir -p "$folder/home/.config/gtk-4.0"
cat >"$folder/home/.config/gtk-4.0/settings.ini" <<SETTINGS
[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=0
gtk-cursor-blink=0
SETTINGS

x_server=
leave ()
{
  [ -n "$x_server" ] && kill "$x_server" 2>/dev/null && wait "$x_server" 2>/dev/null
  # A portal may have mounted documents below: they are let go first, and never followed.
  fusermount3 -uqz "$folder/runtime/doc" 2>/dev/null
  rm -rf --one-file-system "$folder"
}
trap leave EXIT
trap 'exit 143' TERM INT HUP

export HOME=$folder/home XDG_RUNTIME_DIR=$folder/runtime
export XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache XDG_DATA_HOME=$HOME/.local/share
export LC_ALL=C.UTF-8 GDK_BACKEND=x11 GSK_RENDERER=cairo GSETTINGS_BACKEND=memory
export ADW_DISABLE_PORTAL=1 GTK_USE_PORTAL=0
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GTK_A11Y GTK_THEME

# The server picks a free number itself and says which, so that sessions can run side by side.
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -noreset \
  3>"$folder/display" 2>"$folder/x-server.log" &
x_server=$!
if ! read -r -t 30 number <"$folder/display"; then
  echo "no display:" >&2
  cat "$folder/x-server.log" >&2
  exit 1
fi
export DISPLAY=:$number

if [ -n "$bare" ]; then
  GTK_A11Y=none "$@"
  exit
fi

dbus-run-session -- bash -c '
  mutter --x11 >"$HOME/mutter.log" 2>&1 &
  manager=$!
  for i in $(seq 300); do
    xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q "window id" && break
    kill -0 $manager 2>/dev/null || { cat "$HOME/mutter.log" >&2; exit 1; }
    sleep 0.1
  done
  "$@"
  result=$?
  kill $manager
  wait $manager 2>/dev/null
  exit $result' session "$@" 2> >(grep -v -E "dbus-daemon|SpiRegistry|^$" >&2)
