import type { Page } from "playwright";
import { beforeEach, describe, expect, test } from "vitest";
import { away, drawn, loneliest, place, type Point, screenOf, settled } from "./map.ts";
import { EXTINCT, NARROW, seek, shareVisit, SMALL, stateOf, upload, visit } from "./site.ts";

const shared = shareVisit();
let page: Page;
beforeEach(() => ({ page } = shared));

describe("the map", () => {
  test("[2] [3] sentence, legend, corners and archetypes are read at 1440 without scrolling or collision", async () => {
    expect(await page.textContent(".field .figure-head p")).toMatch(/^Each dot is an association/);
    const boxes = await page.$$eval(
      ".field .legend li, .field .anchor, .field .archetype-name, .field .news, .shown, .scale",
      (all) =>
        all.map((each) => {
          const { left, top, right, bottom } = each.getBoundingClientRect();
          return { text: each.textContent, left, top, right, bottom };
        }),
    );
    expect(boxes.length).toBeGreaterThan(6 + 5 + 3 + 3);
    for (const [at, box] of boxes.entries()) {
      expect(box.text).not.toBe("");
      expect(box.left >= 0 && box.right <= 1440 && box.top >= 57 && box.bottom <= 900).toBe(true);
      for (const other of boxes.slice(at + 1)) {
        const isApart =
          box.right <= other.left + 1 ||
          other.right <= box.left + 1 ||
          box.bottom <= other.top + 1 ||
          other.bottom <= box.top + 1;
        expect(isApart, `${box.text} / ${other.text}`).toBe(true);
      }
    }
  });

  test("[6] the map never refits: one scale and one origin at every quarter", async () => {
    const fit = async (): Promise<Point> => (await screenOf(page))(0.3, 0.2);
    await seek(page, 0);
    const start = await fit();
    for (const step of [20, 50, 80]) {
      await seek(page, step);
      expect(await fit()).toEqual(start);
    }
  });

  test("[12] how much the map shows changes with time, and is explained at a click and by keyboard", async () => {
    const shown = page.locator(".shown");
    const said = new Set<string>();
    for (const step of [0, 10, 40, 80]) {
      await seek(page, step);
      const text = (await shown.textContent()) ?? "";
      expect(text).toContain(`${Math.round(100 * (await stateOf(page)).shown)}%`);
      said.add(text);
    }
    expect(said.size).toBeGreaterThan(1);
    await shown.focus();
    await page.keyboard.press("Enter");
    const text = page.locator(".shown-text");
    await expect.poll(() => text.isVisible()).toBe(true);
    expect(await text.textContent()).toContain("8 practices");
    expect(await text.textContent()).toContain("never turned");
    await page.keyboard.press("Escape");
    await expect.poll(() => text.isVisible()).toBe(false);
    expect(await shown.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("a click chooses the nearest within reach; arrow keys go on to neighbours; Shift pins", async () => {
    await seek(page, 30);
    const state = await stateOf(page);
    const on = await screenOf(page);
    const slot = loneliest(state);
    const [x, y] = on(...place(state, slot));
    await page.mouse.click(x + 6, y - 5);
    await page.locator(".card:not([hidden])").waitFor();
    const card = page.locator(".card");
    await expect.poll(() => card.locator("strong").textContent()).toBe(`Association ${slot}`);
    expect(await card.textContent()).toContain("places");
    await card.focus();
    await page.keyboard.press("ArrowLeft");
    const chosen = () => card.locator("strong").textContent();
    await expect.poll(chosen).not.toBe(`Association ${slot}`);
    const next = await chosen();
    const neighbour = Number(next?.replace("Association ", ""));
    expect(place(state, neighbour)[0]).toBeLessThan(place(state, slot)[0]);
    expect((await stateOf(page)).step).toBe(30); // the arrow was not taken for time's
    await page.keyboard.press("Escape");
    await expect.poll(() => card.isVisible()).toBe(false);
    const plain = await drawn(page);
    await page.keyboard.down("Shift");
    await page.mouse.click(x, y);
    await page.keyboard.up("Shift");
    await expect.poll(() => drawn(page)).not.toBe(plain);
    await page.mouse.move(5, 5);
  });

  test("[10] trails survive scrubbing both ways: one quarter, one picture, wherever one comes from", async () => {
    await seek(page, 40);
    const state = await stateOf(page);
    const plain = await drawn(page);
    const [x, y] = (await screenOf(page))(...place(state, loneliest(state)));
    await page.keyboard.down("Shift");
    await page.mouse.click(x, y);
    await page.keyboard.up("Shift");
    await page.mouse.move(5, 5);
    await settled(page, 40);
    await expect.poll(() => drawn(page)).not.toBe(plain);
    const pinned: (string | undefined)[] = [];
    for (const from of [10, 70]) {
      await seek(page, from);
      await seek(page, 40);
      await settled(page, 40);
      pinned.push(await drawn(page));
    }
    expect(pinned[0]).toBe(pinned[1]);
    await seek(page, 41);
    await expect.poll(() => drawn(page)).not.toBe(pinned[0]);
  });

  test("[11] a merger is marked for three years where it was, and not after", async () => {
    const { gone } = await stateOf(page);
    const merger = gone.find(({ into, step }) => into >= 0 && step < 60);
    if (merger === undefined) throw new Error("nobody merged");
    await seek(page, merger.step + 1); // its place stays where it was last
    const at = (await screenOf(page))(...place(await stateOf(page), merger.slot));
    await seek(page, merger.step - 1);
    const box = await page.locator(".map-room").boundingBox();
    const isMarked = (): Promise<boolean> =>
      page.evaluate(
        ([x, y]) => {
          const canvas = document.querySelector<HTMLCanvasElement>(".field canvas.dots");
          const muted = getComputedStyle(document.documentElement).getPropertyValue("--muted");
          const wanted = (muted.match(/\d+/g) ?? []).map(Number);
          const near = [-3, -2, 2, 3].flatMap((d) => [
            [x + d, y + d],
            [x + d, y - d],
          ]);
          const seen = near.filter(([px = 0, py = 0]) => {
            const { data } = canvas!
              .getContext("2d")!
              .getImageData(Math.round(px), Math.round(py), 1, 1);
            return wanted.every((value, channel) => Math.abs(value - (data[channel] ?? 0)) < 40);
          });
          return seen.length >= 4;
        },
        [at[0] - (box?.x ?? 0), at[1] - (box?.y ?? 0)] as const,
      );
    await expect.poll(isMarked).toBe(false);
    await seek(page, merger.step + 1);
    expect((await stateOf(page)).alive[merger.slot]).toBe(0);
    await expect.poll(isMarked).toBe(true);
    await seek(page, merger.step + 13);
    await expect.poll(isMarked).toBe(false);
  });

  test("a closer look keeps the spot under the pointer, parts the crowd, and goes back", async () => {
    await seek(page, 30);
    const before = await screenOf(page);
    const [x, y] = before(-0.2, 0.05);
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -480);
    await page.waitForFunction(() => document.querySelector(".map-room[data-zoomed]") !== null);
    const closer = await screenOf(page);
    expect(away(closer(-0.2, 0.05), [x, y])).toBeLessThan(2); // pointers report whole pixels
    expect(away(closer(0, 0), closer(0.1, 0))).toBeGreaterThan(
      2 * away(before(0, 0), before(0.1, 0)),
    );
    await page.getByRole("button", { name: "The whole map" }).click();
    const back = async () => away((await screenOf(page))(-0.2, 0.05), [x, y]);
    await expect.poll(back).toBeLessThan(0.01);
    for (const name of ["Closer", "Further away"]) await page.getByRole("button", { name }).click();
    await expect.poll(() => page.locator(".map-room[data-zoomed]").count()).toBe(0);
  });

  test("only the grouping chosen gets links", async () => {
    await seek(page, 30);
    const state = await stateOf(page);
    const on = await screenOf(page);
    const living = [...state.grouping.keys()].filter((slot) => state.alive[slot] === 1);
    const spots = living.map((slot) => ({ slot, spot: on(...place(state, slot)) }));
    const room = ({ slot, spot }: (typeof spots)[number]): number =>
      Math.min(...spots.map((each) => (each.slot === slot ? Infinity : away(each.spot, spot))));
    const members = spots.filter(({ slot }) => state.grouping[slot]! >= 0);
    const [alone] = members.sort((a, b) => room(b) - room(a)); // so that no other is nearer
    const [x, y] = alone!.spot;
    await page.mouse.click(x, y);
    const show = page.getByRole("button", { name: "Show its grouping" });
    await show.waitFor();
    const plain = await drawn(page);
    await show.click();
    await page.locator(".legends .grouping").waitFor();
    await expect.poll(() => drawn(page)).not.toBe(plain);
    expect(await page.textContent(".legends")).toContain("members of the grouping chosen");
    await page.getByRole("button", { name: "Hide its grouping" }).click();
    await expect.poll(() => page.textContent(".legends")).not.toContain("members of the grouping");
    expect(shared.complaints).toEqual([]);
  });
});

describe("the prescription", () => {
  const forked = (page: Page) =>
    page.waitForFunction(() => {
      const state = window.ironcage?.state();
      return state?.["ghostFrom"] === 30 && state["progress"] === "done";
    });

  test("[8] dragged, it lands where it was dropped, and the field follows it", async () => {
    await seek(page, 80);
    const unmoved = await stateOf(page);
    await seek(page, 30);
    const at = await stateOf(page);
    const on = await screenOf(page);
    const wanted: Point = [at.prescription[0] + 0.2, at.prescription[1] - 0.25];
    const [fromX, fromY] = on(...at.prescription);
    await page.mouse.move(fromX, fromY);
    await page.mouse.down();
    await page.mouse.move(...on(...wanted), { steps: 4 });
    await expect.poll(() => page.locator(".target-hint").isVisible()).toBe(true);
    await page.mouse.up();
    await forked(page);
    await seek(page, 31);
    expect(away((await stateOf(page)).prescription, wanted)).toBeLessThan(0.03);
    await seek(page, 80);
    const { centroid } = await stateOf(page);
    expect(away(centroid, wanted)).toBeLessThan(away(unmoved.centroid, wanted) - 0.05);
    expect(shared.complaints).toEqual([]);
  });

  test("by keyboard: arrows move it, Escape leaves it, Enter sets it from the quarter shown on", async () => {
    await seek(page, 30);
    const before = await stateOf(page);
    await page.locator(".target-handle").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Escape");
    expect((await stateOf(page)).ghostFrom).toBeNull();
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Enter");
    await forked(page);
    await seek(page, 31);
    expect((await stateOf(page)).prescription[0]).toBeGreaterThan(before.prescription[0] + 0.1);
  });
});

test("[9] hollow and solid part while inspections are shallow, less where they are deep and frequent", async () => {
  const gap = async (step: number): Promise<number> => {
    await seek(page, step);
    const { practice, display, alive } = await stateOf(page);
    const living = [...alive.keys()].filter((slot) => alive[slot] === 1);
    const gaps = living.map((slot) =>
      Math.hypot(
        (display[2 * slot] ?? 0) - (practice[2 * slot] ?? 0),
        (display[2 * slot + 1] ?? 0) - (practice[2 * slot + 1] ?? 0),
      ),
    );
    return gaps.reduce((sum, each) => sum + each, 0) / gaps.length;
  };
  const start = await gap(0);
  const shallow = await gap(40);
  expect(shallow).toBeGreaterThan(start * 1.3);
  await seek(page, 1);
  for (const regulator of ["ars", "departement", "state"])
    for (const [name, value] of [
      ["monitoring", 4],
      ["depth", 1],
    ] as const)
      await page.evaluate(([path, to]) => window.ironcage?.change(path, to), [
        `regulators.${regulator}.${name}`,
        value,
      ] as const);
  expect(await gap(40)).toBeLessThan(shallow * 0.9);
});

test("a field that dies out is explained, not left empty; one without anybody is refused", async () => {
  await upload(page, "few.yaml", EXTINCT);
  await page.waitForFunction(() => window.ironcage?.state()["steps"] === 12);
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  const words = page.locator(".map-empty").first();
  const told = new Set<string>();
  for (let step = 0; step <= 12; step++) {
    await seek(page, step);
    const count = (await stateOf(page)).measures["associations"];
    const wanted = count === 1 ? /^One assoc/ : count === 2 ? /^Two assoc/ : /^$/;
    await expect.poll(() => words.textContent()).toMatch(wanted);
    told.add(String(wanted));
  }
  expect(told.size).toBe(3);
  await upload(page, "nobody.yaml", "population: {associations: 0}\n");
  const refusal = page.getByRole("alert");
  await refusal.waitFor();
  expect(await refusal.textContent()).toContain("got 0");
  expect((await stateOf(page)).source).toBe("few.yaml");
  expect(shared.complaints).toEqual([]);
});

test.each([
  [2400, "raster"],
  [20_400, "cells"],
])("a field of %i is painted behind the page, as %s", async (count, kind) => {
  const { page: own, complaints } = await visit(shared.browser, shared.site, { hash: SMALL });
  await upload(
    own,
    "many.yaml",
    `population: {associations: ${count}}\nrun: {steps: 1, burnIn: 0}\n`,
  );
  await own.waitForFunction(() => window.ironcage?.state()["steps"] === 1, undefined, {
    timeout: 60_000,
  });
  await own.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  await seek(own, 1);
  await settled(own, 1);
  const painted = await own.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>(".field .plot canvas")].map((canvas) => {
      const copy = new OffscreenCanvas(Math.max(1, canvas.width), Math.max(1, canvas.height));
      const paper = copy.getContext("2d");
      paper?.drawImage(canvas, 0, 0);
      const pixels = paper?.getImageData(0, 0, copy.width, copy.height).data ?? [];
      let count = 0;
      for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 0) count++;
      return count;
    }),
  );
  expect(painted).toHaveLength(3);
  const [under = 0, over = 0] = painted;
  expect(under).toBeGreaterThan(1000);
  expect(over > 500).toBe(kind === "raster");
  expect(complaints).toEqual([]);
  await own.context().close();
});

test("on a telephone nothing is cut off, targets are large enough, and a tap chooses", async () => {
  const { page: own } = await visit(shared.browser, shared.site, {
    locale: "fr-FR",
    viewport: NARROW,
    hasTouch: true,
    hash: SMALL,
  });
  await seek(own, 20);
  const room = await own.locator(".map-room").boundingBox();
  expect(room?.width).toBeGreaterThanOrEqual(350);
  const buttons = await own.$$eval(".lens button:not([hidden]), .shown, .target-handle", (all) =>
    all
      .map((each) => each.getBoundingClientRect())
      .map(({ width, height }) => Math.min(width, height)),
  );
  expect(Math.min(...buttons)).toBeGreaterThan(43.99); // a fraction of a pixel is no finger's
  const cut = await own.$$eval(".field .anchor, .field .legend li", (all) =>
    all
      .filter((each) => each.getBoundingClientRect().right > innerWidth)
      .map((each) => each.textContent),
  );
  expect(cut).toEqual([]);
  const state = await stateOf(own);
  const slot = loneliest(state);
  await own.touchscreen.tap(...(await screenOf(own))(...place(state, slot)));
  await own.locator(".card:not([hidden])").waitFor();
  expect(await own.locator(".card").textContent()).toContain(`Association ${slot}`);
  await own.context().close();
});
