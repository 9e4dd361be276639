#!/usr/bin/python3
"""A window of WebKitGTK, and nothing else in it, for WebKitWebDriver to drive.

The browser that comes with WebKitGTK has a toolbar, which keeps its window wider than a phone, and forgets what pages store. This one
prints what happens, one line each: what the console shows (as WebKit writes it), and what is saved or printed.

The environment says what to do: HOME is for what pages store, SAVED for what they save, PRELOAD for the scripts that run before each page's own:
all.js in all windows, and 0.js in the first that was opened, 1.js in the second.
The arguments are --no-scripts, --no-storage, --private and --dark; those that WebKitWebDriver adds are left alone.
"""
import itertools
import os
import sys
import urllib.parse

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2

home = os.environ["HOME"]


def say(*words):
    print(*words, flush=True)


def storage():
    if "--private" in sys.argv:
        return WebKit2.WebsiteDataManager(is_ephemeral=True)
    manager = WebKit2.WebsiteDataManager(base_data_directory=home + "/data", base_cache_directory=home + "/cache")
    if "--no-storage" in sys.argv:
        manager.get_cookie_manager().set_accept_policy(WebKit2.CookieAcceptPolicy.NEVER)
    return manager


context = WebKit2.WebContext(website_data_manager=storage())
context.set_automation_allowed(True)
Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", "--dark" in sys.argv)
settings = WebKit2.Settings(
    enable_developer_extras=True,
    enable_html5_local_storage="--no-storage" not in sys.argv,
    enable_javascript="--no-scripts" not in sys.argv,
    enable_write_console_messages_to_stdout=True,
    javascript_can_open_windows_automatically=False,
    print_backgrounds=True,
)


def preload(manager, number):
    """Takes the scripts again, as tests add some on the way."""
    manager.remove_all_scripts()
    for name in ("all.js", f"{number}.js"):
        if os.path.exists(os.environ["PRELOAD"] + "/" + name):
            with open(os.environ["PRELOAD"] + "/" + name) as script:
                manager.add_script(WebKit2.UserScript.new(
                    script.read(), WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START, None, None))


def decide(view, decision, kind, number):
    """Keeps to itself what other programs would open, and saves what cannot be shown."""
    if kind == WebKit2.PolicyDecisionType.NAVIGATION_ACTION:
        address = decision.get_navigation_action().get_request().get_uri()
        preload(view.get_user_content_manager(), number)
        if not address.startswith(("http", "file", "about", "data", "blob")):
            say("EXTERNAL", address)
            decision.ignore()
            return True
    if kind == WebKit2.PolicyDecisionType.RESPONSE and not decision.is_mime_type_supported():
        decision.download()
        return True
    return False


windows = itertools.count()


def window(view=None):
    manager = WebKit2.UserContentManager()
    number = next(windows)
    preload(manager, number)
    rest = {"web_context": context} if view is None else {"related_view": view}
    made = WebKit2.WebView(is_controlled_by_automation=True, settings=settings, user_content_manager=manager, **rest)
    frame = Gtk.Window()
    frame.set_decorated(False)
    frame.set_default_size(480, 800)  # as the processor draws it, and a page is drawn for each key
    frame.add(made)
    manager.register_script_message_handler("toPaper")
    manager.connect("script-message-received::toPaper", lambda manager, message: to_paper(made))
    made.connect("create", lambda view, action: window(view))
    made.connect("close", lambda view: frame.destroy())
    made.connect("decide-policy", decide, number)
    made.connect("web-process-terminated", lambda view, why: say("CRASHED", why))
    frame.show_all()

    def focus():  # there is no window manager to give it
        frame.present()
        frame.get_window().focus(0)
        made.grab_focus()

    GLib.idle_add(focus)
    return made


sheets = itertools.count()


def to_paper(view):
    """Prints the page of a window on A4 into a file. What a page asks for by window.print is not heard in automation."""
    place = f"{os.environ['SAVED']}/{next(sheets)}.pdf"
    to = Gtk.PrintSettings()
    to.set_printer("Print to File")
    to.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(place))
    to.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    paper = Gtk.PageSetup()
    paper.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
    # WebKit makes lines as long as the margins of the site's @page allow, and leaves it to whoever prints to keep to the same.
    for edge in (paper.set_top_margin, paper.set_bottom_margin):
        edge(18, Gtk.Unit.MM)
    for edge in (paper.set_left_margin, paper.set_right_margin):
        edge(16, Gtk.Unit.MM)
    operation = WebKit2.PrintOperation.new(view)
    operation.set_print_settings(to)
    operation.set_page_setup(paper)
    operation.connect("failed", lambda operation, error: say("NOT-PRINTED", error.message))
    operation.connect("finished", lambda operation: say("PRINTED", place))
    operation.print_()


def save(context, download):
    def place(download, name):
        download.set_destination("file://" + urllib.parse.quote(os.environ["SAVED"] + "/" + name))
        return True

    download.set_allow_overwrite(True)
    download.connect("decide-destination", place)
    download.connect("failed", lambda download, error: say("NOT-SAVED", error.message))
    download.connect("finished", lambda download: say("SAVED", download.get_destination()))


def start(context, session):
    about = WebKit2.ApplicationInfo()
    about.set_name("webkitwindow")
    about.set_version(1, 0, 0)
    session.set_application_info(about)
    session.connect("create-web-view", lambda session: window())


context.connect("download-started", save)
context.connect("automation-started", start)
Gtk.main()
