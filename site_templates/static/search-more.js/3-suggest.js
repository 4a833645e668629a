/* Suggestions while typing: units, topics and plans whose name or pinyin initials have what was typed. */
(function (plansite) {
  "use strict";

  const { files, text, rows, page } = plansite;
  const { words, make } = rows;
  const field = document.getElementById("search-form").elements.q;
  const list = document.getElementById("search-offers");
  const MOST = 5;
  let all = [];
  let at = -1;

  async function load() {
    const boot = await files.boot();
    all = await files.part(boot.suggestions, (bytes) => JSON.parse(files.textOf(bytes)));
  }

  /* Those that begin with it first; then those that have it. */
  function fitting(typed) {
    const wanted = text.fold(typed.trim());
    if (!wanted) return [];
    const places = ([, name, initials]) => [text.fold(name).indexOf(wanted), /^[a-z]{2,}$/.test(wanted) ? initials.indexOf(wanted) : -1];
    const scored = all.map((row) => [Math.min(...places(row).filter((place) => place >= 0)), row]);
    return scored.filter(([place, row]) => place < Infinity && text.fold(row[1]) !== wanted)
      .sort((a, b) => Math.sign(a[0]) - Math.sign(b[0]) || a[1][1].length - b[1][1].length).slice(0, MOST).map(([, row]) => row);
  }

  function draw() {
    const found = page.isTyped && document.activeElement === field ? fitting(field.value) : [];
    list.textContent = "";
    list.append(...found.map(([kind, name], i) => {
      const item = make("li", { role: "option", id: `_o${i}`, "aria-selected": "false" }, name, " ", make("small", {}, words[kind]));
      item.dataset.text = name;
      return item;
    }));
    open(found.length > 0);
  }

  function open(isOpen) {
    at = -1;
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    field.removeAttribute("aria-activedescendant");
  }

  const close = () => open(false);

  function move(step) {
    const items = Array.from(list.children);
    at = at + step < -1 ? items.length - 1 : at + step >= items.length ? -1 : at + step;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", items[at].id);
  }

  function choose(item) {
    close();
    page.ask(item.dataset.text);
  }

  load().then(draw).catch(() => null);
  field.addEventListener("input", (event) => { if (!event.isComposing) draw(); });
  field.addEventListener("compositionend", draw);
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  // Who turns to the results has done with them, whether the field loses the focus or not.
  window.addEventListener("scroll", close);
  document.addEventListener("pointerdown", (event) => { if (event.target !== field && !list.contains(event.target)) close(); });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(list.children[at]);
    }
  });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (item) { event.preventDefault(); choose(item); }
  });
})(window.plansite);
