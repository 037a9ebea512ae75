import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../experiments/files/codes.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { type Content, hashOf, inMemory, refused, valid } from "./reading.ts";

const bytes = (...values: (number | string)[]): Uint8Array =>
  Buffer.concat(
    values.map((value) => (typeof value === "string" ? Buffer.from(value) : Buffer.from([value]))),
  );

const nested = (depth: number): string => `a: ${"[".repeat(depth)}`;
const experiment = (rest: string): string => `kind: experiment\nscenario: base\n${rest}`;
const claimed = (control: string): string =>
  `expect: [{claim: {en: a, fr: a}, measure: dispersion.practice, control: ${control}, min: 0}]`;
const N = (value: string): string => `population:\n  associations: ${value}\n`;
const rate = (value: string): string => `mechanisms:\n  mimetic:\n    rate: ${value}\n`;

/** [row of the plan, content, what the error line must match, file name]; the line is FILE:LINE:COL: error[CODE] … */
const REFUSED: readonly (readonly [string, Content, RegExp, string?])[] = [
  ["H01 0 bytes", "", /^a.yaml:1:1: error\[E004\].*empty/],
  ["H02 comments only", "# nothing\n\n  \n", /^a.yaml:1:1: error\[E004\]/],
  ["H03 null", "null", /error\[E008\].*must be a mapping/],
  ["H03 5", "5", /error\[E008\] \(file\): got 5;.*must be a mapping/],
  ["H03 []", "[]", /error\[E008\].*must be a mapping/],
  ["H03 text", '"x"', /error\[E008\].*must be a mapping/],
  [
    "H05 UTF-16LE",
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("a: 1", "utf16le")]),
    /E003.*UTF-16; allowed UTF-8/,
  ],
  ["H05 UTF-16LE without mark", Buffer.from("a: 1", "utf16le"), /E003/],
  ["H05 UTF-16BE", bytes(0xfe, 0xff, 0, 0x61), /E003/],
  ["H05 Latin-1", bytes("name: caf", 0xe9, "\n"), /^a.yaml:1:10: error\[E003\].*byte 0xe9/],
  ["H07 NUL", "name: a\u0000b", /^a.yaml:1:8: error\[E005\].*U\+0000/],
  ["H07 escape", 'name: "a\\0b"', /E005.*name: got "a\\u\{0\}b"/],
  ["H07 bell", "# \u0007\nname: a", /^a.yaml:1:3: error\[E005\]/],
  [
    "H07 half a character",
    'name: "a\\uD800b"',
    /^a.yaml:1:7: error\[E005\] name: got "a\\u\{D800\}b"/,
  ],
  ["H07 half a character in a seed", '{"run": {"seed": "\\udc00"}}', /E005.*run.seed/, "a.json"],
  ["H07 half a character in a key", '"\\uDFFF": 1', /^a.yaml:1:1: error\[E005\].*surrogate/],
  [
    "H09 JSON trailing comma",
    '{\n  "name": "a",\n}',
    /^a.json:3:1: error\[E017\].*comma/,
    "a.json",
  ],
  ["H10 JSON comment", '// a\n{"name": "a"}', /^a.json:1:1: error\[E017\].*use YAML/, "a.json"],
  [
    "H10 JSON comment within",
    '{\n// a\n"name": "a"}',
    /^a.json:2:1: error\[E017\].*use YAML/,
    "a.json",
  ],
  [
    "H11 duplicate key",
    "name: a\nrun: {}\nname: b",
    /^a.yaml:3:1: error\[E012\] name: got the key a second time.*a.yaml:1:1/,
  ],
  [
    "H11 duplicate key in JSON",
    '{"name": "a", "name": "b"}',
    /^a.json:1:15: error\[E012\].*a.json:1:2/,
    "a.json",
  ],
  ["H13 tab indentation", "run:\n\tsteps: 3", /^a.yaml:2:\d+: error\[E006\].*tab/],
  ["H14 two documents", "name: a\n---\nname: b", /^a.yaml:2:1: error\[E007\].*one document only/],
  ["H14 document after end", "name: a\n...\nname: b", /^a.yaml:3:1: error\[E007\]/],
  ["H15 anchor", "name: &x a\ndescription: *x", /^a.yaml:1:7: error\[E009\].*not allowed/],
  ["H15 alias", "name: *x", /^a.yaml:1:7: error\[E009\].*Aliases are not allowed/],
  [
    "H16 billion laughs",
    `a: &a [1]\n${"bcdefghi"
      .split("")
      .map((k) => `${k}: &${k} [*a,*a,*a]`)
      .join("\n")}`,
    /E009/,
  ],
  ["H17 loop", "a: &a [*a]", /E009/],
  ["H19 function tag", 'name: !!js/function "x"', /^a.yaml:1:7: error\[E010\].*not allowed/],
  ["H19 own tag", "name: !foo 1", /E010/],
  ["H19 binary", "name: !!binary aGk=", /E010/],
  ["H19 list as key", "? [1, 2]\n: 3", /E011/],
  ["H19 flow list as key", "{[1, 2]: 3}", /E011/],
  ["H19 merge key", "a: {}\n<<: {name: b}", /E015/],
  ["H19 directive", "%TAG ! x\n---\nname: a", /E018/],
  ["H21 depth 5,000", nested(5000), /E013.*at most 32/],
  ["H21 depth by dashes", `a:\n  ${"- ".repeat(5000)}1`, /E013/],
  [
    "H21 depth by lines",
    Array.from({ length: 40 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
    /E013/,
  ],
  ["H22 depth 1,000,000", nested(1_000_000), /E013/],
  ["H23 more than 2 MB", "#".repeat(2_000_001), /^a.yaml:1:1: error\[E002\].*2000001 bytes/],
  ["H29 YAML in .json", "name: a\n", /^a.json:1:1: error\[E017\].*\.yaml/, "a.json"],
  [
    "H31 unknown key",
    "populaton: {}",
    /^a.yaml:1:1: error\[E020\] populaton: .*Did you mean population\?/,
  ],
  [
    "H31 deep unknown key",
    "population:\n  zip: 2",
    /^a.yaml:2:3: error\[E020\] population.zip: .*Did you mean zipf\?/,
  ],
  ["H32 __proto__", "__proto__: {polluted: 1}", /^a.yaml:1:1: error\[E015\]/],
  ["H33 constructor", "constructor: {prototype: {polluted: 1}}", /E015/],
  ["H33 as an id", "field: {regions: {constructor: {label: {en: a, fr: a}}}}", /E015/],
  ["H37 a million wrong items", `reforms: [${"1,".repeat(900_000)}1]`, /E014.*at most 120000/],
  [
    "H37 20,000 wrong items",
    `reforms: [${"1,".repeat(20_000)}1]`,
    /E026.*a list of 20001; allowed a list of at most 200 entries/,
  ],
  ["H39 null", rate("null"), /E022.*got null; allowed a number from 0 to 1/],
  ["H39 nothing", rate(""), /E022.*got null; allowed a number from 0 to 1/],
  ["H40 numeric ids", 'field: {regions: {"10": {label: {en: a, fr: a}}}}', /E027.*"10"/],
  ["H41 N = 1e12", N("1e12"), /got 1000000000000; allowed a whole number from 1 to 2000000/],
  ["H42 N = -1", N("-1"), /^a.yaml:2:17: error\[E023\] population.associations: got -1;/],
  ["H43 N = 0", N("0"), /E023.*got 0;/],
  ["H44 N = 1.5", N("1.5"), /got 1.5; allowed a whole number/],
  ["H45 N as text", N('"100"'), /E022.*got "100"; allowed a whole number.*without quotes/],
  ["H47 .nan", rate(".nan"), /got NaN; allowed a number from 0 to 1/],
  ["H47 NaN", rate("NaN"), /E022.*got "NaN"/],
  ["H48 .inf", rate(".inf"), /got Infinity; allowed a number from 0 to 1/],
  ["H48 -.inf", rate("-.inf"), /got -Infinity/],
  ["H48 -Infinity", rate("-Infinity"), /E022.*"-Infinity"/],
  ["H48 overflow", rate("1e400"), /got Infinity/],
  [
    "H50 just above",
    rate("1.0000000000000002"),
    /got 1.0000000000000002; allowed a number from 0 to 1/,
  ],
  ["H50 just below", rate("-1e-17"), /got -1e-17;/],
  ["H50 beyond 2^53", N("9007199254740993"), /^a.yaml:2:17: error\[E016\].*got 9007199254740993;/],
  [
    "H54 seed true",
    "run: {seed: true}",
    /^a.yaml:1:13: error\[E022\] run.seed: got true; allowed text of 1 to 200/,
  ],
  ["H54 seed [1]", "run: {seed: [1]}", /run.seed: got a list of 1/],
  ["H54 seed {}", "run: {seed: {}}", /run.seed: got a mapping/],
  ["H54 seed empty", 'run: {seed: ""}', /E024.*run.seed/],
  ["H54 seed of 201", `run: {seed: ${"x".repeat(201)}}`, /E024.*run.seed: got "x{80}…"/],
  [
    "H56 yes",
    claimed("yes"),
    /^a.yaml:1:\d+: error\[E022\].*control: got "yes"; allowed true or false\. Write true or false/,
  ],
  ["H56 off", claimed("off"), /E022.*control: got "off"; allowed true or false/],
  ["H56 1", claimed("1"), /E022.*control: got 1; allowed true or false/],
  [
    "H56 yes and off of a switch",
    experiment("factors: {off.mimetic: [yes, off]}"),
    /^a.yaml:3:\d+: error\[E051\] factors.off.mimetic: got "yes"; allowed true .mimetic is off. or false/,
  ],
  // no file states a budget: tariffs begin at own costs; these are what else can be at odds with each other
  [
    "H61 low above high",
    "population:\n  exposures:\n    dependence: {low: 0.8, high: 0.2}",
    /^a.yaml:3:\d+: error\[E040\].*dependence.low: got 0.8; allowed at most 0.2.*a.yaml:3:\d+/,
  ],
  [
    "H61 budgets that are not covered",
    "field: {sectors: {a: {label: {en: a, fr: a}, funders: {ars: 0.5, users: 0.2}, norm: [0,0,0,0,0,0,0,0]}}}",
    /E040.*funders.*got 0.7; allowed a sum of 1/,
  ],
  [
    "H61 ties to look along that there are not",
    "mechanisms:\n  mimetic: {scope: ties}\nfield:\n  ties:\n    degree: 0",
    /^a.yaml:2:\d+: error\[E040\].*scope: got "?ties"?; allowed another scope.*a.yaml:5:\d+/,
  ],
  [
    "H62 unknown funder",
    "field: {sectors: {a: {label: {en: a, fr: a}, funders: {nobody: 1}, norm: [0,0,0,0,0,0,0,0]}}}",
    /E040.*nobody/,
  ],
  [
    "H63 duplicate id",
    "field:\n  regions:\n    a: {label: {en: a, fr: a}}\n    a: {label: {en: a, fr: a}}",
    /^a.yaml:4:5: error\[E012\] field.regions.a.*a.yaml:3:5/,
  ],
  [
    "H65 vector too short",
    "regulators: {ars: {label: {en: a, fr: a}, prescription: [0.5]}}",
    /E040.*prescription/,
  ],
  ["H67 id of 1e6 characters", `field: {regions: {"${"x".repeat(1_000_000)}": {}}}`, /E0(27|06)/],
  [
    "H67 id of 65 characters",
    `field: {regions: {${"x".repeat(65)}: {label: {en: a, fr: a}}}}`,
    /E027.*64 at most/,
  ],
  ["H68 bidi id", 'field: {regions: {"a\u202Eb": {label: {en: a, fr: a}}}}', /E027.*a\\u\{202E\}b/],
  [
    "H68 zero-width id",
    'field: {regions: {"a\u200Bb": {label: {en: a, fr: a}}}}',
    /E027.*a\\u\{200B\}b/,
  ],
  ["H68 homoglyph id", "field: {regions: {аrs: {label: {en: a, fr: a}}}}", /E027/],
  ["H78 name ../../x", "name: ../../x", /E024.*name/],
  ["H78 name a/b", "name: a/b", /E024.*name/],
  ["H78 name .", "name: .", /E024.*name/],
  ["H78 name /etc/x", "name: /etc/x", /E024.*name/],
  ["H78 name C:\\x", "name: C:\\x", /E024.*name/],
  ["H78 name NUL", "name: NUL", /^a.yaml:1:7: error\[E028\] name: got "NUL"; allowed a name that/],
  ["H78 name com1.yaml", "name: com1.yaml", /E028.*com1/],
  ["H78 name of an experiment", experiment("factors: {}\nname: aux"), /E028.*name: got "aux"/],
  [
    "H79 extends an address",
    "extends: http://example.org/a.yaml",
    /^a.yaml:1:10: error\[E032\].*not supported/,
  ],
  ["H79 extends a file address", "extends: file:///etc/passwd", /E032/],
  ["H79 extends outside", "extends: ../b.yaml", /E032/],
  ["H79 extends absolute", "extends: /etc/b.yaml", /E032/],
  ["H79 extends backslash", "extends: ..\\b.yaml", /E032/],
  ["H79 extends nothing there", "extends: nowhere", /E030/],
  ["extends itself", "extends: a.yaml", /^a.yaml:1:10: error\[E031\].*no cycle/],
  ["wrapper with an unknown source", rate("{ value: 0.1, source: nobody }"), /E033.*nobody/],
  [
    "wrapper with an unknown grade",
    rate("{ value: 0.1, grade: sure }"),
    /E034.*measured, estimated, assumed/,
  ],
  ["wrapper with a typing error", rate("{ value: 0.1, sorce: a }"), /E034.*Did you mean source\?/],
  ["wrapped value out of range", rate("{ value: 7, grade: assumed }"), /E023.*got 7;/],
  ["another kind", "kind: hypothesis", /E029.*allowed scenario/],
  [
    "H57 from > to",
    experiment("factors: {mechanisms.mimetic.rate: {from: 0.2, to: 0.1, step: 0.1}}"),
    /E051.*from 0.2 and to 0.1/,
  ],
  [
    "H57 step 0",
    experiment("factors: {mechanisms.mimetic.rate: {from: 0, to: 1, step: 0}}"),
    /E051.*step 0/,
  ],
  [
    "H57 step < 0",
    experiment("factors: {mechanisms.mimetic.rate: {from: 0, to: 1, step: -1}}"),
    /E051.*step -1/,
  ],
  [
    "H58 count 1",
    experiment("factors: {mechanisms.mimetic.rate: {from: 0, to: 1, count: 1}}"),
    /E051.*from 0 and to 1/,
  ],
  [
    "H70 1e18 runs",
    experiment(
      ["mimetic", "coercive", "normative"]
        .map(
          (m, i) =>
            `${i === 0 ? "factors: {" : ", "}mechanisms.${m}.rate: {from: 0, to: 1, step: 0.000001}`,
        )
        .join("") + "}",
    ),
    /E052.*got 1000003000003000001 runs.*at most 1000000/,
  ],
  [
    "H71 path absent",
    experiment("factors:\n  mechanisms.mimetic.rat: [0.1]"),
    /^a.yaml:4:3: error\[E050\].*Did you mean mechanisms.mimetic.rate\?/,
  ],
  [
    "H71 path with line separators",
    experiment('factors:\n  "\\u2028mechanisms.\\nmimetic.rate\\u202E": [0.1]'),
    /^a.yaml:4:3: error\[E050\] factors\.\\u\{2028\}mechanisms\.\\u\{A\}mimetic.rate\\u\{202E\}: got unknown path/,
  ],
  [
    "H73 two axes, one path",
    experiment("factors:\n  mechanisms.mimetic.rate: [0.1]\n  mechanisms.mimetic.rate: [0.2]"),
    /^a.yaml:5:3: error\[E012\].*a.yaml:4:3/,
  ],
  [
    "H73 one axis within another",
    experiment("factors:\n  regulators.ars: [1]\n  regulators.ars.stringency: [0.2]"),
    /^a.yaml:5:3: error\[E053\].*a.yaml:4:3/,
  ],
  [
    "level out of range",
    experiment("factors:\n  mechanisms.mimetic.rate: [0.1, 7]"),
    /^a.yaml:4:34: error\[E023\].*got 7; allowed a number from 0 to 1/,
  ],
  [
    "unknown mechanism",
    experiment("factors: {off: [[], [mimetc]]}"),
    /E054.*Did you mean mimetic\?/,
  ],
  ["bounds cannot go", experiment("factors: {off: [[bounds]]}"), /E054/],
  ["seed as a factor", experiment("factors: {run.seed: [a, b]}"), /E051.*replicates/],
  [
    "list of unequal length",
    experiment(
      "design: list\nfactors: {mechanisms.mimetic.rate: [0.1], mechanisms.coercive.rate: [0.1, 0.2]}",
    ),
    /E051.*2 levels; allowed 1/,
  ],
  ["no scenario", "kind: experiment\n", /E021.*scenario/],
  [
    "a key of another design",
    experiment(
      "design: {kind: morris, trajectories: 4, size: 8}\nfactors: {mechanisms.mimetic.rate: {from: 0, to: 0.1}}",
    ),
    /^a.yaml:3:41: error\[E020\] design.size: got unknown key "size"; allowed kind, trajectories, levels, candidates, seed\.$/,
  ],
  [
    "an unknown measure",
    experiment("factors: {}\nmeasures: [places, dispersion.practise]"),
    /^a.yaml:4:20: error\[E055\] measures.1: got "dispersion.practise";.*mean dispersion.practice\?/,
  ],
  ["extends from the root in disguise", "extends: .//etc/b.yaml", /E030.*no such file/],
];

describe("a bad file", () => {
  it.each(
    REFUSED.map(([row, content, expected, name = "a.yaml"]) => ({ row, content, expected, name })),
  )("$row is refused where it is wrong", ({ content, expected, name }) => {
    const started = performance.now();
    const { text, all } = refused(content, name, { base: "{}" });
    expect(text).toMatch(expected);
    expect(all.length).toBeLessThanOrEqual(20);
    for (const line of text.split("\n").slice(0, 20))
      expect(line).toMatch(/^[^:]+:\d+:\d+: error\[E0\d\d\] .+: got .+; allowed .+\./);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u200b]/);
    expect(performance.now() - started).toBeLessThan(2000 * 5); // the promise is 2 s on a machine of one's own
  });

  it("leaves objects' own prototypes alone", () => {
    refused("__proto__: {polluted: 1}");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("tells once of a value that is wrong in type and in size", () => {
    expect(refused("run: {seed: []}").all).toHaveLength(1);
  });

  it("points into the file that holds the value", () => {
    const { first } = refused("extends: b.yaml\nname: a", "a.yaml", {
      "b.yaml": "run:\n  steps: -1",
    });
    expect(first).toMatchObject({ file: "b.yaml", line: 2, col: 10, path: "run.steps" });
  });

  it("lists all problems in reading order, at most 20", () => {
    const { text, all } = refused(
      `field:\n  regions:\n${Array.from({ length: 30 }, (_, i) => `    r${i}: 5\n`).join("")}`,
    );
    expect(all.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, i) => i + 3));
    expect(text).toMatch(/\n… 10 more$/);
  });

  it("a list where a reform sets a number is told once, and not as a list of the wrong length", () => {
    const of = (set: string) =>
      refused(`reforms: [{date: 2010-01-01, label: {en: a, fr: a}, set: {${set}}}]`);
    const { all, text } = of("mechanisms.mimetic.rate: [0.1, 0.2]");
    expect(all).toHaveLength(1);
    expect(text).toMatch(/E040.*mechanisms\.mimetic\.rate: got a list of 2; allowed a number/);
    expect(of("mechanisms.mimetic.rat: [0.1]").all).toHaveLength(1);
    expect(of("regulators.authority.prescription: [0.1]").text).toMatch(
      /allowed 8 numbers in \[0, 1\]/,
    );
  });

  it("cut at any byte is refused or accepted, never a crash (H08)", () => {
    const whole = "name: a\nrun:\n  seed: '1'\n  steps: 12\npopulation: { associations: 30 }\n";
    for (let length = 0; length <= whole.length; length++)
      for (const name of ["a.yaml", "a.json"])
        expect(() =>
          loadScenario(name, inMemory({ [name]: Buffer.from(whole).subarray(0, length) })),
        ).not.toThrow();
  });

  it("knows only codes of the table", () => {
    const used = REFUSED.flatMap(([, , expected]) => /E0\d\d/.exec(expected.source)?.[0] ?? []);
    for (const code of used) expect(Object.keys(ERROR_CODES)).toContain(code);
  });

  it("has its code in docs/errors.md, which is the table", () => {
    const rows = Object.entries(ERROR_CODES).map(([code, meaning]) => `| ${code} | ${meaning} |`);
    const document = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
    expect(document.match(/^\| E0.*$/gm)?.map((row) => row.replace(/ +\|$/, " |"))).toEqual(rows);
  });
});

describe("a file that only looks bad", () => {
  const plain = "name: a\nrun:\n  steps: 7\n";
  const hash = hashOf(valid(plain));

  it.each<readonly [string, Content]>([
    ["H04 byte order mark", bytes(0xef, 0xbb, 0xbf, plain)],
    ["H26 CRLF", plain.replaceAll("\n", "\r\n")],
    ["H26 lone CR", plain.replaceAll("\n", "\r")],
    ["keys in another order", "run:\n  steps: 7\nname: a\n"],
    ["a document start", `---\n${plain}`],
    ["a version directive", `%YAML 1.2\n---\n${plain}`],
    ["a document end", `${plain}...\n`],
    ["comments", `# a\n${plain} # b\n`],
    ["JSON", '{"name":\t"a", "run": {"steps": 7}}'],
    [
      "a default written out",
      `${plain}mechanisms: {mimetic: {error: ${String(valid("{}").mechanisms.mimetic.error)}}}`,
    ],
    [
      "a value with its origin",
      "name: a\nsources: {s: {text: t}}\nrun:\n  steps: { value: 7, source: s, grade: measured }",
    ],
    ["H27 U+2028 and U+0085 in a label", `${plain}description: {en: "a\u2028b\u0085c", fr: a}`],
    ["H35 __proto__ as a text", `${plain}description: {en: __proto__, fr: a}`],
  ])("%s gives the same scenario", (_, content) => {
    expect(hashOf(valid(content))).toBe(hash);
  });

  it("keeps line numbers right after U+2028 and lone CR (H26, H27)", () => {
    expect(refused(`# \u2028\nname: a\rrun: 5`).first).toMatchObject({ line: 3, col: 6 });
  });

  it("takes −0 for 0 (H49) and the smallest rate as it is (H51)", () => {
    expect(hashOf(valid(rate("-0")))).toBe(hashOf(valid(rate("0"))));
    expect(valid(rate("5e-324")).mechanisms.mimetic.rate).toBe(5e-324);
  });

  it("takes a seed as written", () => {
    const seed = (text: string): string => valid(`run: {seed: ${text}}`).run.seed;
    expect(seed("42")).toBe(seed('"42"'));
    expect([
      seed("1e3"),
      seed("1000"),
      seed("0x1F"),
      seed("007"),
      seed("9007199254740993"),
    ]).toEqual(["1e3", "1000", "0x1F", "007", "9007199254740993"]);
  });

  it("keeps ids in the file's order (H40)", () => {
    const label = "{label: {en: a, fr: a}}";
    expect(
      Object.keys(valid(`field: {regions: {z: ${label}, a: ${label}}}`).field.regions),
    ).toEqual(["z", "a"]);
  });
});

describe("extends", () => {
  it("merges mappings and replaces lists", () => {
    const scenario = valid("extends: b.yaml\nrun: {steps: 3}\nreforms: []", {
      "b.yaml":
        "name: b\nrun: {steps: 9, seed: s}\nreforms: [{date: 2010-01-01, label: {en: a, fr: a}, set: {mechanisms.mimetic.rate: 0.1}}]",
    });
    expect(scenario).toMatchObject({ name: "b", run: { steps: 3, seed: "s" }, reforms: [] });
  });

  it("drops the origin of a value that is written over", () => {
    const files = {
      "a.yaml": "extends: b.yaml\nmechanisms: {mimetic: {rate: 0.02}}",
      "b.yaml":
        "sources: {s: {text: t}}\nmechanisms: {mimetic: {rate: {value: 0.01, source: s, grade: measured}, error: {value: 0.01, source: s}}}",
    };
    const result = loadScenario("a.yaml", inMemory(files));
    expect(result).toMatchObject({
      ok: true,
      origins: { "mechanisms.mimetic.error": { source: "s" } },
    });
    expect(result.ok && Object.keys(result.origins)).toEqual(["mechanisms.mimetic.error"]);
  });

  it("follows at most eight files", () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        `${i}.yaml`,
        i === 11 ? "name: a" : `extends: ${i + 1}.yaml`,
      ]),
    );
    expect(loadScenario("4.yaml", inMemory(files)).ok).toBe(true);
    expect(loadScenario("0.yaml", inMemory(files)).ok).toBe(false);
  });
});
