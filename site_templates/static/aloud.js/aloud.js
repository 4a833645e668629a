/* Plansite: reads a page aloud with the voice of the system. Fetched when someone asks for it. ES2019, no dependency. */
(function (plansite) {
  "use strict";
  var doc = document, root = doc.documentElement, voice = speechSynthesis;
  var blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, caption";
  var silent = ".task>a, .tools, .toc, .pager, .vh, button, summary, [hidden]";
  /* Engines stop in the middle of texts that take longer than about fifteen seconds. */
  var most = 80;
  var left = [], current = null, run = 0;

  /* What is shown, in reading order, by the blocks that it stands in; from what is seen on, where someone has scrolled. */
  function toRead() {
    var walker = doc.createTreeWalker(doc.querySelector("main"), NodeFilter.SHOW_TEXT), found = [], last, node;
    while ((node = walker.nextNode())) {
      var parent = node.parentNode, block = parent.closest(blocks) || parent;
      if (!node.data.trim() || parent.closest(silent) || !parent.getClientRects().length) continue;
      if (!last || last.block !== block) found.push((last = { block: block, text: "" }));
      last.text += node.data.replace(/\s+/g, " ");
    }
    var start = scrollY < 99 ? 0 : found.findIndex(function (e) { return e.block.getBoundingClientRect().top >= 0; });
    return found.slice(Math.max(start, 0));
  }

  function sentences(text) {
    var found = [];
    (text.match(/[^。；！？;!?]+[。；！？;!?”’」』）]*/g) || []).forEach(function (sentence) {
      for (var at = 0; at < sentence.length; at += most) found.push(sentence.slice(at, at + most));
    });
    return found;
  }

  function mark(block) {
    if (current) current.classList.remove("aloud");
    current = block;
    if (!block) return;
    block.classList.add("aloud");
    var box = block.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) block.scrollIntoView({ block: "center" });
  }

  function pressed(value) {
    doc.querySelectorAll("[data-say]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(value));
    });
  }

  function stop() {
    run += 1;
    left = [];
    voice.cancel();
    mark(null);
    pressed(false);
  }

  function next(mine) {
    if (mine !== run) return;
    var piece = left.shift();
    if (!piece) { stop(); return; }
    if (piece.block !== current) mark(piece.block);
    var spoken = new SpeechSynthesisUtterance(piece.text);
    spoken.lang = root.lang;
    spoken.rate = root.classList.contains("is-elder") ? 0.9 : 1;
    spoken.onend = function () { next(mine); };
    spoken.onerror = function () { if (mine === run) stop(); };
    voice.speak(spoken);
  }

  plansite.aloud = function () {
    if (current) { stop(); return; }
    toRead().forEach(function (piece) {
      sentences(piece.text).forEach(function (text) { left.push({ block: piece.block, text: text }); });
    });
    pressed(true);
    next(run);
  };
  doc.addEventListener("keydown", function (event) { if (event.key === "Escape" && current) stop(); });
  addEventListener("pagehide", stop);
})((window.plansite = window.plansite || {}));
