/** SHA-256 in plain synchronous code (FIPS 180-4): the same bits in every engine, with no crypto API. */

const INITIAL = squareRootBits([2, 3, 5, 7, 11, 13, 17, 19]);
const ROUND = cubeRootBits(64);

/**
 * SHA-256 digest of a text's UTF-8 bytes.
 * @returns 64 lower-case hexadecimal digits
 */
export function sha256Hex(text: string): string {
  let hex = "";
  for (const word of sha256(utf8(text))) hex += (word >>> 0).toString(16).padStart(8, "0");
  return hex;
}

/** SHA-256 digest of bytes, as eight 32-bit words. */
function sha256(bytes: Uint8Array): Int32Array {
  const state = INITIAL.slice();
  const padded = pad(bytes);
  for (let offset = 0; offset < padded.length; offset += 64)
    compress(state, schedule, padded, offset);
  return state;
}

/** The words of the block being worked on. */
const schedule = new Int32Array(64);

/** Text as UTF-8; a lone surrogate becomes U+FFFD, as in every standard encoder. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return Uint8Array.from(bytes);
}

function pad(bytes: Uint8Array): Uint8Array {
  const length = bytes.length;
  const padded = new Uint8Array(((length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[length] = 0x80;
  // the number of bits as 64 bits, the highest first
  for (let at = padded.length - 1, bits = length * 8; bits > 0; at--, bits = Math.floor(bits / 256))
    padded[at] = bits % 256;
  return padded;
}

function compress(state: Int32Array, w: Int32Array, bytes: Uint8Array, offset: number): void {
  for (let t = 0; t < 16; t++) {
    const at = offset + 4 * t;
    w[t] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15];
    const y = w[t - 2];
    const small0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const small1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[t] = (w[t - 16] + small0 + w[t - 7] + small1) | 0;
  }
  let [a, b, c, d] = [state[0], state[1], state[2], state[3]];
  let [e, f, g, h] = [state[4], state[5], state[6], state[7]];
  for (let t = 0; t < 64; t++) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + big1 + ((e & f) ^ (~e & g)) + ROUND[t] + w[t]) | 0;
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const next = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = (state[i] + next[i]) | 0;
}

const rotate = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** First 32 bits of the fractional parts of the primes' square roots (exact: `sqrt` is correctly rounded). */
function squareRootBits(primes: readonly number[]): Int32Array {
  return Int32Array.from(primes, (p) => {
    const root = Math.sqrt(p);
    return ((root - Math.floor(root)) * 0x100000000) | 0;
  });
}

/** First 32 bits of the fractional parts of the first primes' cube roots, by exact integer bisection. */
function cubeRootBits(count: number): Int32Array {
  const words = new Int32Array(count);
  let found = 0;
  for (let candidate = 2; found < count; candidate++) {
    if (!isPrime(candidate)) continue;
    const target = BigInt(candidate) << 96n; // (root · 2^32)³
    let low = 0n;
    let high = 8n << 32n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle * middle * middle <= target) low = middle;
      else high = middle;
    }
    words[found++] = Number(BigInt.asIntN(32, low));
  }
  return words;
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
}
