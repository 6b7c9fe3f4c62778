#!/usr/bin/python3
# drag.py FILE…: a window that files can be dragged out of, as from a file manager; ends with the first drag
# that began, with 1 where nobody took the files
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Gdk", "4.0")
from gi.repository import Gdk, Gio, GObject, Gtk  # noqa: E402

FILES = [Gio.File.new_for_commandline_arg(path) for path in sys.argv[1:]]
CANCELLED = []


def prepare(_source, _x, _y):
    value = GObject.Value()
    value.init(Gdk.FileList)
    value.set_boxed(Gdk.FileList.new_from_list(FILES))
    return Gdk.ContentProvider.new_for_value(value)


def cancel(*_):
    CANCELLED.append(True)
    return False


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Drag Source", decorated=False,
                                   default_width=160, default_height=120)
    label = Gtk.Label(label="drag me")
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect("prepare", prepare)
    source.connect("drag-cancel", cancel)
    source.connect("drag-end", lambda *_: application.quit())
    window.set_child(label)
    window.add_controller(source)
    window.present()


app = Gtk.Application(application_id="io.github.wirecase.DragSource", flags=Gio.ApplicationFlags.NON_UNIQUE)
app.connect("activate", activate)
app.run([])
sys.exit(bool(CANCELLED))
