import { type App, startApp } from "./app.ts";
import { createTestHook } from "./test-hook.ts";

const isTest = new URLSearchParams(location.search).get("test") === "1";
const isStill = isTest || matchMedia("(prefers-reduced-motion: reduce)").matches;
const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
// a task of its own: reading the program was long enough
setTimeout(() => {
  const app: App = startApp(root, { isStill });
  if (isTest) window.ironcage = createTestHook(app);
});
