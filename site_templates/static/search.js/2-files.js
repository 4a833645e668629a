/* Files of the index: scripts that call plansite.take(); what is in them unpacked. See docs/search.md. */

const STATIC = document.currentScript.src.replace(/[^/]*$/, "");
const BITS = 13;
const SLICE = 8;
const UNSEEN = 100;
const arrived = new Map();
const asked = new Map();
export const made = new Map();
const decoder = new TextDecoder();
let tries = 0;

/* Called by a script, which is known by its address. */
window.plansite = { take: (value) => arrived.set(document.currentScript.src.replace(/^.*\/|\.js.*$/g, ""), value) };

/* To ask takes a slow phone several milliseconds: not for everything in one task. */
async function script(src) {
  await pause();
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = src + (tries ? `?${tries}` : "");
    element.onload = resolve;
    element.onerror = () => reject(new Error(src));
    document.head.append(element);
  });
}

/* What has no answer yet is asked for once; a failure is forgotten. */
export function once(all, name, ask) {
  if (!all.has(name)) {
    all.set(name, ask());
    all.get(name).catch(() => all.delete(name));
  }
  return all.get(name);
}

/* A file that arrives without its value is broken: never an empty answer. */
async function load(name) {
  if (!arrived.has(name)) await once(asked, name, () => script(`${name}.js`));
  if (!arrived.has(name)) throw new Error(name);
  return arrived.get(name);
}

export const boot = () => load("boot");

/* The value of a packed file, made once. */
export function part(name, make) {
  return once(made, name, async () => {
    const bytes = bytesOf(await load(name));
    arrived.delete(name);
    return make(await inflated(bytes));
  });
}

/* The value of a file of JSON that boot.js names. */
export async function value(key, make) {
  return part((await boot())[key], (bytes) => {
    const found = JSON.parse(textOf(bytes));
    return make ? make(found) : found;
  });
}

/* Two bytes in each unit, the low one first. Some units could not stand in a script: of these, and of those like them but
   for the highest bit, that bit is said by the units at the end, the last first; before all whether a byte is to spare. */
function bytesOf(units) {
  const bytes = new Uint8Array(2 * units.length);
  let known = 0;
  let size = 0;
  const bit = () => units.charCodeAt(units.length - 1 - Math.floor(known / BITS)) >> known++ % BITS & 1;
  const spare = bit();
  for (let i = 0; i < units.length - Math.ceil(known / BITS); i++) {
    let unit = units.charCodeAt(i);
    const low = unit & 0x7fff;
    if (low < 0x60 || low >> 6 === 0x80 || low >> 11 === 11) unit = low | bit() << 15;
    bytes[size++] = unit;
    bytes[size++] = unit >> 8;
  }
  return bytes.subarray(0, size - spare);
}

async function inflated(bytes) {
  let stream;
  try {
    stream = new DecompressionStream("deflate-raw");
  } catch (error) {
    await once(asked, STATIC, () => script(`${STATIC}search-inflate.js`));
    return window.plansite.inflate(bytes);
  }
  return new Uint8Array(await new Response(new Response(bytes).body.pipeThrough(stream)).arrayBuffer());
}

export const textOf = (bytes) => decoder.decode(bytes);

export const namesIn = (joined) => joined.match(/.{8}/g) || [];

/* All anew: an old boot.js may name files that are gone. */
export function forget() {
  tries += 1;
  [arrived, asked, made].forEach((files) => files.clear());
}

/* Numbers in sevens of bits, one after another. */
export class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  next() {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      if (byte < 128) return number + byte * scale;
      if (byte === undefined) throw new Error("truncated");
      number += (byte & 127) * scale;
    }
  }
}

/* ---- Long work in slices, so that the page answers meanwhile ---- */

const channel = new MessageChannel();
const waiting = [];
let until = 0;

channel.port1.onmessage = () => {
  until = performance.now() + SLICE;
  waiting.shift()();
};

export async function pause() {
  if (performance.now() < until) return;
  await new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(0);
  });
}

/* When what is on the page is painted; pages that nobody sees are not. */
export const frame = () => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, UNSEEN);
});

/* Takes a step for each of some things. */
export async function slowly(things, step) {
  let i = 0;
  for (const thing of things) {
    step(thing, i++);
    if (!(i & 15)) await pause();
  }
}
