/* Text as the index has it: folding and terms, as in generator/search/folding.py and tokens.py.
   All scripts of the search: no module and no fetch, so that they run from file:// too; ES2019, for old phones. */
(function (plansite) {
  "use strict";

  const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const IS_HAN = new RegExp(`[${HAN}]`, "u");
  const RUN = new RegExp(`[${HAN}]+|[a-z0-9.%]+`, "gu");
  const PERCENT = /百分之([零〇一二三四五六七八九十百两0-9][零〇一二三四五六七八九十百两0-9点.]{0,11})/g;
  const BLANK = /[\t\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const DASH = /[\u2010-\u2015\u2212~]/;
  const QUOTE = /[\u201c-\u201f\u300c-\u300f]/;
  const WIDE = new RegExp(`[A-Z\\uff01-\\uff5e]|${[BLANK, DASH, QUOTE].map((r) => r.source).join("|")}`, "g");
  const DIGITS = "零一二三四五六七八九";

  function narrow(char) {
    let code = char.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
    if (code >= 65 && code <= 90) code += 32;
    const plain = String.fromCharCode(code);
    if (BLANK.test(plain)) return " ";
    return DASH.test(plain) ? "-" : QUOTE.test(plain) ? '"' : plain;
  }

  /* As long as before. `characters`: traditional to simplified, loaded only when a query needs it. */
  function fold(text, characters) {
    const plain = text.replace(WIDE, narrow);
    return characters ? plain.replace(/[\u2e80-\u{3ffff}]/gu, (c) => characters.get(c) || c) : plain;
  }

  function inner(run) {
    const term = run.replace(/^\.+/, "").replace(/\.+$/, "");
    return term ? [term] : [];
  }

  function percent(numeral) {
    const [whole, ...rest] = numeral.replace("点", ".").split(".");
    const digit = (c) => (DIGITS.includes(c) ? DIGITS.indexOf(c) : c === "〇" ? 0 : c === "两" ? 2 : c);
    let total = 0;
    let last = "";
    for (const char of whole) {
      if (char === "十" || char === "百") {
        total += Number(last || 1) * (char === "十" ? 10 : 100);
        last = "";
      } else last += digit(char);
    }
    const places = Array.from(rest.join(".")).filter((c) => !"十百.".includes(c)).map(digit).join("");
    return total + Number(last || 0) + (places ? `.${places}` : "");
  }

  function inFigures(folded) {
    return folded.replace(PERCENT, (all, numeral) => `${percent(numeral)}%`);
  }

  /* 65 as 六十五, as documents spell per cents. */
  function spelled(digits) {
    const [whole, places] = digits.split(".");
    const n = Number(whole);
    if (!(n < 1000) || /\D/.test(whole)) return "";
    const hundreds = Math.floor(n / 100);
    const tens = Math.floor(n / 10) % 10;
    let said = hundreds ? `${DIGITS[hundreds]}百` : "";
    if (tens) said += (tens === 1 && !hundreds ? "" : DIGITS[tens]) + "十";
    else if (hundreds && n % 10) said += "零";
    if (n % 10 || !n) said += DIGITS[n % 10];
    return said + (places ? `点${Array.from(places, (c) => DIGITS[c]).join("")}` : "");
  }

  function inWords(folded) {
    return folded.replace(/(\d+(?:\.\d+)?)%/g, (all, digits) => {
      const said = spelled(digits);
      return said ? `百分之${said}` : all;
    });
  }

  const LONGEST = 1000;

  /* What can be seen of a text, none of it half a character, not too much of it. */
  function clean(text) {
    const visible = text.replace(/[\u200b-\u200f\u2060\ufeff]/g, "");
    return visible.replace(/[\u0000-\u001f\u007f-\u009f]|[\ud800-\udfff]/gu, " ").slice(0, LONGEST);
  }

  plansite.text = {
    fold, inFigures, inWords, inner, clean, percent, RUN, PERCENT,
    isHan: (c) => IS_HAN.test(c),
    isCut: (text) => text.length > LONGEST,
  };
})((window.plansite = window.plansite || {}));
