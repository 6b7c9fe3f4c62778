#!/usr/bin/python3
# test-leaving.py WIRECASE DATA OUT: closing windows while something runs, and being told of ends
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of the question go into the folder OUT, for people to look at."""

import os
import signal
import sys
import tempfile
import time
import unittest

from gi.repository import Gio, GLib

from driver import PATIENCE, Application, run, states, unnamed_controls, until

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
TITLE = "Wirecase"
QUESTION = "Close All the Same?"

# A file of zeros that takes no room on the disk and minutes to hash.
LARGE = 200 << 30

# One that takes seconds.
SOME = 3 << 30


class Desktop:
    """What shows notifications on a desktop, here to hear of them."""

    NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
    INTERFACE = Gio.DBusNodeInfo.new_for_xml("""<node><interface name="org.freedesktop.Notifications">
        <method name="Notify">
          <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
          <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
          <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
          <arg type="u" direction="out"/>
        </method>
        <method name="CloseNotification"><arg type="u" direction="in"/></method>
      </interface></node>""").interfaces[0]

    def __init__(self):
        self.notifications = []
        self.withdrawn = []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.object = self.bus.register_object(self.PATH, self.INTERFACE, self.call)
        self.owner = Gio.bus_own_name_on_connection(self.bus, self.NAME, Gio.BusNameOwnerFlags.NONE)

    def call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        if method == "CloseNotification":
            self.withdrawn.append(parameters.unpack()[0])
            invocation.return_value(None)
        else:
            self.notifications.append(parameters.unpack())
            invocation.return_value(GLib.Variant("(u)", (1,)))

    @staticmethod
    def listen():
        while GLib.MainContext.default().iteration(False):
            pass

    def told(self):
        """The arguments of the first Notify."""
        self.listen()
        return self.notifications and self.notifications[0]

    def is_withdrawn(self):
        self.listen()
        return self.withdrawn == [1]

    def click(self):
        self.bus.emit_signal(None, self.PATH, self.NAME, "ActionInvoked",
                             GLib.Variant("(us)", (1, "default")))
        self.bus.flush_sync()

    def leave(self):
        Gio.bus_unown_name(self.owner)
        self.bus.unregister_object(self.object)


class Leaving(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, dark=False, width=1200):
        environment = {"WIRECASE_DATA_DIR": DATA, "XDG_DATA_HOME": self.folder}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, log=os.path.join(OUT, self.id() + ".log"), environment=environment)
        self.addCleanup(self.finish, app)
        app.one("push button", ".*Open a Capture….*")
        app.place(TITLE, width, 800)
        return app

    def finish(self, app):
        if not app.log.closed:
            run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    def ends(self, app):
        self.assertEqual(app.process.wait(timeout=PATIENCE), 0)

    def make_file(self, size):
        path = os.path.join(self.folder, "evidence.img")
        with open(path, "wb") as file:
            file.truncate(size)
        return path

    def listen(self, app):
        app.keys("ctrl+3")
        app.click(TITLE, app.one("spin button", "Port to listen on"), at=(0.2, 0.5))
        app.keys("ctrl+a")
        app.type("0\t")                          # any that no other test has
        app.click(TITLE, app.one("push button", ".*Start.*"))
        app.one("push button", ".*Stop.*")

    def examine(self, app, path):
        app.keys("ctrl+2")
        app.one("push button", ".*Open a Folder….*")
        app.drop(path)
        app.wait_label("^1 job is running$")     # it takes long

    @staticmethod
    def is_hidden(window):
        return "_NET_WM_STATE_HIDDEN" in run("xprop", "-id", window, "_NET_WM_STATE")

    def test_nothing_runs(self):
        app = self.start()
        app.keys("ctrl+w")
        self.ends(app)

    def test_a_server_listens(self):
        for dark, width in ((False, 1200), (True, 500)):
            app = self.start(dark=dark, width=width)
            self.listen(app)
            app.keys("ctrl+w")
            app.wait_label(QUESTION)
            app.wait_label("• A server that listens$")
            self.assertEqual(unnamed_controls(app.root), [])
            run("import", "-window", "root",
                os.path.join(OUT, f"leaving-{'dark' if dark else 'light'}-{width}.png"))
            app.leave_dialog("Return")           # Cancel is the default
            app.one("push button", ".*Stop.*")
            app.keys("ctrl+q", "ctrl+q")         # the second finds the question there
            app.wait_label(QUESTION)
            app.leave_dialog("alt+e")
            self.ends(app)
            app.close()

    def test_files_are_examined(self):
        app = self.start()
        self.examine(app, self.make_file(LARGE))
        app.keys("ctrl+w")
        app.wait_label("• Examining files$")
        app.leave_dialog("Escape")
        app.wait_label("^1 job is running$")
        app.keys("ctrl+w")
        app.wait_label(QUESTION)
        app.leave_dialog("alt+e")
        self.ends(app)

    def test_the_other_window_goes_on(self):
        app = self.start()
        self.listen(app)
        first = app.window_id(TITLE)
        app.keys("ctrl+n")
        until(lambda: len(app.windows()) == 2, "a second window")
        until(lambda: run("xdotool", "getwindowfocus") in set(
            run("xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}$").split()) - {first},
            "the keys to go there")
        app.leave_dialog("ctrl+w")               # in which nothing runs
        until(lambda: len(app.windows()) == 1, "one window")
        app.one("push button", ".*Stop.*")

    def work_in_the_background(self, app):
        """Examines a file for more than ten seconds, in a window that nobody sees, and gives back its id."""
        self.examine(app, self.make_file(SOME))
        window = app.window_id(TITLE)
        app.keys("ctrl+4")                       # to another page than where the work is
        until(lambda: "pressed" in states(app.one("page tab", "Text")), "the Text page")
        run("xdotool", "windowminimize", window)
        until(lambda: self.is_hidden(window), "the window to be minimised")
        app.process.send_signal(signal.SIGSTOP)
        time.sleep(11)                           # what took less than ten seconds is not worth telling
        app.process.send_signal(signal.SIGCONT)
        return window

    def test_the_desktop_is_told(self):
        desktop = Desktop()
        self.addCleanup(desktop.leave)
        app = self.start()
        window = self.work_in_the_background(app)
        told = until(desktop.told, "a notification", patience=60)
        self.assertEqual(told[3], "Examining files")
        self.assertRegex(told[4], r"^Done after (\d\d|\d+ min \d+) s\.$")
        self.assertTrue(self.is_hidden(window))
        desktop.click()
        until(lambda: not self.is_hidden(window), "the window to be raised")
        until(lambda: "pressed" in states(app.one("page tab", "Files")), "the page where it happened")

    def test_who_looks_needs_no_telling(self):
        desktop = Desktop()
        self.addCleanup(desktop.leave)
        app = self.start()
        window = self.work_in_the_background(app)
        until(desktop.told, "a notification", patience=60)
        self.assertFalse(desktop.is_withdrawn())
        run("xdotool", "windowmap", window, "windowactivate", window)
        until(desktop.is_withdrawn, "the notification to be withdrawn")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)
