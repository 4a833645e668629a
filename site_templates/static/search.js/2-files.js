/* Files of the index: scripts that call plansite.take(); what is in them unpacked. See docs/search.md. */
(function (plansite) {
  "use strict";

  const STATIC = document.currentScript.src.replace(/[^/]*$/, "");
  const BITS = 13;
  const SLICE = 8;
  const arrived = new Map();
  const asked = new Map();
  const made = new Map();
  const decoder = new TextDecoder();
  let tries = 0;

  /* Called by a script, which is known by its address. */
  plansite.take = (value) => arrived.set(document.currentScript.src.replace(/^.*\/|\.js.*$/g, ""), value);

  function script(src) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = src + (tries ? `?${tries}` : "");
      element.onload = resolve;
      element.onerror = () => reject(new Error(src));
      document.head.appendChild(element);
    });
  }

  /* What has no answer yet is asked for once; a failure is forgotten. */
  function once(all, name, ask) {
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

  /* A script of the site itself, for what only some searches need. */
  const code = (name) => once(asked, name, () => script(STATIC + name));

  /* The value of a packed file, made once. */
  function part(name, make) {
    return once(made, name, async () => {
      const bytes = bytesOf(await load(name));
      arrived.delete(name);
      return make(await inflated(bytes));
    });
  }

  /* Two bytes in each unit, the low one first. Some units could not stand in a script: of these, and of those like them but
     for the highest bit, that bit is said by the units at the end, the last first; before all whether a byte is to spare. */
  function bytesOf(value) {
    const bytes = new Uint8Array(2 * value.length);
    let [known, size] = [0, 0];
    const bit = () => value.charCodeAt(value.length - 1 - Math.floor(known / BITS)) >> known++ % BITS & 1;
    const spare = bit();
    for (let i = 0; i < value.length - Math.ceil(known / BITS); i++) {
      let unit = value.charCodeAt(i);
      const low = unit & 0x7fff;
      if (low < 0x60 || low >> 6 === 0x80 || low >> 11 === 11) unit = low | bit() << 15;
      bytes[size++] = unit;
      bytes[size++] = unit >> 8;
    }
    return bytes.subarray(0, size - spare);
  }

  let isNative = true;

  async function inflated(bytes) {
    let stream = null;
    try {
      if (isNative) stream = new DecompressionStream("deflate-raw");
    } catch (error) {
      isNative = false;
    }
    if (!stream) {
      await code("search-inflate.js");
      return plansite.inflate(bytes);
    }
    const writer = stream.writable.getWriter();
    // What is wrong with the bytes, the other end says.
    writer.write(bytes).catch(() => null);
    writer.close().catch(() => null);
    return new Uint8Array(await new Response(stream.readable).arrayBuffer());
  }

  const textOf = (bytes) => decoder.decode(bytes);

  /* Numbers in sevens of bits, one after another. */
  class Reader {
    constructor(bytes, at) {
      this.bytes = bytes;
      this.at = at;
    }

    next() {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = this.bytes[this.at++];
        if (byte < 128) return value + byte * scale;
        if (byte === undefined) throw new Error("truncated");
        value += (byte & 127) * scale;
      }
    }
  }

  /* ---- Long work in slices, so that the page answers meanwhile: if (late()) await pause(); ---- */

  const channel = new MessageChannel();
  const waiting = [];
  let until = 0;

  channel.port1.onmessage = () => {
    until = performance.now() + SLICE;
    waiting.shift()();
  };

  const late = () => performance.now() > until;

  function pause() {
    return new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(0);
    });
  }

  plansite.files = {
    part, textOf, Reader, late, pause,
    boot: () => load("boot"),
    more: () => code("search-more.js"),
    names: (joined) => joined.match(/.{8}/g) || [],
    /* All anew: an old boot.js may name files that are gone. */
    again() {
      tries += 1;
      [arrived, asked, made].forEach((files) => files.clear());
    },
  };
})((window.plansite = window.plansite || {}));
