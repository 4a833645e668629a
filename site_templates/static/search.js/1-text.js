/* Text as the index has it: folding and runs, as in generator/search/folding.py and tokens.py.
   The parts of this script become one: classic, so that it runs from file:// too; ES2019, for old phones. */

const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
export const RUN = new RegExp(`[${HAN}]+|[a-z0-9.%]+`, "gu");
const PERCENT = /百分之([零〇一二三四五六七八九十百两0-9][零〇一二三四五六七八九十百两0-9点.]{0,11})/g;
const BLANK = /[\t\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const DASH = /[\u2010-\u2015\u2212~]/g;
export const QUOTE = /[\u201c-\u201f\u300c-\u300f]/g;
/* The place of each, less its tens, is its value. */
const DIGITS = "零一二三四五六七八九〇一两三四五六七八九0123456789";
const SCALES = { 十: 10, 百: 100 };
const LONGEST = 1000;

/* As long as before. `characters`: traditional to simplified, loaded only when a query needs it. */
export function fold(text, characters) {
  const plain = text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (char) => char.toLowerCase()).replace(BLANK, " ").replace(DASH, "-").replace(QUOTE, '"');
  return characters ? plain.replace(/[\u2e80-\u{3ffff}]/gu, (char) => characters.get(char) || char) : plain;
}

const digit = (char) => String(DIGITS.indexOf(char) % 10);

/* 百分之六十五 as 65%. */
export function inFigures(folded) {
  return folded.replace(PERCENT, (all, numeral) => {
    const [whole, ...places] = numeral.split(/[点.]/);
    let total = 0;
    let last = "";
    for (const char of whole) {
      if (char in SCALES) {
        total += Number(last || 1) * SCALES[char];
        last = "";
      } else last += digit(char);
    }
    const decimals = Array.from(places.join("").replace(/[十百]/g, ""), digit).join("");
    return total + Number(last) + (decimals && `.${decimals}`) + "%";
  });
}

/* 65% as 百分之六十五. */
export function inWords(folded) {
  return folded.replace(/(\d+)(?:\.(\d+))?%/g, (all, whole, places) => {
    if (whole >= 1000) return all;
    const [hundreds, tens, ones] = Array.from(String(Number(whole)).padStart(3, "0"), (n) => DIGITS[n]);
    const said = `${hundreds}百${tens}十${ones}`.replace(/^(?:零[百十])+/, "").replace("零十", "零").replace(/^一十/, "十").replace(/(.)零+$/, "$1");
    return `百分之${said}` + (places ? `点${Array.from(places, (n) => DIGITS[n]).join("")}` : "");
  });
}

/* What can be seen of a text, none of it half a character, not too much of it. */
export function clean(text) {
  const visible = text.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "");
  return visible.replace(/[\u0000-\u001f\u007f-\u009f]|[\ud800-\udfff]/gu, " ").slice(0, LONGEST);
}

export const isCut = (text) => text.length > LONGEST;
