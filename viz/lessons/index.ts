import { coercive } from "./coercive.ts";
import { decoupling } from "./decoupling.ts";
import { groupings } from "./groupings.ts";
import type { Lesson } from "./lesson.ts";
import { mimetic } from "./mimetic.ts";
import { negotiated } from "./negotiated.ts";
import { normative } from "./normative.ts";
import { accounts, sameSameness } from "./seminars.ts";

/** Six lessons and two seminars, in the order in which they are taught. */
export const LESSONS: readonly Lesson[] = [
  coercive,
  mimetic,
  normative,
  decoupling,
  groupings,
  negotiated,
  sameSameness,
  accounts,
];
