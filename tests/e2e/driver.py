#!/usr/bin/python3
"""driver.py - drive a GTK 4.8 application as a person would, headless.

    ./driver.py --in-session SCRIPT.py [ARG...]
        runs SCRIPT inside xvfb-run + dbus-run-session + openbox with this module importable.

In a script:
    from driver import App
    app = App(["./app"])                          # starts the program, waits for its window
    app.find("button", "Lưu").click()             # a real mouse click (XTEST)
    app.find("text", "Ghi chú").type("Hồ sơ số 1")# a real click, then real key presses
    app.find("label", re.compile("Đã lưu"))       # waits (5 s) until it is there
    app.dump()

How it sees: one D-Bus call, org.a11y.atspi.Cache.GetItems, returns every realised accessible of the
program with role, name, states and parent (3 ms for 150 nodes; walking the same tree through
libatspi takes 2-8 ms PER NODE).  Needs only python3-gi (Gio), at-spi2-core, xdotool, x11-xserver-utils.

Positions: GTK 4 gives extents relative to the window only (asking for screen coordinates prints a
warning and gives wrong numbers).  screen = X window origin + CSD border + extents.  A popover is an X
window of its own whose size equals the extents of the GtkPopover node.
"""
import ctypes as C
import functools, os, re, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))


def run_session(command, env):
    """Runs @command, whose script speaks on its descriptor 3, and passes on what it says.  The session's
    services may outlive it: they get files, so that nobody waits for the ends of our own streams."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
        session = subprocess.Popen(["sh", "-c", f'exec "$@" 3>&{said.fileno()}', "sh"] + command, env=env,
                                   stdin=subprocess.DEVNULL, stdout=told, stderr=told, pass_fds=[said.fileno()])
        seen = [0, 0]
        over = False
        while not over:
            over = session.poll() is not None
            for i, (file, stream) in enumerate(((said, sys.stdout), (told, sys.stderr))):
                text = os.pread(file.fileno(), 1 << 20, seen[i])
                seen[i] += len(text)
                stream.buffer.write(text)
                stream.flush()
            time.sleep(0 if over else 0.1)
        return session.returncode


if __name__ == "__main__" and len(sys.argv) > 2 and sys.argv[1] == "--in-session":
    env = dict(os.environ)
    for k in ("GTK_THEME", "NO_AT_BRIDGE", "WAYLAND_DISPLAY", "GTK_A11Y", "GTK_IM_MODULE", "XMODIFIERS",
              "AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        env.pop(k, None)
    env.update(GDK_BACKEND="x11", LC_ALL=env.get("DRIVER_LOCALE", "C.UTF-8"),
               GSETTINGS_BACKEND="memory", GTK_USE_PORTAL="0", ADW_DISABLE_PORTAL="1", PYTHONPATH=HERE)
    env.setdefault("GSK_RENDERER", "cairo")
    env.setdefault("GDK_DEBUG", "gl-disable")
    wm = env.get("DRIVER_WM", "openbox --sm-disable")
    comp = env.get("DRIVER_COMP", "picom --backend xrender")       # shadows instead of black boxes
    screen = env.get("DRIVER_SCREEN", "1280x900x24")
    inner = f'xmodmap {HERE}/vn.xmodmap; W=; '
    for prog in (wm, comp):
        if prog:
            inner += f'{prog} >/dev/null 2>&1 & W="$W $!"; '
    inner += 'sleep 0.3; /usr/bin/python3 "$@" >&3; rc=$?; kill $W 2>/dev/null; exit $rc'
    # -noreset: without it the server forgets the keymap when xmodmap (its only client) ends
    sys.exit(run_session(["xvfb-run", "-a", "-s", f"-screen 0 {screen} -nolisten tcp -noreset",
                          "dbus-run-session", "--", "sh", "-c", inner, "sh"] + sys.argv[2:], env))

from gi.repository import Gio, GLib

ROLES = [r.replace("_", " ") for r in """invalid accelerator_label alert animation arrow calendar canvas
check_box check_menu_item color_chooser column_header combo_box date_editor desktop_icon desktop_frame dial
dialog directory_pane drawing_area file_chooser filler focus_traversable font_chooser frame glass_pane
html_container icon image internal_frame label layered_pane list list_item menu menu_bar menu_item
option_pane page_tab page_tab_list panel password_text popup_menu progress_bar button radio_button
radio_menu_item root_pane row_header scroll_bar scroll_pane separator slider spin_button split_pane
status_bar table table_cell table_column_header table_row_header tearoff_menu_item terminal text
toggle_button tool_bar tool_tip tree tree_table unknown viewport window extended header footer paragraph
ruler application autocomplete editbar embedded entry chart caption document_frame heading page section
redundant_object form link input_method_window table_row tree_item document_spreadsheet
document_presentation document_text document_web document_email comment list_box grouping image_map
notification info_bar level_bar title_bar block_quote audio video definition article landmark log marquee
math rating timer static math_fraction math_root subscript superscript""".split()]
STATES = """invalid active armed busy checked collapsed defunct editable enabled expandable expanded
focusable focused has-tooltip horizontal iconified modal multi-line multiselectable opaque pressed
resizable selectable selected sensitive showing single-line stale transient vertical visible
manages-descendants indeterminate required truncated animated invalid-entry supports-autocompletion
selectable-text is-default visited checkable has-popup read-only""".split()
TIMEOUT = float(os.environ.get("DRIVER_TIMEOUT", "5"))
ATSPI = "org.a11y.atspi."


def sh(*cmd, check=True, **kw):
    return subprocess.run(cmd, check=check, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **kw).stdout


def clean(s):
    """GTK 4.8 computes doubled names: '_Lưu Lưu' (label with mnemonic + child), 'Tỉnh Tỉnh'; '(None)' is none."""
    s = "" if s == "(None)" else (s or "").strip()
    for k, ch in enumerate(s):
        if ch == " " and s[:k].replace("_", "", 1) == s[k + 1:]:
            return s[k + 1:]
    return s


def match(pat, s):
    return pat is None or (bool(pat.search(s)) if hasattr(pat, "search") else pat == s)


class NotFound(AssertionError):
    pass


class XInput:
    """Keys and mouse through XTEST.  Not `xdotool type`: it remaps a key per letter while typing, so
    letters get lost and Ã À Á É come out small.  vn.xmodmap gives every Vietnamese letter its own key."""

    def __init__(self):
        self.x, self.t = C.CDLL("libX11.so.6"), C.CDLL("libXtst.so.6")
        x, t, P = self.x, self.t, C.c_void_p
        x.XOpenDisplay.restype = P
        x.XStringToKeysym.restype = C.c_ulong
        x.XKeysymToKeycode.argtypes, x.XKeysymToKeycode.restype = [P, C.c_ulong], C.c_ubyte
        x.XkbKeycodeToKeysym.argtypes, x.XkbKeycodeToKeysym.restype = [P, C.c_ubyte, C.c_int, C.c_int], C.c_ulong
        x.XSync.argtypes = [P, C.c_int]
        x.XDefaultRootWindow.argtypes, x.XDefaultRootWindow.restype = [P], C.c_ulong
        x.XGetGeometry.argtypes = [P, C.c_ulong, C.POINTER(C.c_ulong)] + [C.POINTER(C.c_int)] * 2 + [C.POINTER(C.c_uint)] * 4
        x.XTranslateCoordinates.argtypes = [P, C.c_ulong, C.c_ulong, C.c_int, C.c_int] + [C.POINTER(C.c_int)] * 2 + [C.POINTER(C.c_ulong)]
        self.handler = C.CFUNCTYPE(C.c_int, P, P)(lambda d, e: 0)      # windows vanish: not fatal
        x.XSetErrorHandler(self.handler)
        t.XTestFakeKeyEvent.argtypes = [P, C.c_uint, C.c_int, C.c_ulong]
        t.XTestFakeButtonEvent.argtypes = [P, C.c_uint, C.c_int, C.c_ulong]
        t.XTestFakeMotionEvent.argtypes = [P, C.c_int, C.c_int, C.c_int, C.c_ulong]
        self.d = x.XOpenDisplay(None)
        if not self.d:
            raise RuntimeError("no X display")
        self.shift = self.code("Shift_L")

    def geometry(self, win):
        """(x, y, w, h) on the screen.  Not xdotool getwindowgeometry: it counts a frame twice."""
        root, child = C.c_ulong(), C.c_ulong()
        i = [C.c_int() for _ in range(4)]
        u = [C.c_uint() for _ in range(4)]
        if not self.x.XGetGeometry(self.d, win, root, i[0], i[1], u[0], u[1], u[2], u[3]):
            return None
        if not self.x.XTranslateCoordinates(self.d, win, self.x.XDefaultRootWindow(self.d), 0, 0, i[2], i[3], child):
            return None
        return i[2].value, i[3].value, u[0].value, u[1].value

    def code(self, name):
        return self.x.XKeysymToKeycode(self.d, self.x.XStringToKeysym(name.encode()))

    def press(self, kc, down):
        self.t.XTestFakeKeyEvent(self.d, kc, int(down), 0)

    def sync(self, pause=0.0):
        self.x.XSync(self.d, 0)
        if pause:
            time.sleep(pause)

    def type(self, text, pause=0.002):
        for ch in text:
            ks = {"\n": 0xFF0D, "\t": 0xFF09}.get(ch) or self.x.XStringToKeysym(b"U%04X" % ord(ch))
            kc = self.x.XKeysymToKeycode(self.d, ks)
            if kc == 0:
                raise AssertionError(f"no key types {ch!r}; add it to mkkeymap.py")
            up = self.x.XkbKeycodeToKeysym(self.d, kc, 0, 0) != ks
            if up:
                self.press(self.shift, 1)
            self.press(kc, 1)
            self.press(kc, 0)
            if up:
                self.press(self.shift, 0)
            self.sync(pause)

    MOD = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L", "super": "Super_L"}

    def key(self, combo):
        *mods, k = combo.split("+") if combo != "+" else ["plus"]
        codes = [self.code(self.MOD[m]) for m in mods]
        kc = self.code(k)
        if kc == 0:
            raise AssertionError(f"no key named {k!r}")
        for m in codes:
            self.press(m, 1)
        self.press(kc, 1)
        self.press(kc, 0)
        for m in reversed(codes):
            self.press(m, 0)
        self.sync(0.02)

    def move(self, x, y):
        self.t.XTestFakeMotionEvent(self.d, -1, int(x), int(y), 0)
        self.sync(0.01)

    def button(self, b, down):
        self.t.XTestFakeButtonEvent(self.d, b, int(down), 0)
        self.sync(0.01)

    def click(self, x, y, b=1, count=1):
        self.move(x - 1, y)
        self.move(x, y)
        for _ in range(count):
            self.button(b, 1)
            self.button(b, 0)

    def drag(self, x0, y0, x1, y1, steps=15, hold=0.25):
        self.move(x0, y0)
        self.button(1, 1)
        for k in range(1, steps + 1):
            self.move(x0 + (x1 - x0) * k // steps, y0 + (y1 - y0) * k // steps)
            time.sleep(0.02)
        time.sleep(hold)
        self.button(1, 0)
        time.sleep(0.1)

    def scroll(self, x, y, clicks):
        self.move(x, y)
        for _ in range(abs(clicks)):
            self.button(5 if clicks > 0 else 4, 1)
            self.button(5 if clicks > 0 else 4, 0)


# Thousands of nodes come with each snapshot, of few sorts.
@functools.lru_cache(maxsize=None)
def ifaces_of(names):
    return frozenset(name[len(ATSPI):] for name in names)


@functools.lru_cache(maxsize=None)
def states_of(bits):
    return frozenset(s for i, s in enumerate(STATES) if bits >> i & 1)


class Node:
    __slots__ = ("app", "path", "ppath", "index", "ifaces", "name", "role", "description", "states", "kids", "parent", "nkids", "_ok")

    def __init__(self, app, item):
        (_, self.path), _, (_, self.ppath), self.index, self.nkids, ifs, name, role, desc, st = item
        self.app = app
        self.ifaces = ifaces_of(tuple(ifs))
        self.name = clean(name)
        self.role = ROLES[role] if role < len(ROLES) else str(role)
        self.description = desc
        self.states = states_of(st[0] | st[1] << 32)
        self.kids, self.parent, self._ok = [], None, None

    # ---- live questions
    def call(self, iface, method, sig=None, *args):
        return self.app.dbus(self.path, ATSPI + iface, method, sig, *args)

    def prop(self, iface, name):
        return self.app.dbus(self.path, "org.freedesktop.DBus.Properties", "Get", "(ss)", ATSPI + iface, name)[0]

    @property
    def extents(self):
        return self.call("Component", "GetExtents", "(u)", 1)[0]

    @property
    def text(self):
        if "Text" not in self.ifaces:
            return self.name
        n = self.prop("Text", "CharacterCount")            # GTK 4.8 answers '' to (0, -1)
        return self.call("Text", "GetText", "(ii)", 0, n)[0]

    @property
    def value(self):
        return self.prop("Value", "CurrentValue")

    @value.setter
    def value(self, v):
        self.app.dbus(self.path, "org.freedesktop.DBus.Properties", "Set", "(ssv)", ATSPI + "Value",
                      "CurrentValue", GLib.Variant("d", float(v)))

    @property
    def actions(self):
        if "Action" not in self.ifaces:
            return []
        return [self.call("Action", "GetName", "(i)", i)[0] for i in range(self.prop("Action", "NActions"))]

    def do(self, action="click"):
        acts = self.actions
        if action not in acts:
            raise AssertionError(f"{self}: no action {action!r}, has {acts}")
        return self.call("Action", "DoAction", "(i)", acts.index(action))[0]

    def set_text(self, s):
        return self.call("EditableText", "SetTextContents", "(s)", s)[0]

    def fresh(self):
        """The same accessible as it is now (states, name and children are a snapshot)."""
        for n in self.app.snapshot():
            if n.path == self.path:
                return n
        raise NotFound(f"{self.role} {self.name!r} is gone")

    @property
    def shown(self):
        """On screen: it and all its ancestors 'visible' and with a size (a closed popover has none).
        4.8 sets 'showing' on windows only, and a stack page that was shown once keeps its size and stays
        'visible', so the program must mark unmapped pages GTK_ACCESSIBLE_STATE_HIDDEN."""
        if self._ok is None:
            self._ok = self.role == "application"
            if not self._ok and self.parent is not None and self.parent.shown and "visible" in self.states:
                try:
                    self._ok = "Component" not in self.ifaces or min(self.extents[2:]) > 0
                except GLib.Error:
                    pass
        return self._ok

    # ---- the snapshot below this node
    def walk(self):
        yield self
        for c in sorted(self.kids, key=lambda n: n.index):
            yield from c.walk()

    def find_all(self, role=None, name=None, state=None, text=None, shown=True, pred=None):
        root = self.fresh()
        return [n for n in root.walk()
                if match(role, n.role) and match(name, n.name) and (state is None or state in n.states)
                and (not shown or n.shown) and (text is None or match(text, n.text)) and (pred is None or pred(n))]

    def find(self, role=None, name=None, timeout=None, nth=0, **kw):
        end = time.monotonic() + (TIMEOUT if timeout is None else timeout)
        while True:
            try:
                r = self.find_all(role, name, **kw)
            except (GLib.Error, NotFound):
                r = []
            if len(r) > nth:
                return r[nth]
            if time.monotonic() > end:
                raise NotFound(f"no {role!r} named {name!r} {kw or ''} in\n" + self.tree())
            time.sleep(0.03)

    def gone(self, role=None, name=None, timeout=None, **kw):
        end = time.monotonic() + (TIMEOUT if timeout is None else timeout)
        while self.find_all(role, name, **kw):
            if time.monotonic() > end:
                raise AssertionError(f"{role!r} {name!r} is still there")
            time.sleep(0.03)

    def ancestor(self, role):
        n = self
        while n is not None and n.role != role:
            n = n.parent
        return n

    # ---- acting as a person
    def screen_rect(self):
        return self.app.to_screen(self)

    def click(self, button=1, count=1, dx=None, dy=None):
        x, y, w, h = self.screen_rect()
        self.app.x.click(x + (w // 2 if dx is None else dx), y + (h // 2 if dy is None else dy), button, count)
        self.app.settle()
        return self

    def type(self, text, clear=False):
        self.click()
        if clear:
            self.app.key("ctrl+a", "BackSpace")
        self.app.type(text)
        return self

    # ---- showing
    def __repr__(self):
        ext = ""
        if "Component" in self.ifaces:
            try:
                ext = "(%d,%d %dx%d)" % self.extents
            except GLib.Error:
                ext = "(gone)"
        st = ",".join(sorted(self.states - {"sensitive", "visible", "horizontal", "vertical"}))
        if "sensitive" not in self.states and self.role != "application":
            st += ",INSENSITIVE"
        extra = ""
        try:
            if "Text" in self.ifaces and self.role != "label":
                extra += f" text={self.text!r}"
            if "Value" in self.ifaces:
                extra += f" value={self.value:g}"
        except GLib.Error:
            pass
        return f"[{self.role}] {self.name!r} {ext} {st}{extra}"

    def tree(self, shown=True):
        out = []
        def rec(n, ind):
            for c in sorted(n.kids, key=lambda k: k.index):
                if shown and "Component" in c.ifaces and not c.shown:
                    continue
                dull = c.role in ("panel", "filler") and (not c.name or c.name.startswith(("Adw", "Gtk")))
                if not dull:
                    out.append("  " * ind + repr(c))
                rec(c, ind + (not dull))
        root = self.fresh()
        out.append(repr(root))
        rec(root, 1)
        return "\n".join(out)

    def dump(self, shown=True):
        print(self.tree(shown), flush=True)


class App(Node):
    __slots__ = ("p", "log", "bus", "dest", "x", "short")
    _bus = None

    @classmethod
    def a11y_bus(cls):
        if App._bus is None:
            s = Gio.bus_get_sync(Gio.BusType.SESSION)
            a = s.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 5000).unpack()[0]
            App._bus = Gio.DBusConnection.new_for_address_sync(
                a, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        return App._bus

    def __init__(self, cmd, timeout=20, env=None, log=None, wait_frame=True):
        log = log or os.path.join(os.environ.get("E2E_OUT", "."), "app-stdout.log")
        self.bus = self.a11y_bus()      # also starts the registry before the program, so it registers at once
        self.x = XInput()
        self.app, self.path = self, "/org/a11y/atspi/accessible/root"
        self.short = {}  # nodes that say more children than the cache has, as last seen
        self.log = log
        with open(log, "w") as f:
            self.p = subprocess.Popen(cmd, env=dict(os.environ, T0_NS=str(time.monotonic_ns()), **(env or {})),
                                      stdout=f, stderr=subprocess.STDOUT)
        self.dest = None
        end = time.monotonic() + timeout
        while self.dest is None:
            for dest, _ in self._call("org.a11y.atspi.Registry", self.path, ATSPI + "Accessible", "GetChildren", None)[0]:
                pid = self._call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                 "GetConnectionUnixProcessID", "(s)", dest)[0]
                if pid == self.p.pid:
                    self.dest = dest
            if self.dest is None:
                if self.p.poll() is not None:
                    raise AssertionError(f"the program ended with {self.p.returncode}:\n" + self.output())
                if time.monotonic() > end:
                    raise NotFound("the program did not appear on the accessibility bus:\n" + self.output())
                time.sleep(0.02)
        if wait_frame:
            self.find("frame", timeout=timeout)
            self.settle(0.2)

    def _call(self, dest, path, iface, method, sig, *args):
        return self.bus.call_sync(dest, path, iface, method, GLib.Variant(sig, args) if sig else None, None, 0, 10000).unpack()

    def dbus(self, path, iface, method, sig, *args):
        return self._call(self.dest, path, iface, method, sig, *args)

    def snapshot(self):
        """All accessibles, linked.  GTK 4.8 puts one into the cache only once somebody asked for it, so ask
        for the children of every node that has fewer in the cache than it says, until nothing new comes."""
        asked = set()
        while True:
            nodes = [Node(self, i) for i in self.dbus("/org/a11y/atspi/cache", ATSPI + "Cache", "GetItems", None)[0]]
            by = {n.path: n for n in nodes}
            for n in nodes:
                if n.role == "application":
                    continue
                n.parent = by.get(n.ppath)
                if n.parent is None and n.role in ("frame", "dialog", "window", "alert"):
                    n.parent = by.get("/org/a11y/atspi/accessible/root")
                if n.parent is not None:
                    n.parent.kids.append(n)
            short = [n for n in nodes if len(n.kids) < n.nkids and n.path not in asked and
                     (n.parent is not None or n.role == "application") and
                     self.short.get(n.path) != (n.nkids, len(n.kids))]
            if not short:
                # What asking has not changed needs no asking until it changes by itself.
                self.short = {n.path: (n.nkids, len(n.kids)) for n in nodes if len(n.kids) < n.nkids}
                self.forget_hidden(nodes)
                return nodes
            for n in short:
                asked.add(n.path)
                try:
                    n.call("Accessible", "GetChildren")
                except GLib.Error:
                    pass

    @staticmethod
    def forget_hidden(nodes):
        """One that is hidden (a page of a stack that was shown before) is no child any more, but stays in the cache."""
        for n in nodes:
            if n.role != "application" and len(n.kids) > n.nkids:
                try:
                    present = {path for _, path in n.call("Accessible", "GetChildren")[0]}
                except GLib.Error:
                    continue
                # The pages of a stack (no Component) are never told right; what they hold is.
                gone = [k for k in n.kids if k.path not in present and "Component" in k.ifaces]
                for k in gone:
                    n.kids.remove(k)
                    k.parent = None

    def output(self):
        with open(self.log, errors="replace") as f:
            return f.read()

    # ---- geometry
    def xwindows(self):
        ids = sh("xdotool", "search", "--onlyvisible", "--pid", str(self.p.pid), check=False).split()
        out = {}
        for i in ids:
            g = self.x.geometry(int(i))
            if g and g[2] > 1:
                out[i] = g
        return out

    def to_screen(self, node, timeout=2.0):
        end = time.monotonic() + timeout
        while True:                     # a popover may be between two sizes: its X window and its node then differ
            r = self._to_screen(node)
            if r is not None:
                return r
            if time.monotonic() > end:
                raise AssertionError(f"no X window for {node}: {self.xwindows()}")
            time.sleep(0.05)

    def _to_screen(self, node):
        x, y, w, h = node.extents
        wins = self.xwindows()
        n = node
        while n is not None:
            if n.parent is None or n.parent.role == "application":          # the window itself
                tw, th = n.extents[2:]
                c = []
                for i, g in wins.items():
                    if g[2] >= tw and g[3] >= th:
                        title = clean(sh("xdotool", "getwindowname", i, check=False))
                        e = re.findall(r"\d+", sh("xprop", "-id", i, "_GTK_FRAME_EXTENTS", check=False).partition("=")[2])
                        l, r, t, b = map(int, e) if len(e) == 4 else (0, 0, 0, 0)
                        bx, by = (g[2] - l - r - tw) // 2, (g[3] - t - b - th) // 2
                        c.append((title != n.name, g[2] * g[3], g[0] + l + bx + x, g[1] + t + by + y, w, h))
                return min(c)[2:] if c else None
            if n.role in ("filler", "menu") and n.name in ("GtkPopover", "GtkPopoverMenu") and n.parent is not None:
                # a popover: GTK reports positions as if its surface began where its parent widget begins
                px, py = n.parent.extents[:2]
                pw, ph = n.extents[2:]
                c = sorted((abs(g[2] - pw) + abs(g[3] - ph), g) for i, g in wins.items()
                           if 0 <= g[2] - pw <= 24 and 0 <= g[3] - ph <= 24)       # CSS margins
                return (c[0][1][0] + x - px, c[0][1][1] + y - py, w, h) if c else None
            n = n.parent
        return None

    # ---- input
    def settle(self, pause=0.05):
        """A round trip through the program's main loop, so that what was sent has been handled."""
        self.x.sync()
        time.sleep(pause)
        try:
            self.dbus("/org/a11y/atspi/accessible/root", ATSPI + "Accessible", "GetRole", None)
        except GLib.Error:
            pass

    def key(self, *keys):
        for k in keys:
            self.x.key(k)
        self.settle()

    def type(self, text, pause=0.002):
        self.x.type(text, pause)
        self.settle()

    @staticmethod
    def screenshot(path):
        sh("import", "-window", "root", path)

    def close(self, timeout=10):
        if self.p.poll() is None:
            self.p.terminate()
        try:
            self.p.wait(timeout)
        except subprocess.TimeoutExpired:
            self.p.kill()
            self.p.wait()
