#!/usr/bin/python3
# test-activation.py WIRECASE DATA OUT: the installed program, started as a file manager does
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. A double click on a capture goes by the desktop file's MIME types to the service of
the session bus, which starts the program or reaches the one that runs."""

import glob
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

from gi.repository import Gio, GLib

from driver import Application, run, until

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
ID = "io.github.wirecase.Wirecase"
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")


class Activated(Application):
    """Started by the session bus, and not from here."""

    def __init__(self):                          # pylint: disable=super-init-not-called
        self.root = until(self._find, "the program's windows")

    def _find(self):
        return self.find_application(lambda child: child.get_name() == "wirecase")


class Activation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        cls.root = tempfile.mkdtemp(dir=os.environ["HOME"])
        cls.addClassCleanup(shutil.rmtree, cls.root)
        subprocess.run(["meson", "install", "-C", os.path.dirname(os.path.dirname(WIRECASE)), "--no-rebuild",
                        "--quiet"], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "DESTDIR": cls.root})
        binary, = glob.glob(cls.root + "/**/bin/wirecase", recursive=True)
        share, = (os.path.dirname(found) for found in glob.glob(cls.root + "/**/share/applications", recursive=True))
        os.environ["PATH"] = os.path.dirname(binary) + ":" + os.environ["PATH"]
        subprocess.run(["glib-compile-schemas", os.path.join(share, "glib-2.0", "schemas")], check=True)
        cls.install(os.path.join(share, "applications", ID + ".desktop"), "applications")
        with open(cls.install(os.path.join(share, "dbus-1", "services", ID + ".service"), "dbus-1/services"),
                  "r+", encoding="utf-8") as service:
            words = service.read().replace(binary.removeprefix(cls.root), binary)
            service.seek(0)
            service.write(words)
        subprocess.run(["update-desktop-database", os.path.join(cls.data_home(), "applications")], check=True)
        cls.install(os.path.join(share, "mime", "packages", ID + ".xml"), "mime/packages")
        subprocess.run(["update-mime-database", os.path.join(cls.data_home(), "mime")], check=True)
        cls.call_bus("ReloadConfig", None)
        cls.call_bus("UpdateActivationEnvironment", GLib.Variant("(a{ss})", ({
            "XDG_DATA_DIRS": share + ":" + os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
            "WIRECASE_DATA_DIR": os.path.join(share, "wirecase")},)))

    @staticmethod
    def data_home():
        return os.environ["XDG_DATA_HOME"]

    @classmethod
    def install(cls, path, where):
        """Puts @path where the session looks, as if the root of the installation were the system's."""
        folder = os.path.join(cls.data_home(), where)
        os.makedirs(folder, exist_ok=True)
        return shutil.copy(path, folder)

    @classmethod
    def call_bus(cls, method, arguments):
        return cls.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                                 arguments, None, Gio.DBusCallFlags.NONE, -1, None)

    def find_process(self):
        try:
            return self.call_bus("GetConnectionUnixProcessID", GLib.Variant("(s)", (ID,))).unpack()[0]
        except GLib.Error:
            return None

    def double_click(self, path):
        """What the desktop does on one."""
        kind = Gio.File.new_for_path(path).query_info("standard::content-type", Gio.FileQueryInfoFlags.NONE)
        application = Gio.AppInfo.get_default_for_type(kind.get_content_type(), False)
        self.assertEqual(application.get_id(), ID + ".desktop")
        self.assertTrue(application.get_boolean("DBusActivatable"))
        application.launch([Gio.File.new_for_path(path)], None)

    def test_double_click(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        second = shutil.copy(SAMPLE, os.path.join(folder.name, "second.pcap"))
        with open(os.path.join(folder.name, "third.pcapng"), "wb") as file:
            file.write(bytes.fromhex("0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000"))
        self.assertIsNone(self.find_process())
        self.double_click(SAMPLE)
        app = Activated()
        process = until(self.find_process, "the program on the bus")
        self.addCleanup(lambda: until(lambda: self.find_process() is None, "the program to end"))
        self.addCleanup(run, "gapplication", "action", ID, "quit")
        self.addCleanup(lambda: run("import", "-window", "root", os.path.join(OUT, self.id() + ".png")))
        app.one("page tab", r"Packets \d+")
        for path in (second, file.name):
            self.double_click(path)
            until(lambda path=path: app.window_id(os.path.basename(path) + " — Wirecase"), path)
        self.assertEqual(self.find_process(), process)


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)
