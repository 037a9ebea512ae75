/**
 * Just enough of an assembler for WebAssembly: kernels write their loops with these words, two numbers at a time.
 *
 * A piece of code is a list of bytes that leaves one value (an expression) or none (a statement); words take pieces and
 * give a longer one. Encodings: WebAssembly core specification 2.0, chapter 5.
 */
export type Code = readonly number[];

export type ValueType = "i32" | "f64" | "f64x2";

const TYPE_BYTES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f64: 0x7c, f64x2: 0x7b };

/** A number as LEB128, without sign. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

/** A 32-bit number as LEB128, with sign. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  while (rest > 0x3f || rest < -0x40) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return [...bytes, rest & 0x7f];
}

type Binary = (a: Code, b: Code) => Code;
const plain =
  (opcode: number): Binary =>
  (a, b) => [...a, ...b, opcode];
const vector = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
const wide = (opcode: number): Binary => {
  const bytes = vector(opcode);
  return (a, b) => [...a, ...b, ...bytes];
};

/** Words for 32-bit whole numbers, addresses among them. */
export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  load: (at: Code, offset = 0): Code => [...at, 0x28, 2, ...unsigned(offset)],
  /** A byte as a whole number from 0 to 255. */
  loadByte: (at: Code): Code => [...at, 0x2d, 0, 0],
  store: (at: Code, value: Code, offset = 0): Code => [
    ...at,
    ...value,
    0x36,
    2,
    ...unsigned(offset),
  ],
  add: plain(0x6a),
  subtract: plain(0x6b),
  multiply: plain(0x6c),
  xor: plain(0x73),
  and: plain(0x71),
  or: plain(0x72),
  /** A real cut to the whole number towards 0, the nearest there is where it has none. */
  truncated: (value: Code): Code => [...value, 0xfc, 2],
  /** One of two values of any type, without a branch: the first where a whole number is not 0. */
  pick: (condition: Code, a: Code, b: Code): Code => [...a, ...b, ...condition, 0x1b],
  /** Whether a < b, as numbers with sign. */
  isLess: plain(0x48),
  /** Whether 0 ≤ a < b. */
  isBelow: plain(0x49),
  shiftRight: (a: Code, bits: number): Code => [...a, 0x41, ...signed(bits), 0x75],
  shiftRightZero: (a: Code, bits: number): Code => [...a, 0x41, ...signed(bits), 0x76],
  shiftLeft: (a: Code, bits: number): Code => [...a, 0x41, ...signed(bits), 0x74],
  equal: plain(0x46),
};

/** Words that a single number and a pair of numbers have in common. */
export interface Lanes {
  readonly type: "f64" | "f64x2";
  load(at: Code, offset: number): Code;
  store(at: Code, value: Code, offset: number): Code;
  /** A number in every lane. */
  spread(value: Code): Code;
  readonly add: Binary;
  readonly subtract: Binary;
  readonly multiply: Binary;
  readonly divide: Binary;
  /** x < 0 ? 0 : x > 1 ? 1 : x */
  clamp(value: Code): Code;
  /** Sum of the lanes. */
  total(value: Code): Code;
}

const atAligned = (at: Code, opcode: Code, offset: number): Code => [
  ...at,
  ...opcode,
  3,
  ...unsigned(offset),
];

/** Words for one number. */
export const f64 = {
  type: "f64",
  constant: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  load: (at: Code, offset: number): Code => atAligned(at, [0x2b], offset),
  store: (at: Code, value: Code, offset: number): Code =>
    atAligned([...at, ...value], [0x39], offset),
  spread: (value: Code): Code => value,
  add: plain(0xa0),
  subtract: plain(0xa1),
  multiply: plain(0xa2),
  divide: plain(0xa3),
  absolute: (value: Code): Code => [...value, 0x99],
  negative: (value: Code): Code => [...value, 0x9a],
  /** Whether a < b: 1 or 0. */
  isLess: plain(0x63),
  isEqual: plain(0x61),
  fromWhole: (value: Code): Code => [...value, 0xb7],
  clamp: (value: Code): Code => [...value, ...f64.constant(0), 0xa5, ...f64.constant(1), 0xa4],
  total: (value: Code): Code => value,
} as const satisfies Lanes & Record<string, unknown>;

/** A constant in both lanes. */
const spreadConstant = (value: number): Code => f64x2.constant(value, value);

/** Two of four numbers of 64 bits, those of a pair and then those of another, by their places. */
const shuffled =
  (...places: readonly number[]): Binary =>
  (a, b) => [
    ...[...a, ...b, ...vector(0x0d)],
    ...places.flatMap((place) => [0, 1, 2, 3, 4, 5, 6, 7].map((byte) => 8 * place + byte)),
  ];

/** Words for two numbers at once. */
export const f64x2 = {
  type: "f64x2",
  constant: (a: number, b: number): Code => [
    ...vector(0x0c),
    ...new Uint8Array(Float64Array.of(a, b).buffer),
  ],
  /** One number at an address, in both lanes. */
  loadSpread: (at: Code, offset: number): Code => atAligned(at, vector(0x0a), offset),
  load: (at: Code, offset: number): Code => atAligned(at, vector(0x00), offset),
  store: (at: Code, value: Code, offset: number): Code =>
    atAligned([...at, ...value], vector(0x0b), offset),
  spread: (value: Code): Code => [...value, ...vector(0x14)],
  add: wide(0xf0),
  subtract: wide(0xf1),
  multiply: wide(0xf2),
  divide: wide(0xf3),
  root: (value: Code): Code => [...value, ...vector(0xef)],
  /** b < a ? b : a, lane by lane. */
  least: wide(0xf6),
  /** a < b ? b : a, lane by lane. */
  most: wide(0xf7),
  /** All bits of a lane where a < b, none elsewhere. */
  isLess: wide(0x49),
  /** The bits of a where those of a mask are set, and of b elsewhere. */
  pick: (mask: Code, a: Code, b: Code): Code => [...a, ...b, ...mask, ...vector(0x52)],
  /** The first lanes of two pairs, and their second ones. */
  firsts: shuffled(0, 2),
  seconds: shuffled(1, 3),
  /** A pair of two numbers. */
  of: (a: Code, b: Code): Code => [...a, ...vector(0x14), ...b, ...vector(0x22), 1],
  lane: (value: Code, lane: 0 | 1): Code => [...value, ...vector(0x21), lane],
  clamp: (value: Code): Code =>
    f64x2.least(f64x2.most(value, spreadConstant(0)), spreadConstant(1)),
  total: (value: Code): Code => f64.add(f64x2.lane(value, 0), f64x2.lane(value, 1)),
} as const satisfies Lanes & Record<string, unknown>;

/** A parameter or variable of a routine. */
export interface Local {
  readonly get: Code;
  set(value: Code): Code;
}

/** Variables of the routine being written. */
export interface Frame {
  local(type: ValueType): Local;
}

/** A routine to assemble: parameters are whole numbers (addresses, counts); it returns nothing. */
export interface Routine {
  readonly name: string;
  readonly parameters: number;
  write(frame: Frame, parameters: readonly Local[]): readonly Code[];
}

/** Runs the one or the other, by whether a whole number is not 0. */
export const choose = (
  condition: Code,
  then: readonly Code[],
  otherwise: readonly Code[],
): Code => [...[...condition, 0x04, 0x40], ...then.flat(), 0x05, ...otherwise.flat(), 0x0b];

/** Runs the body with `at` counting from where it stands up to below `end`. */
export function each(at: Local, end: Code, step: number, body: readonly Code[]): Code {
  return [
    ...[0x02, 0x40, 0x03, 0x40], // a block around a loop
    ...[...at.get, ...end, 0x4f, 0x0d, 1], // out where at ≥ end
    ...body.flat(),
    ...at.set(i32.add(at.get, i32.constant(step))),
    ...[0x0c, 0, 0x0b, 0x0b], // once more
  ];
}

const handle = (index: number): Local => ({
  get: [0x20, ...unsigned(index)],
  set: (value) => [...value, 0x21, ...unsigned(index)],
});

const section = (id: number, content: readonly number[]): number[] => [
  id,
  ...unsigned(content.length),
  ...content,
];
const list = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
];
const text = (value: string): number[] => list(Array.from(value, (c) => [c.charCodeAt(0)]));

/** The bytes of a module that exports the routines by name and works on the memory imported as `field.memory`. */
export function assemble(routines: readonly Routine[]): Uint8Array<ArrayBuffer> {
  const bodies = routines.map(({ parameters, write }) => {
    const types: ValueType[] = [];
    const frame: Frame = {
      local: (type) => handle(parameters + types.push(type) - 1),
    };
    const given = Array.from({ length: parameters }, (_, index) => handle(index));
    const code = write(frame, given).flat();
    const body = [...list(types.map((type) => [1, TYPE_BYTES[type]])), ...code, 0x0b];
    return [...unsigned(body.length), ...body];
  });
  const signatures = routines.map(({ parameters }) => [
    0x60,
    ...list(Array.from({ length: parameters }, () => [TYPE_BYTES.i32])),
    0,
  ]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(signatures)),
    ...section(2, list([[...text("field"), ...text("memory"), 0x02, 0, 1]])),
    ...section(3, list(routines.map((_, index) => unsigned(index)))),
    ...section(7, list(routines.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, list(bodies)),
  ]);
}
