import type { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { type Coded, type Entries, openCoder } from "./distinct.ts";
import { bitsOf, hybridRoom, writeHybrid } from "./hybrid.ts";
import { present } from "./present.ts";
import { plainBytes, plainFlags, plainTexts } from "./plain.ts";

/** A column of a table of numbers; texts are entries that count them. */
export interface NumberColumn {
  readonly name: string;
  readonly kind: "DOUBLE" | "FLOAT" | "INT32" | "BOOLEAN" | "STRING";
  /** Whether entries may be missing: NaN, or a whole number below 0. */
  readonly nullable: boolean;
  /** What the entries of a column of texts stand for; any other is missing. */
  readonly texts?: readonly string[];
}

/** What a Parquet file's footer says of one column of a group of rows. */
type Chunk = ParquetWriter["row_groups"][number]["columns"][number];
type Encoding = "PLAIN" | "RLE_DICTIONARY";

/** Values of a page, and what they are written as. */
interface Body {
  readonly encoding: Encoding;
  readonly bytes: Uint8Array;
  /** What the values count, where they count some. */
  readonly dictionary?: { readonly bytes: Uint8Array; readonly size: number };
}

/**
 * What writes columns of a group of rows, each as one page: by its different values where that takes at most three
 * quarters of the bytes, else as it is; never compressed, because noise in doubles does not become smaller.
 * @param rows most rows of a group
 */
export function openChunks(
  rows: number,
): (writer: ByteWriter, column: NumberColumn, entries: Entries) => Chunk {
  const coder = openCoder(rows);
  const marks = new Uint8Array(rows);
  const room = {
    levels: new Uint8Array(hybridRoom(rows)),
    codes: new Uint8Array(hybridRoom(rows)),
  };

  const bodyOf = ({ kind, texts = [] }: NumberColumn, values: Entries): Body => {
    if (values.length === 0) return { encoding: "PLAIN", bytes: new Uint8Array() };
    if (kind === "BOOLEAN") return { encoding: "PLAIN", bytes: plainFlags(values) };
    if (kind === "STRING") {
      const dictionary = { bytes: plainTexts(texts), size: texts.length };
      return coded(Uint16Array.from(values), dictionary, room.codes);
    }
    const found = coder(values);
    if (found !== undefined && isWorthIt(found, values)) {
      const different = values.slice(0, found.firsts.length);
      for (let code = 0; code < different.length; code++)
        different[code] = values[found.firsts[code] ?? 0] ?? NaN;
      return coded(
        found.codes,
        { bytes: plainBytes(different), size: different.length },
        room.codes,
      );
    }
    return { encoding: "PLAIN", bytes: plainBytes(values) };
  };

  return (writer, column, entries) => {
    const values = column.nullable ? present(column, entries, marks) : entries;
    const levels = column.nullable
      ? room.levels.subarray(0, writeHybrid(room.levels, marks.subarray(0, entries.length), 1))
      : room.levels.subarray(0, 0);
    const body = bodyOf(column, values);
    const begin = writer.offset;
    if (body.dictionary !== undefined) writeDictionary(writer, body.dictionary);
    const page = writer.offset;
    writePageHeader(writer, {
      type: "DATA_PAGE_V2",
      uncompressed_page_size: levels.length + body.bytes.length,
      compressed_page_size: levels.length + body.bytes.length,
      data_page_header_v2: {
        num_values: entries.length,
        num_nulls: entries.length - values.length,
        num_rows: entries.length,
        encoding: body.encoding,
        definition_levels_byte_length: levels.length,
        repetition_levels_byte_length: 0,
        is_compressed: false,
      },
    });
    writer.appendBytes(levels);
    writer.appendBytes(body.bytes);
    return chunkOf(column, { entries, values, body, begin, page, end: writer.offset });
  };
}

function writeDictionary(writer: ByteWriter, { bytes, size }: Required<Body>["dictionary"]): void {
  writePageHeader(writer, {
    type: "DICTIONARY_PAGE",
    uncompressed_page_size: bytes.length,
    compressed_page_size: bytes.length,
    dictionary_page_header: { num_values: size, encoding: "PLAIN" },
  });
  writer.appendBytes(bytes);
}

/** Whether different values and codes take at most three quarters of the bytes. */
const isWorthIt = ({ firsts, codes }: Coded, { BYTES_PER_ELEMENT: width }: Entries): boolean =>
  firsts.length * width + (codes.length * bitsOf(firsts.length - 1)) / 8 <=
  0.75 * codes.length * width;

/** Codes as a page has them: the bits of each, then all. */
function coded(
  codes: Uint16Array,
  dictionary: Required<Body>["dictionary"],
  room: Uint8Array,
): Body {
  const bits = bitsOf(dictionary.size - 1);
  room[0] = bits;
  const end = 1 + writeHybrid(room.subarray(1), codes, bits);
  return { encoding: "RLE_DICTIONARY", bytes: room.subarray(0, end), dictionary };
}

interface Written {
  readonly entries: Entries;
  /** Those that are not missing. */
  readonly values: Entries;
  readonly body: Body;
  /** Where in the file it begins, where its page does, and where it ends. */
  readonly begin: number;
  readonly page: number;
  readonly end: number;
}

function chunkOf(column: NumberColumn, written: Written): Chunk {
  const { entries, values, body, begin, page, end } = written;
  const isCoded = body.dictionary !== undefined;
  return {
    file_offset: BigInt(begin),
    meta_data: {
      type: column.kind === "STRING" ? "BYTE_ARRAY" : column.kind,
      encodings: isCoded ? ["PLAIN", "RLE", "RLE_DICTIONARY"] : ["PLAIN", "RLE"],
      path_in_schema: [column.name],
      codec: "UNCOMPRESSED",
      num_values: BigInt(entries.length),
      total_uncompressed_size: BigInt(end - begin),
      total_compressed_size: BigInt(end - begin),
      data_page_offset: BigInt(page),
      ...(isCoded ? { dictionary_page_offset: BigInt(begin) } : {}),
      statistics: {
        null_count: BigInt(entries.length - values.length),
        ...boundsOf(column, values),
      },
    },
  };
}

/** The smallest and the largest value, by which readers pass over groups; a zero is told with the sign that bounds both. */
function boundsOf({ kind }: NumberColumn, values: Entries) {
  if (kind === "STRING" || values.length === 0) return {};
  let least = Infinity;
  let most = -Infinity;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? NaN;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (kind === "BOOLEAN") return { min_value: least !== 0, max_value: most !== 0 };
  if (least > most) return {}; // not a number in all
  const isWhole = kind === "INT32";
  return {
    min_value: least === 0 && !isWhole ? -0 : least,
    max_value: most === 0 ? 0 : most,
  };
}
