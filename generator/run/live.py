"""What the preview adds to a page, and nothing else does: it reloads, and shows what is wrong.

In: bytes of a page. Out: the same with a script. The site's own policy allows it: it comes from the same origin,
and sets no style inline.
"""

PREFIX = "~plansite/"
"""No address of a site begins with it."""

STYLE = """\
#plansite-faults{position:fixed;inset:0;z-index:2147483647;overflow:auto;margin:0;padding:2rem;
background:rgba(20,20,24,.96);color:#fff;font:16px/1.6 sans-serif}
#plansite-faults h2{margin:0 0 1rem;color:#ff9b8f;font-size:1.25rem}
#plansite-faults pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.6 monospace}
#plansite-faults button{position:absolute;top:1rem;right:1rem;min-width:44px;min-height:44px;font-size:1.25rem;
color:#fff;background:#1d1d21;border:1px solid #fff}
"""

SCRIPT = """\
(function () {
  'use strict';
  var script = document.currentScript;
  var version = script.dataset.version;
  var events = new EventSource(script.dataset.events);

  function hide() {
    var old = document.getElementById('plansite-faults');
    if (old) { old.remove(); }
  }

  function add(parent, name, text) {
    var element = document.createElement(name);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function show(title, faults) {
    hide();
    var box = document.createElement('div');
    box.id = 'plansite-faults';
    box.setAttribute('role', 'alertdialog');
    box.setAttribute('aria-label', title);
    add(box, 'h2', title);
    add(box, 'pre', faults.join('\\n'));
    var close = add(box, 'button', '\\u00d7');
    close.type = 'button';
    close.addEventListener('click', hide);
    document.body.appendChild(box);
  }

  events.addEventListener('message', function (event) {
    var state = JSON.parse(event.data);
    if (state.faults.length) {
      show(state.title, state.faults);
    } else if (state.version !== version) {
      events.close();
      location.reload();
    } else {
      hide();
    }
  });
  window.addEventListener('pagehide', function () { events.close(); });
}());
"""


def with_script(page: bytes, version: str) -> bytes:
    """Return a page with the preview's script in front of its end."""
    tags = (
        f'<link rel="stylesheet" href="/{PREFIX}live.css">'
        f'<script src="/{PREFIX}live.js" data-events="/{PREFIX}events" data-version="{version}"></script>'
    ).encode()
    before, end, after = page.rpartition(b"</body>")
    return before + tags + end + after if end else page + tags


def bare_page(title: str) -> bytes:
    """Return a page to show problems on, where there is no site yet."""
    return f'<!doctype html><html><meta charset="utf-8"><title>{title}</title><body></body></html>'.encode()
