/**
 * A small model of imitation that shares nothing with the engine: what this machine, now, takes for work of its kind.
 * Each of N associations holds 8 practices x. In a step it draws 5 others, takes the one b whose score was highest, and moves:
 * x += .05 w (p − x); x += .1 (x_b − x); x += .005 z; clamped to [0,1]. Its score is then 1 − √(mean (x − p)²) + .05 z. Means
 * and variances of all practices belong to a step. Written as is fastest in Node: rows of 8 reals, one state read and another
 * written, small functions over blocks, sfc32, ziggurat, no branch on a draw, rows looked at once before they are needed.
 */
const K = 8;
const BLOCK = 512;
const SAMPLED = 5;
/** Normals of an association in a step: one for each practice, one for the score. */
const NORMALS = K + 1;
const PRESCRIBED = Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1);
const UNIT = 2 ** -32;

/** The model, one step at a time. */
export interface Imitation {
  step(): void;
  /** Of each practice after the last step. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Opens the model on `size` associations, their practices and weights w uniform on [0,1]. */
export function openImitation(size: number, seed = 1): Imitation {
  const generator = Int32Array.of(0x9e3779b9, seed, 0x243f6a88, 1);
  for (let n = 0; n < 12; n++) draw(generator);
  const uniform = (): number => (draw(generator) >>> 0) * UNIT;
  let now = Float64Array.from({ length: size * K }, uniform);
  let next = now.slice();
  const weights = Float64Array.from({ length: size }, uniform);
  // positive reals of 32 bits are ordered as whole numbers are: the greater is found without a branch
  let before = new Float32Array(size);
  let after = new Float32Array(size);
  const chosen = new Int32Array(BLOCK);
  const normals = new Float64Array(BLOCK * NORMALS);
  const sums = new Float64Array(2 * K + 1);
  const [mean, variance] = [new Float64Array(K), new Float64Array(K)];
  for (let from = 0; from < size; from += BLOCK)
    judge(before, now, normals, from, Math.min(BLOCK, size - from));
  return {
    mean,
    variance,
    step() {
      const scores = new Int32Array(before.buffer);
      sums.fill(0);
      for (let from = 0; from < size; from += BLOCK) {
        const count = Math.min(BLOCK, size - from);
        choose(generator, scores, chosen, from, count);
        sums[2 * K]! += touch(now, chosen, count);
        drawNormals(generator, normals, count * NORMALS);
        move(next, now, weights, chosen, normals, from, count);
        judge(after, next, normals, from, count);
        sum(sums, next, from, count);
      }
      [now, next, before, after] = [next, now, after, before];
      for (let k = 0; k < K; k++) {
        mean[k] = sums[k]! / size;
        variance[k] = sums[K + k]! / size - mean[k]! ** 2;
      }
    },
  };
}

/** 32 bits of sfc32 (Doty-Humphrey); loops below have it in line, its words in variables. */
function draw(generator: Int32Array): number {
  const word = generator[0]! + generator[1]! + generator[3]!;
  const c = generator[2]!;
  generator[0] = generator[1]! ^ (generator[1]! >>> 9);
  generator[1] = c + (c << 3);
  generator[2] = ((c << 21) | (c >>> 11)) + word;
  generator[3]!++;
  return word | 0;
}

/** Whom each of a block copies: of 5 others drawn, the one with the highest score. */
function choose(
  generator: Int32Array,
  scores: Int32Array,
  chosen: Int32Array,
  from: number,
  count: number,
): void {
  let a = generator[0]!;
  let b = generator[1]!;
  let c = generator[2]!;
  let d = generator[3]!;
  const others = (scores.length - 1) * UNIT;
  for (let j = 0; j < count; j++) {
    const ego = from + j;
    let best = 0;
    let most = 0;
    for (let n = 0; n < SAMPLED; n++) {
      const word = (((a + b) | 0) + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + word) | 0;
      let other = ((word >>> 0) * others) | 0;
      other -= (ego - 1 - other) >> 31; // all but ego itself
      const score = scores[other]!;
      const isMore = (most - score) >> 31;
      most ^= (most ^ score) & isMore;
      best ^= (best ^ other) & isMore;
    }
    chosen[j] = best;
  }
  generator[0] = a;
  generator[1] = b;
  generator[2] = c;
  generator[3] = d;
}

/** One number of each chosen row, so that all rows are fetched at once. */
function touch(x: Float64Array, chosen: Int32Array, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += x[chosen[j]! * K]!;
  return sum;
}

/** The ziggurat's 256 layers (Marsaglia and Tsang 2000): where each ends, its width for one bit, its density. */
const LAYERS = 256;
const TAIL = 3.6541528853610088;
const AREA = 0.00492867323399;
const ENDS = new Int32Array(LAYERS);
const WIDTHS = new Float64Array(LAYERS);
const DENSITIES = new Float64Array(LAYERS);
{
  const density = (x: number): number => Math.exp(-0.5 * x * x);
  const whole = 2 ** 31;
  const base = AREA / density(TAIL);
  ENDS[0] = (TAIL / base) * whole;
  WIDTHS[0] = base / whole;
  DENSITIES[0] = 1;
  let x = TAIL;
  for (let layer = LAYERS - 1; layer > 0; layer--) {
    const inner = layer === 1 ? 0 : Math.sqrt(-2 * Math.log(AREA / x + density(x)));
    WIDTHS[layer] = x / whole;
    DENSITIES[layer] = density(x);
    ENDS[layer] = (inner / x) * whole;
    x = inner;
  }
}

/** Fills `count` places with standard normals. */
function drawNormals(generator: Int32Array, out: Float64Array, count: number): void {
  let a = generator[0]!;
  let b = generator[1]!;
  let c = generator[2]!;
  let d = generator[3]!;
  for (let at = 0; at < count; at++) {
    const word = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    const layer = word & (LAYERS - 1);
    out[at] = word * WIDTHS[layer]!;
    if ((word ^ (word >> 31)) - (word >> 31) >= ENDS[layer]!) {
      generator[0] = a;
      generator[1] = b;
      generator[2] = c;
      generator[3] = d;
      out[at] = rareNormal(generator, word);
      a = generator[0]!;
      b = generator[1]!;
      c = generator[2]!;
      d = generator[3]!;
    }
  }
  generator[0] = a;
  generator[1] = b;
  generator[2] = c;
  generator[3] = d;
}

/** A normal whose word fell outside its layer's core: one draw in a hundred. */
function rareNormal(generator: Int32Array, first: number): number {
  const uniform = (): number => ((draw(generator) >>> 0) + 0.5) * UNIT;
  for (let word = first; ; word = draw(generator)) {
    const layer = word & (LAYERS - 1);
    const x = word * WIDTHS[layer]!;
    if (Math.abs(word) < ENDS[layer]!) return x;
    if (layer === 0)
      for (;;) {
        const beyond = -Math.log(uniform()) / TAIL;
        if (-2 * Math.log(uniform()) >= beyond * beyond)
          return word > 0 ? TAIL + beyond : -TAIL - beyond;
      }
    const [low, high] = [DENSITIES[layer]!, layer === 1 ? 1 : DENSITIES[layer - 1]!];
    if (low + uniform() * (high - low) < Math.exp(-0.5 * x * x)) return x;
  }
}

/** Practices of a block after the step. */
function move(
  next: Float64Array,
  now: Float64Array,
  weights: Float64Array,
  chosen: Int32Array,
  normals: Float64Array,
  from: number,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const row = (from + j) * K;
    const other = chosen[j]! * K;
    const felt = 0.05 * weights[from + j]!;
    const noise = j * NORMALS;
    for (let k = 0; k < K; k++) {
      let x = now[row + k]!;
      x += felt * (PRESCRIBED[k]! - x);
      x += 0.1 * (now[other + k]! - x);
      x += 0.005 * normals[noise + k]!;
      next[row + k] = x < 0 ? 0 : x > 1 ? 1 : x;
    }
  }
}

/** Scores of a block, and one more so that all are positive. */
function judge(
  scores: Float32Array,
  x: Float64Array,
  normals: Float64Array,
  from: number,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const row = (from + j) * K;
    let squares = 0;
    for (let k = 0; k < K; k++) squares += (x[row + k]! - PRESCRIBED[k]!) ** 2;
    scores[from + j] = 2 - Math.sqrt(squares / K) + 0.05 * normals[j * NORMALS + K]!;
  }
}

/** Adds a block to the sums of practices and of their squares. */
function sum(sums: Float64Array, x: Float64Array, from: number, count: number): void {
  for (let k = 0; k < K; k++) {
    let [total, squares] = [0, 0];
    for (let at = from * K + k; at < (from + count) * K; at += K) {
      total += x[at]!;
      squares += x[at]! * x[at]!;
    }
    sums[k]! += total;
    sums[K + k]! += squares;
  }
}
