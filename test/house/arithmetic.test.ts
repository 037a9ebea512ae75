import { expect, test } from "vitest";
import { ARITHMETIC_HASH, hashArithmetic } from "../support/arithmetic.ts";

test("floating-point arithmetic gives the golden bits in this engine", () => {
  expect(hashArithmetic()).toBe(ARITHMETIC_HASH);
});
