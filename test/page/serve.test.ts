import { expect, it } from "vitest";
import { ended, start } from "../cli/command.ts";

it("ironcage serve prints its address, answers, and ends with 130", async () => {
  const child = start(["serve", "--port", "0"]);
  const end = ended(child);
  const address = await new Promise<string>((resolve) =>
    child.stdout?.once("data", (data: Buffer) => resolve(String(data).trim())),
  );
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const response = await fetch(address);
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "text/html; charset=utf-8",
  ]);
  expect((await fetch(address, { method: "POST" })).status).toBe(405);
  child.kill("SIGINT");
  expect((await end).code).toBe(130);
});
