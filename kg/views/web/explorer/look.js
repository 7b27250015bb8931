// Small drawings of classes and statuses, and their names, as the legend, the panel and the tables use them.
import { el, svg } from "./dom.js";

const PATHS = {
  dot: "M8 2a6 6 0 1 0 .01 0z", square: "M3 3h10v10H3z", triangleDown: "M2 3.5h12L8 14z", diamond: "M8 1.5 14.5 8 8 14.5 1.5 8z",
  hexagon: "M4.5 2.2h7L15 8l-3.5 5.8h-7L1 8z", box: "M2.5 4h11A1.5 1.5 0 0 1 15 5.5v5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 10.5v-5A1.5 1.5 0 0 1 2.5 4z",
};
const media = window.matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now. */
export const isDark = () => {
  const set = document.documentElement.dataset.theme;
  return set === "dark" || (set !== "light" && media.matches);
};
export const onSystemTheme = (listener) => media.addEventListener("change", listener);

/** Fill and border of each class as CSS variables, `--Person` and `--Person-line`, for light or dark as it is now. */
export function paintClasses(look) {
  const { style } = document.documentElement, at = isDark() ? "dark" : "light";
  for (const [name, colours] of Object.entries(look.classes)) {
    style.setProperty(`--${name}`, colours[at][0]);
    style.setProperty(`--${name}-line`, colours[at][1]);
  }
}

export function createLook(look) {
  const status = (name) => look.statuses[name] || { name: name || "" };
  const struck = (name) => Boolean(name && status(name).struck);
  const dashed = (name) => Boolean(name && status(name).dashes);
  return {
    classes: look.classes,
    statuses: look.statuses,
    ties: look.ties,
    struck,
    dashed,
    faint: (name) => Boolean(name && status(name).faint),
    statusName: (name) => status(name).name,
    /** The status of an event in words: "denied by Ana Ilić". */
    statusOf: (node) => (node.deniedBy ? `${status(node.status).name} by ${node.deniedBy}` : status(node.status).name),
    /** [fill, border] of a class, as the page is dark or light. */
    colours: (name) => look.classes[name][isDark() ? "dark" : "light"],
    /** How many communities have a colour of their own. */
    coloured: () => look.communities.length - 1,
    /** [fill, border] of a community by its rank; of those without a colour of their own, and of none (-1), the last. */
    community(rank) {
      const all = look.communities, one = all[rank < 0 || rank >= all.length - 1 ? all.length - 1 : rank];
      return one[isDark() ? "dark" : "light"];
    },
    icon(name, of) {
      const shape = look.classes[name].shape;
      const path = svg("path", { d: PATHS[shape], class: `of-${name}${struck(of) ? " struck" : dashed(of) ? " dashed" : ""}` });
      return svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
    },
    stroke(name) {
      const { dashes, faint } = status(name);
      const line = svg("line", { x1: 1, y1: 5, x2: 25, y2: 5, stroke: "currentColor", "stroke-width": 2 });
      if (dashes) line.setAttribute("stroke-dasharray", dashes.map((n) => Math.max(n - 1, 2)).join(" "));
      if (faint) line.setAttribute("opacity", "0.5");
      return svg("svg", { class: `stroke${struck(name) ? " struck" : ""}`, viewBox: "0 0 26 10", "aria-hidden": "true" }, line);
    },
    chip: (name, words) => el("span", { class: `chip${struck(name) ? " struck" : dashed(name) ? " dashed" : ""}` }, words || status(name).name),
  };
}
