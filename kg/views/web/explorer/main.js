// Putting it together.
import { load } from "./data.js";
import { createState } from "./state.js";
import { createContext } from "./context.js";
import { createLook } from "./look.js";
import { PANELS } from "./panels.js";
import { byId, button, el } from "./dom.js";

function startViews(context) {
  const { state } = context;
  const panels = PANELS.filter((panel) => panel.available(context));
  const mounted = new Map();
  const roots = new Map(panels.map((panel) => [panel.id, el("div", { class: "view", id: `view-${panel.id}`, role: "tabpanel", "aria-labelledby": `tab-${panel.id}`, hidden: true })]));
  const tabs = panels.map((panel) => button(panel.title, () => state.set({ view: panel.id }), { role: "tab", id: `tab-${panel.id}`, "aria-controls": `view-${panel.id}` }));
  byId("stage").append(...roots.values());
  byId("views").append(...tabs);

  function show() {
    const wanted = panels.find((panel) => panel.id === state.get().view) || panels[0];
    panels.forEach((panel, n) => {
      const here = panel === wanted;
      roots.get(panel.id).hidden = !here;
      tabs[n].setAttribute("aria-selected", String(here));
      tabs[n].tabIndex = here ? 0 : -1;
    });
    if (!mounted.has(wanted.id)) mounted.set(wanted.id, wanted.mount(roots.get(wanted.id), context) || {});
    mounted.get(wanted.id).show?.();
  }
  byId("views").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = panels.findIndex((panel) => panel.id === state.get().view);
    const next = (at + step + panels.length) % panels.length;
    state.set({ view: panels[next].id });
    tabs[next].focus();
  });
  context.onShown((shown, changed) => {
    for (const [id, panel] of mounted) if (!roots.get(id).hidden) panel.update?.(shown, changed);
  });
  state.subscribe((_, changed) => { if (changed.has("view")) show(); });
  show();
  return mounted;
}

async function start() {
  const data = await load();
  const state = createState({ view: PANELS[0].id });
  const context = createContext(data, state);
  context.look = createLook(data.look);
  const panels = startViews(context);
  // for tests and for a curious reader's console
  window.explorer = { ...context, panels };
}

start().catch((error) => {
  byId("stage").replaceChildren(el("p", { class: "broken", role: "alert" }, `The page could not start: ${error.message}.`));
  throw error;
});
