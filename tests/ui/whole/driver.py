# driver.py: finds and works the widgets of a window as a person would
# SPDX-License-Identifier: GPL-3.0-or-later

"""AT-SPI reads and activates, xdotool moves the mouse and types. For tests inside session.sh.

What GTK 4.8 does not do over AT-SPI: text needs its length asked for first, entries have no
activate action (press Return), rows and column headers none at all (use the mouse), and
coordinates are the window's."""

import os
import re
import socket
import subprocess
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore")
PATIENCE = 30


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, timeout=60).stdout.strip()


def until(condition, what, patience=PATIENCE):
    """What @condition gives, as soon as that is true; objects go stale while lists are rebuilt."""
    end = time.monotonic() + patience
    pause = 0.05                                # longer each time: to ask costs the window more than to wait
    while True:
        try:
            result = condition()
            if result:
                return result
        except Exception:                       # pylint: disable=broad-except
            pass
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.3)


def spell(label):
    """GTK 4.8 leaves the mark of the mnemonic in the name, and adds the label to it once more."""
    return "_?" + "_?".join(re.escape(letter) for letter in label) + ".*"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def walk(widget, everywhere=False):
    """@widget and what is in it. Every step asks another process: what was never on the screen, as the
    pages that nobody went to, is passed over unless @everywhere."""
    yield widget
    for child in children(widget, everywhere):
        yield from walk(child, everywhere)


def children(widget, everywhere):
    """A row that went while its list was walked has none: else a list that is renewed every second could
    not be walked on a busy machine."""
    try:
        n = widget.get_child_count()
        if n > 0 and not everywhere and not has_place(widget):
            return []
        return [child for child in (widget.get_child_at_index(i) for i in range(n)) if child is not None]
    except GLib.Error:
        return []


def has_place(widget):
    try:
        return widget.get_extents(Atspi.CoordType.WINDOW).width > 0
    except Exception:                           # pylint: disable=broad-except
        return True                             # the application itself stands nowhere


def states(widget):
    return {state.value_nick for state in widget.get_state_set().get_states()}


def text(widget):
    return Atspi.Text.get_text(widget, 0, Atspi.Text.get_character_count(widget))


# What GTK 4.8 and libadwaita 1.2 say for faults of their own: when a file dialog registers with the
# accessibility bus, when a header with a view switcher grows or shrinks, and when the window of
# shortcuts measures its columns.
LIBRARIES_SAY = ("g_variant_(is|new)_object_path|allocate (GtkBox|AdwViewSwitcher) .* height -1"
                 "|GtkLabel .* reported min width -")

CONTROLS = {"push button", "toggle button", "radio button", "text", "entry", "spin button", "check box",
            "combo box", "slider", "page tab", "tree table", "menu item", "link"}


def unnamed_controls(root):
    """Role, name and parent's name of each; GTK names a widget without a label after its type."""
    return [(w.get_role_name(), w.get_name(), w.get_parent().get_name()) for w in walk(root, everywhere=True)
            if w.get_role_name() in CONTROLS and "focusable" in states(w)
            and re.fullmatch(r"\s*|(Gtk|Adw|Wire)[A-Za-z]+", w.get_name() or "")]


def has_size(widget):
    """GTK 4.8 says of no widget that it shows; what was never on the screen has no size."""
    try:
        return widget.get_extents(Atspi.CoordType.WINDOW).width > 0
    except Exception:                           # pylint: disable=broad-except
        return False                            # the application itself stands nowhere


class Listener:
    """The events of one kind, as a screen reader gets them; @take makes of each what to keep, if anything."""

    def __init__(self, kind, take):
        self.kind, self.take, self.taken = kind, take, []
        self.listener = Atspi.EventListener.new(self.hear)
        self.listener.register(kind)

    def hear(self, event):
        try:
            taken = event.source and self.take(event)
        except GLib.Error:                      # its widget has gone
            return
        if taken:
            self.taken.append(taken)

    def get(self):
        while GLib.MainContext.default().iteration(False):
            pass
        return self.taken

    def stop(self):
        self.listener.deregister(self.kind)


class Application:
    """The program under test, started with @arguments."""

    def __init__(self, binary, *arguments, log, environment=None):
        self.log = open(log, "wb")              # pylint: disable=consider-using-with
        self.process = subprocess.Popen([binary, *arguments], stdout=self.log, stderr=self.log,
                                        stdin=subprocess.DEVNULL,
                                        env={**os.environ, **(environment or {})})
        self.root = until(self._find, "the program's windows")

    def _find(self):
        return self.find_application(lambda child: child.get_process_id() == self.process.pid)

    @staticmethod
    def find_application(is_it):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and is_it(child) and child.get_child_count():
                return child
        return None

    def close(self):
        if self.log.closed:
            return
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self.log.close()
        if complaints := self.complaints():
            raise AssertionError("The program complained:\n" + "".join(complaints))

    def complaints(self):
        """The warnings that the program, now closed, left in its log."""
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            return [line for line in log if re.search(r"WARNING|CRITICAL|ERROR", line)
                    and not re.search(LIBRARIES_SAY, line)]

    def windows(self):
        return [self.root.get_child_at_index(i) for i in range(self.root.get_child_count())]

    def find(self, role=None, name=None, below=None):
        return [w for w in walk(below or self.root) if self._is_like(w, role, name) and has_size(w)]

    @staticmethod
    def _is_like(widget, role, name):
        try:
            return ((role is None or re.fullmatch(role, widget.get_role_name()))
                    and (name is None or re.fullmatch(name, widget.get_name() or "")))
        except GLib.Error:
            return False                        # it went while it was looked at

    def one(self, role=None, name=None, below=None):
        return until(lambda: self.find(role, name, below), f"{role} {name}")[0]

    def labels(self, below=None):
        """Every label's text; one that was revealed just now may not have its size yet."""
        return [w.get_name() for w in walk(below or self.root)
                if w.get_role_name() in ("label", "static") and w.get_name()]

    def wait_label(self, pattern):
        return until(lambda: [w for w in walk(self.root) if re.search(pattern, w.get_name() or "")],
                     f"something that says {pattern}")[0]

    def act(self, widget, name=None):
        for i in range(widget.get_n_actions()):
            if name in (None, widget.get_action_name(i)):
                return widget.do_action(i)
        raise AssertionError(f"{widget.get_role_name()} {widget.get_name()!r} has no action {name}")

    # Mouse and keys

    @staticmethod
    def window_id(title):
        found = run("xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(title)}$").split()
        return found[-1] if found else None

    def box(self, title, widget):
        """Where @widget of the window @title stands on the screen."""
        window = until(lambda: self.window_id(title), f"window {title}")
        geometry = dict(line.split("=") for line in
                        run("xdotool", "getwindowgeometry", "--shell", window).splitlines())
        shadow = re.findall(r"\d+", run("xprop", "-id", window, "_GTK_FRAME_EXTENTS").partition("=")[2])
        left, top = (int(shadow[0]), int(shadow[2])) if len(shadow) == 4 else (0, 0)
        extents = widget.get_extents(Atspi.CoordType.WINDOW)
        return (int(geometry["X"]) + left + extents.x, int(geometry["Y"]) + top + extents.y,
                extents.width, extents.height)

    def click(self, title, widget, button=1, times=1, at=(0.5, 0.5)):
        x, y, width, height = self.box(title, widget)
        run("xdotool", "mousemove", str(int(x + width * at[0])), str(int(y + height * at[1])))
        run("xdotool", "click", "--repeat", str(times), "--delay", "80", str(button))

    @staticmethod
    def keys(*names):
        for name in names:
            run("xdotool", "key", "--clearmodifiers", name)

    def leave_dialog(self, *names):
        """Presses the keys that end a dialog, and looks at nothing while it goes: GTK 4.8 crashes when
        it is asked for the place of a dialog that is being destroyed."""
        self.keys(*names)
        time.sleep(1)

    def answer_file_dialog(self, title, path):
        """Gives the file dialog @title the name @path, and returns when the dialog is gone."""
        until(lambda: self.window_id(title), f"the file dialog {title}")

        def is_gone():                           # on a busy machine it may not take the first keys yet
            if window := self.window_id(title):
                run("xdotool", "windowfocus", "--sync", window)
                self.keys("ctrl+a")
                self.type(path)
                self.leave_dialog("Return")
            return until(lambda: self.window_id(title) is None, "the file dialog to go", 5)
        until(is_gone, "the file dialog to go")

    @staticmethod
    def type(words):
        run("xdotool", "type", "--delay", "5", words)

    def place(self, title, width, height):
        """Puts the window into the corner, so large (without its shadow)."""
        window = until(lambda: self.window_id(title), f"window {title}")
        run("xdotool", "windowmove", window, "0", "0")
        run("xdotool", "windowsize", "--sync", window, str(width), str(height))
        run("xdotool", "windowactivate", "--sync", window)
        time.sleep(0.3)

    @classmethod
    def drop(cls, *paths, to=(400, 500)):
        """A real drag of the files @paths out of another program onto the window that is there."""
        until(lambda: cls._drag(paths, to), "the files to be taken")

    @classmethod
    def _drag(cls, paths, to):
        source = subprocess.Popen(["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "drag.py"),
                                   *paths], stderr=subprocess.DEVNULL)
        try:
            window = until(lambda: cls.window_id("Drag Source"), "the drag source")
            run("xdotool", "windowmove", "--sync", window, "1300", "820")
            time.sleep(0.5)
            run("xdotool", "mousemove", "1380", "880", "mousedown", "1")
            for i in range(21):
                run("xdotool", "mousemove", str(1380 + (to[0] - 1380) * i // 20),
                    str(880 + (to[1] - 880) * i // 20))
                time.sleep(0.03)
            time.sleep(0.3)
            run("xdotool", "mouseup", "1")
            return source.wait(timeout=PATIENCE / 3) == 0    # it ends with the drag
        except subprocess.TimeoutExpired:
            return False
        finally:
            source.terminate()
            source.wait()

    def photograph(self, title, path):
        """The window as it looks; for people, so nothing depends on it."""
        window = until(lambda: self.window_id(title), f"window {title}")
        time.sleep(0.4)
        run("import", "-window", window, path)
