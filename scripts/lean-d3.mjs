// The page draws lines and areas with straight pieces. Curves that d3-shape makes when it is read would stay in the page's
// program though nothing asks for them: a bundler cannot know that making them changes nothing else.
const SHAPE = /\/node_modules\/d3-shape\/dist\/d3-shape\.mjs$/;

/** @type {import("vite").Plugin} */
export const leanD3 = {
  name: "lean-d3",
  apply: "build",
  transform: {
    filter: { id: SHAPE },
    handler: (code) => ({
      code: code.replaceAll("= (function custom(", "= /* @__PURE__ */ (function custom("),
      map: null,
      moduleSideEffects: false,
    }),
  },
};
