/* Plansite: a register is filtered, sorted and taken away as shown. The page is whole without it. ES2019, no dependency. */
(function () {
  "use strict";
  var doc = document, box = doc.querySelector(".sift"), table = doc.querySelector("table.register");
  if (!box || !table) return;
  var body = table.tBodies[0], rows = [].slice.call(body.rows), heads = [].slice.call(table.tHead.rows[0].cells).map(words);
  var wanted = box.querySelector("input"), order = box.querySelector("select"), everywhere = box.querySelector("a"), shown = rows.slice();
  var collator = new Intl.Collator(doc.documentElement.lang, { numeric: true });
  var scales = { 万: 1e4, 亿: 1e8 };

  function words(cell) { return cell.textContent.replace(/\s+/g, " ").trim(); }

  /* 2.4万个 is more than 300个; what holds no number is compared as words. */
  function amount(text) {
    var found = /(\d[\d,]*(?:\.\d+)?)([万亿]?)/.exec(text);
    return found ? Number(found[1].replace(/,/g, "")) * (scales[found[2]] || 1) : NaN;
  }

  /* What a cell is sorted by: the date that it names, its words without the number before them. */
  function key(cell) {
    var number = cell.querySelector(".n"), text = words(cell);
    return cell.dataset.k || (number ? text.slice(words(number).length).trim() : text);
  }

  /* Numbers of one unit of measure stand together, the largest first; dates as they come, what has none of its own last. */
  function compare(column, isNumber) {
    return function (one, other) {
      var a = one.cells[column], b = other.cells[column], first = key(a), second = key(b);
      if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1);
      if ("k" in a.dataset) return first < second ? -1 : first > second ? 1 : 0;
      if (!isNumber) return collator.compare(first, second);
      return collator.compare(a.dataset.u, b.dataset.u) || amount(second) - amount(first) || collator.compare(first, second);
    };
  }

  function show() {
    var parts = wanted.value.toLowerCase().split(/\s+/).filter(Boolean), option = order.selectedOptions[0];
    shown = rows.filter(function (row) {
      var text = words(row).toLowerCase();
      return parts.every(function (part) { return text.indexOf(part) >= 0; });
    });
    if (order.value) shown.sort(compare(Number(order.value), "number" in option.dataset));
    rows.forEach(function (row) { row.hidden = true; });
    shown.concat(rows.filter(function (row) { return shown.indexOf(row) < 0; })).forEach(function (row) { body.appendChild(row); });
    shown.forEach(function (row) { row.hidden = false; });
    ask(wanted.value.trim());
    box.querySelector("output").textContent = box.dataset.count.replace("{n}", shown.length).replace("{total}", rows.length);
    keep();
  }

  /* Only this page was looked through: the search asks all of them for the same words. */
  function ask(query) {
    everywhere.hidden = !query;
    everywhere.href = everywhere.href.split("?")[0] + "?q=" + encodeURIComponent(query);
    everywhere.textContent = everywhere.dataset.words.replace("{words}", query);
  }

  /* The address says what is shown, so that it can be passed on; a folder on disk has no such address. */
  function keep() {
    var query = new URLSearchParams();
    if (wanted.value) query.set("filter", wanted.value);
    if (order.value) query.set("sort", order.value);
    try { history.replaceState(null, "", location.pathname + (String(query) && "?" + query) + location.hash); } catch (error) { /* file: */ }
  }

  function address(row) {
    var link = row.querySelector("a[href*='#'], a[href]");
    return link ? link.href : "";
  }

  /* As in the files that the site offers: what a spreadsheet would run stays text. */
  function cell(text) {
    if (/^[\s\ufeff]*[=+\-@|%＝＋－＠]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function csv(names, lines) {
    return "\ufeff" + [names].concat(lines).map(function (line) { return line.map(cell).join(",") + "\r\n"; }).join("");
  }

  function json(names, lines) {
    return JSON.stringify(lines.map(function (line) {
      return line.reduce(function (entry, text, n) { entry[names[n]] = text; return entry; }, {});
    }), null, 1) + "\n";
  }

  function save(kind) {
    var names = heads.concat(box.dataset.address);
    var lines = shown.map(function (row) { return [].map.call(row.cells, words).concat(address(row)); });
    var link = doc.createElement("a");
    link.href = URL.createObjectURL(new Blob([(kind === "csv" ? csv : json)(names, lines)], { type: kind === "csv" ? "text/csv" : "application/json" }));
    link.download = words(doc.querySelector("h1")) + "." + kind;
    doc.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 4e4);
  }

  var asked = new URLSearchParams(location.search);
  wanted.value = asked.get("filter") || "";
  if (heads[asked.get("sort")]) order.value = asked.get("sort");
  box.addEventListener("input", show);
  box.addEventListener("click", function (event) {
    var button = event.target.closest("[data-save]");
    if (button) save(button.dataset.save);
  });
  show();
})();
