/* DEFLATE, RFC 1951, for browsers without a decompression of their own (Chrome before 103, Safari before 16.4). */
(function (plansite) {
  "use strict";

  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const BASES = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const FAR = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

  function codes(lengths) {
    const counts = new Uint16Array(16);
    lengths.forEach((n) => { counts[n] += 1; });
    counts[0] = 0;
    const starts = new Uint16Array(16);
    for (let n = 1; n < 15; n++) starts[n + 1] = starts[n] + counts[n];
    const symbols = [];
    lengths.forEach((n, symbol) => { if (n) symbols[starts[n]++] = symbol; });
    return { counts, symbols };
  }

  function inflate(bytes) {
    let out = new Uint8Array(bytes.length * 4 + 64);
    let size = 0;
    let at = 0;
    let bit = 0;

    const bits = (count) => {
      let value = 0;
      for (let i = 0; i < count; i++) {
        if (at >= bytes.length) throw new Error("truncated");
        value |= ((bytes[at] >> bit) & 1) << i;
        if (++bit === 8) { bit = 0; at += 1; }
      }
      return value;
    };
    const symbol = ({ counts, symbols }) => {
      let code = 0;
      let first = 0;
      let index = 0;
      for (let n = 1; n < 16; n++) {
        if (at >= bytes.length) break;
        code |= (bytes[at] >> bit) & 1;
        if (++bit === 8) { bit = 0; at += 1; }
        if (code - first < counts[n]) return symbols[index + code - first];
        index += counts[n];
        first = (first + counts[n]) << 1;
        code <<= 1;
      }
      throw new Error("truncated");
    };
    const room = (count) => {
      if (size + count <= out.length) return;
      const larger = new Uint8Array((size + count) * 2);
      larger.set(out);
      out = larger;
    };
    const stored = () => {
      if (bit) { bit = 0; at += 1; }
      const count = bytes[at] | (bytes[at + 1] << 8);
      at += 4;
      room(count);
      out.set(bytes.subarray(at, at + count), size);
      size += count;
      at += count;
    };
    const tables = () => {
      const [literals, distances, count] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
      const short = new Array(19).fill(0);
      for (let i = 0; i < count; i++) short[ORDER[i]] = bits(3);
      const table = codes(short);
      const lengths = [];
      while (lengths.length < literals + distances) {
        const found = symbol(table);
        if (found < 16) lengths.push(found);
        else {
          const value = found === 16 ? lengths[lengths.length - 1] : 0;
          const again = found === 16 ? 3 + bits(2) : found === 17 ? 3 + bits(3) : 11 + bits(7);
          for (let i = 0; i < again; i++) lengths.push(value);
        }
      }
      return [codes(lengths.slice(0, literals)), codes(lengths.slice(literals))];
    };
    const fixed = () => [
      codes(Array.from({ length: 288 }, (x, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
      codes(new Array(30).fill(5)),
    ];
    const block = ([literals, distances]) => {
      for (;;) {
        let found = symbol(literals);
        if (found === 256) return;
        room(258);
        if (found < 256) out[size++] = found;
        else {
          found -= 257;
          const count = BASES[found] + bits(found < 8 || found === 28 ? 0 : (found - 4) >> 2);
          const far = symbol(distances);
          let from = size - FAR[far] - bits(far < 2 ? 0 : (far - 2) >> 1);
          for (let i = 0; i < count; i++) out[size++] = out[from++];
        }
      }
    };
    let last = 0;
    while (!last) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) stored();
      else block(kind === 1 ? fixed() : tables());
    }
    return out.subarray(0, size);
  }

  plansite.inflate = inflate;
})(window.plansite);
