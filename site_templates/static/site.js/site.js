/* Plansite: what a page can do beyond being read. Everything works without it. ES2019, no dependency. */
(function () {
  "use strict";
  var doc = document, root = doc.documentElement, here = doc.currentScript.src;

  /* What a visitor chose is kept as classes of the root: the script inside the page (layouts/first.js.j2) puts them there
     before the first paint. A portal may link to ?elder, and to ?elder=0 for leaving that mode. */
  var looks = { mode: ["elder"], size: ["large", "largest"], theme: ["light", "dark", "contrast"] };

  function look(key) {
    return looks[key].find(function (value) { return root.classList.contains(`is-${value}`); }) || "";
  }
  function put(key, value) {
    looks[key].forEach(function (other) { root.classList.toggle(`is-${other}`, other === value); });
    var kept = Object.keys(looks).map(look).filter(Boolean).map(function (chosen) { return ` is-${chosen}`; });
    try { localStorage.plansite = (window.speechSynthesis ? "js voice" : "js") + kept.join(""); } catch (error) { /* the choice lasts as long as the page */ }
  }
  function load(name, then) {
    var script = doc.createElement("script");
    script.src = here.replace(/[^/]*$/, name);
    script.onload = then;
    doc.head.appendChild(script);
  }
  function add(parent, tag, words) {
    var element = doc.createElement(tag);
    element.textContent = words;
    parent.appendChild(element);
    return element;
  }

  function begin() {
    var body = doc.body, said = body.dataset.words.split("|"), prefs = doc.querySelector(".prefs");

    /* 长者模式, text size and colours. */
    var asked = /[?&]elder(=0)?(&|$)/.exec(location.search);
    if (asked) put("mode", asked[1] ? "" : "elder");
    if (window.speechSynthesis) root.classList.add("voice");
    if (prefs) {
      var words = prefs.dataset.words.split("|"), box = add(prefs, "div", "");
      ["size", "theme"].forEach(function (key) {
        var set = add(box, "fieldset", "");
        set.dataset.set = key;
        add(set, "legend", words.shift());
        ["", ...looks[key]].forEach(function (value) { add(set, "button", words.shift()).value = value; });
      });
      if (window.speechSynthesis) add(box, "div", "").appendChild(doc.querySelector("[data-say]").cloneNode(true));
    }
    function show() {
      doc.querySelectorAll("[data-set] button").forEach(function (button) {
        button.setAttribute("aria-pressed", String(look(button.parentNode.dataset.set) === button.value));
      });
    }
    /* Of a long plan, one part is laid out in each frame, so that no tap waits for all that is near. */
    function slowly(parts, first) {
      parts.forEach(function (part) { part.classList.add("wait"); });
      function next() {
        parts.shift().classList.remove("wait");
        if (parts.length) requestAnimationFrame(next);
      }
      setTimeout(function () {
        if (first) first();
        requestAnimationFrame(function () { requestAnimationFrame(next); });
      });
    }
    var plan = doc.querySelector(".long"), tasks = plan ? [...plan.querySelectorAll(".task")] : [];
    function choose(key, value) {
      function chosen() {
        put(key, value);
        show();
      }
      if (plan) slowly([...plan.children, ...[...plan.lastElementChild.children].slice(0, 16)], chosen);
      else chosen();
    }
    show();
    doc.addEventListener("click", function (event) {
      var button = event.target.closest("[data-set] button, .elder, [data-say]");
      if (!button) return;
      if (button.className === "elder jsonly") choose("mode", look("mode") ? "" : "elder");
      else if ("say" in button.dataset) aloud();
      else choose(button.parentNode.dataset.set, button.value);
    });
    function aloud() {
      if (window.plansite && window.plansite.aloud) window.plansite.aloud();
      else load("aloud.js", function () { window.plansite.aloud(); });
    }
    /* What lies over the page closes with Escape, and when something beside it is pressed. */
    function over(box, lies) {
      doc.addEventListener("keydown", function (event) {
        if (event.key !== "Escape" || !box.open || !lies()) return;
        box.open = false;
        box.querySelector("summary").focus();
      });
      doc.addEventListener("click", function (event) {
        if (lies() && !box.contains(event.target)) box.open = false;
      });
    }
    if (prefs) over(prefs, function () { return true; });

    /* Each task has a link to itself, which is copied. Where that is not allowed, the address bar has it: the link leads to
       the task. */
    doc.querySelectorAll(".task").forEach(function (task) {
      var link = doc.createElement("a");
      link.textContent = said[2];
      link.href = `#${task.id}`;
      task.firstElementChild.after(link);
    });
    var note = doc.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    body.appendChild(note);
    var timer;
    function say(text) {
      note.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(function () { note.textContent = ""; }, 4000);
    }
    /* Where the clipboard is not to be had (a site that is not encrypted), the old way is tried. */
    function copied(text) {
      var field = doc.createElement("textarea"), done = false;
      field.value = text;
      field.className = "vh";
      body.appendChild(field);
      field.select();
      try { done = doc.execCommand("copy"); } catch (error) { /* said below */ }
      field.remove();
      return done;
    }
    doc.addEventListener("click", function (event) {
      var link = event.target.closest(".task>a, [data-copy]");
      if (!link) return;
      var canonical = doc.querySelector("link[rel=canonical]"), page = canonical ? canonical.href : location.href.split("#")[0];
      var address = page + (link.hash || "");
      function byHand() {
        say(copied(address) ? said[0] : said[1]);
        link.focus();
      }
      if (navigator.clipboard) navigator.clipboard.writeText(address).then(function () { say(said[0]); }, byHand);
      else byHand();
    });

    /* Contents: open beside the text where there is room; folded parts open for print and for a target. */
    var contents = doc.querySelector(".toc");
    var isWide = matchMedia("(min-width:60em)").matches;
    if (contents && isWide) contents.open = true;
    function reveal() {
      var id = decodeURIComponent(location.hash.slice(1));
      var target = id && doc.getElementById(id);
      var folded = target && (target.querySelector("details") || target.closest("details"));
      if (folded && !target.classList.contains("task")) folded.open = true;
    }
    addEventListener("hashchange", reveal);
    try { reveal(); } catch (error) { /* an address with a broken fragment */ }
    /* Of a long plan, what was far off takes its real size when it comes near: where a link led is gone to again, until
       all around it has. */
    function arrived() {
      var came = performance.getEntriesByType("navigation")[0], target = doc.querySelector(".long .task:target");
      function arrive(times) {
        target.scrollIntoView();
        if (times) requestAnimationFrame(function () { arrive(times - 1); });
      }
      if (target && came && came.type === "navigate") arrive(2);
    }
    if (doc.readyState === "complete") arrived();
    else addEventListener("load", arrived);
    var folded = [];
    addEventListener("beforeprint", function () {
      folded = [].filter.call(doc.querySelectorAll("main details:not(.toc)"), function (d) { return !d.open; });
      folded.forEach(function (d) { d.open = true; });
    });
    addEventListener("afterprint", function () {
      folded.forEach(function (d) { d.open = false; });
    });
    doc.querySelectorAll("[data-print]").forEach(function (button) {
      button.addEventListener("click", function () { print(); });
    });

    /* The words of the search that led here are marked: in the task that was meant, else in the text. */
    function mark(words, area) {
      var walker = doc.createTreeWalker(area, NodeFilter.SHOW_TEXT), nodes = [], node;
      while ((node = walker.nextNode())) nodes.push(node);
      nodes.forEach(function (text) {
        words.forEach(function (word) {
          var at = word ? text.data.toLowerCase().indexOf(word) : -1;
          if (at < 0 || text.parentNode.tagName === "MARK") return;
          var range = doc.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + word.length);
          range.surroundContents(doc.createElement("mark"));
        });
      });
    }
    try {
      var led = JSON.parse(sessionStorage.getItem("plansite.mark") || "[]");
      sessionStorage.removeItem("plansite.mark");
      if (led[0] === location.pathname) mark(led[1], doc.getElementById(location.hash.slice(1)) || doc.querySelector(".body") || doc.querySelector("main"));
    } catch (error) { /* no storage: nothing is marked */ }

    /* Who enters the search box will search: what the search begins with is fetched meanwhile. */
    var find = doc.querySelector(".find:not(#search-form)");
    if (find) find.addEventListener("focusin", function () {
      [find.action.replace(/[^/]*$/, "boot.js"), here.replace(/[^/]*$/, "search.js")].forEach(function (address) {
        var link = doc.createElement("link");
        link.rel = "preload";
        link.as = "script";
        link.href = address;
        doc.head.appendChild(link);
      });
    }, { once: true });

    /* A page is fetched while the finger is still on its link, where the line is known to be good. */
    doc.addEventListener("touchstart", function (event) {
      var link = event.target.closest("main a"), line = navigator.connection;
      if (!link || !line || line.saveData || line.effectiveType !== "4g" || location.protocol === "file:") return;
      if (link.origin === location.origin && link.pathname !== location.pathname && /(\/|\.html)$/.test(link.pathname)) fetch(link.href).catch(function () {});
    }, { passive: true });

    /* Tables that become cards on phones: older engines drop a table's roles when its display changes. */
    var roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    doc.querySelectorAll("table.cards, table.cards *").forEach(function (element) {
      var role = roles[element.tagName] || (element.scope === "row" ? "rowheader" : element.scope && "columnheader");
      if (role) element.setAttribute("role", role);
    });

    /* Contents follow the reading: where one is, is marked and in sight; on a phone they come along at its foot. */
    if (contents && "IntersectionObserver" in window) {
      var links = {}, current, head = doc.querySelector(".head"), summary = contents.querySelector("summary");
      contents.querySelectorAll("a").forEach(function (a) { links[a.hash.slice(1)] = a; });
      function follow() {
        var top = current ? current.getBoundingClientRect().top - contents.getBoundingClientRect().top : 60;
        if (top < 60 || top > contents.clientHeight - 60) contents.scrollTop += top - contents.clientHeight / 2;
      }
      /* As a sheet it says how to leave it, else where one is. */
      function tell() {
        var words = contents.querySelector("nav").getAttribute("aria-label");
        summary.dataset.now = contents.open ? said[3] : words + (current ? ` · ${current.firstChild.data}` : "");
      }
      contents.addEventListener("toggle", function () {
        tell();
        follow();
      });
      over(contents, function () { return root.classList.contains("far"); });
      var seen = new IntersectionObserver(function (entries) {
        entries.forEach(function (entry) {
          var link = entry.isIntersecting && links[entry.target.id];
          if (!link || link === current) return;
          if (current) current.removeAttribute("aria-current");
          current = link;
          link.setAttribute("aria-current", "true");
          tell();
          follow();
        });
      }, { rootMargin: "0px 0px -75% 0px" });
      doc.querySelectorAll(".task, .body h2[id]").forEach(function (element) { seen.observe(element); });
      if (!isWide) new IntersectionObserver(function (entries) {
        var isFar = !entries[0].isIntersecting;
        if (root.classList.contains("far") ? !isFar : isFar && !contents.open) {
          if (!isFar) contents.open = false;
          root.classList.toggle("far", isFar);
        }
      }).observe(head);
      contents.addEventListener("click", function (event) {
        var link = event.target.closest("a"), at = link ? tasks.indexOf(doc.getElementById(link.hash.slice(1))) : -1;
        if (link && root.classList.contains("far")) contents.open = false;
        if (at >= 0) slowly([...tasks.slice(at + 1, at + 9), ...tasks.slice(Math.max(at - 6, 0), at).reverse()]);
      });
    }
    if (doc.querySelector(".sift")) load("register.js");
    root.classList.add("on");
  }
  /* It comes when the page stands on the screen; of a long one, the end may still be on its way. */
  if (doc.readyState === "loading") doc.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
