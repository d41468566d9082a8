#!/usr/bin/python3
"""Another program that pastes: prints the text on the clipboard, or the size of the picture on it."""
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

clipboard = Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD)
if sys.argv[1] == "text":
    print(clipboard.wait_for_text() or "", end="")
else:
    picture = clipboard.wait_for_image()
    if picture is not None:
        picture.savev(sys.argv[2], "png", [], [])
        print(picture.get_width(), picture.get_height())
