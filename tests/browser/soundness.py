"""What is wrong with the layout of a page, as functions of the browser: each returns what is at fault, or nothing."""

UNFOLD = "document.querySelectorAll('main details').forEach((d) => { d.open = true })"
"""Opens what is folded, so that it is looked at too."""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1);
  return document.scrollingElement.scrollWidth > width ? wide.map((e) => e.outerHTML.slice(0, 80)) : [];
}"""
"""What is wider than the window."""

NARROW = """() => [...document.querySelectorAll('td, th')].filter((cell) => {
  const style = getComputedStyle(cell);
  const inner = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return cell.checkVisibility() && style.display !== 'inline-block' && style.float === 'none' &&
    inner < 3 * parseFloat(style.fontSize) - 0.5;
}).map((cell) => cell.textContent.slice(0, 20) + ' ' + cell.clientWidth)"""
"""Columns under three characters; cells that stand in a line are as wide as what they hold."""

# A target's reach is its own box; links inside running text are exempt (WCAG 2.5.8), and so is what is not shown.
LOW = """() => {
  const running = 'p:not(.soft) a, .task ul a, td a, .t a, dd p a, .letter a, h1 a, .skip';
  return [...document.querySelectorAll('a[href], button, summary, input, select')].filter((e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({ visibilityProperty: true }) && box.width > 1 && !e.matches(running) &&
      box.height < 43.5;
  }).map((e) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 20)} ` +
    `${e.getBoundingClientRect().width.toFixed(0)}x${e.getBoundingClientRect().height.toFixed(0)}`);
}"""
"""Targets under 44 px."""

TINY = """() => [...document.querySelectorAll('body *')].filter((e) =>
  [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.checkVisibility() &&
  parseFloat(getComputedStyle(e).fontSize) < 13.9).map((e) => e.outerHTML.slice(0, 80))"""
"""Text under 14 px."""

# Boxes of neighbours that share more than a hair; what floats or is meant to overlay is left out.
OVERLAPS = """() => {
  const blocks = [...document.querySelectorAll('main, main *, header *, footer *')].filter((e) =>
    ['block', 'table', 'grid', 'flex', 'list-item', 'table-row'].includes(getComputedStyle(e).display) &&
    e.checkVisibility() && getComputedStyle(e).position === 'static' && getComputedStyle(e).float === 'none' &&
    e.getBoundingClientRect().height);
  const at = new Map(blocks.map((e) => [e, e.getBoundingClientRect()]));
  return blocks.filter((e) => {
    const next = e.nextElementSibling;
    if (!at.has(next)) return false;
    const one = at.get(e), other = at.get(next);
    return one.bottom > other.top + 1 && other.bottom > one.top + 1 &&
      one.right > other.left + 1 && other.right > one.left + 1;
  }).map((e) => e.outerHTML.slice(0, 90));
}"""
"""What lies over its neighbour."""

CUT = """() => [...document.querySelectorAll('main *')].filter((e) => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && style.overflowX === 'hidden' && !e.closest('.vh, summary') &&
    e.scrollWidth > e.clientWidth + 1;
}).map((e) => e.outerHTML.slice(0, 90))"""
"""What is cut off."""

ALONE = """() => [...document.querySelectorAll('.task .lead dt, .task .coop dt')].filter((label) => {
  const first = label.nextElementSibling.querySelector('a');
  const one = label.getBoundingClientRect(), other = first.getBoundingClientRect();
  return label.checkVisibility() && (other.top > one.bottom || other.left < one.right - 1);
}).map((label) => label.parentNode.textContent.slice(0, 30))"""
"""Labels at the end of a line that their first unit does not stand in."""

ASTRAY = """() => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, at = text.data.search(/[、，。；：）》”]/), place = document.createRange();
    if (at < 0 || !text.parentElement.checkVisibility()) continue;
    place.setStart(text, at);
    place.setEnd(text, at + 1);
    let block = text.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const start = block.getBoundingClientRect().left + parseFloat(getComputedStyle(block).paddingLeft);
    const box = place.getBoundingClientRect();
    if (box.width && box.left < start + 1) found.push(block.textContent.slice(0, 60));
  }
  return found;
}"""
"""Lines that begin with a mark that belongs to the line before; the first mark of each text is looked at."""
