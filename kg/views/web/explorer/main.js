// Putting it together.
import { block, load } from "./data.js";
import { createAddress } from "./address.js";
import { createContext } from "./context.js";
import { quoted } from "./decisions.js";
import { byId, button, el } from "./dom.js";
import { startEvidence } from "./evidence.js";
import { startFilters } from "./filters.js";
import { startHelp } from "./help.js";
import { createLook, isDark, onSystemTheme, paintClasses } from "./look.js";
import { PANELS } from "./panels.js";
import { startSearch } from "./search.js";
import { csv, sparql, startShare } from "./share.js";
import { createState } from "./state.js";
import { startTime } from "./time.js";

function startViews(context) {
  const { state } = context;
  const panels = PANELS.filter((panel) => panel.available(context));
  const mounted = new Map();
  const roots = new Map(panels.map((panel) => [panel.id, el("div", { class: "view", id: `view-${panel.id}`, role: "tabpanel", "aria-labelledby": `tab-${panel.id}`, hidden: true })]));
  const tabs = panels.map((panel) => button(panel.title, () => state.set({ view: panel.id }), { role: "tab", id: `tab-${panel.id}`, "aria-controls": `view-${panel.id}` }));
  byId("stage").append(...roots.values());
  byId("views").append(...tabs);
  const front = () => panels.find((panel) => panel.id === state.get().view) || panels[0];

  function show() {
    const wanted = front();
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
    const next = (panels.indexOf(front()) + step + panels.length) % panels.length;
    state.set({ view: panels[next].id });
    tabs[next].focus();
  });
  context.onShown((shown, changed) => mounted.get(front().id)?.update?.(shown, changed));
  state.subscribe((_, changed) => { if (changed.has("view")) show(); });
  show();
  return mounted;
}

function startTheme(context, panels) {
  const { state } = context;
  const toggle = button("", () => state.set({ theme: isDark() ? "light" : "dark" }), { id: "theme" });
  const show = () => {
    const { theme } = state.get();
    if (theme === "auto") delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = theme;
    paintClasses(context.data.look);
    for (const panel of panels.values()) panel.recolour?.();
    label();
  };
  const label = () => {
    toggle.textContent = isDark() ? "Light" : "Dark";
    toggle.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
  };
  byId("tools").append(toggle);
  label();
  state.subscribe((_, changed) => { if (changed.has("theme")) show(); });
  onSystemTheme(show);
}

function startFiltersDrawer() {
  const toggle = button("Filter", () => {
    const open = byId("filters").classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  }, { id: "filter", "aria-expanded": "false", "aria-controls": "filters" });
  byId("tools").prepend(toggle);
}

function startLicences() {
  const text = el("pre", {}), dialog = el("dialog", { id: "licences", "aria-label": "Licences" }, button("×", () => dialog.close(), { class: "close", "aria-label": "Close" }), el("h2", {}, "What this page is made with"), text);
  document.body.append(dialog);
  byId("filters").append(button("Licences", async () => {
    text.textContent = new TextDecoder().decode(await block("licences"));
    dialog.showModal();
  }, { class: "plain licences" }));
}

function startKeys(context, help) {
  const { state, actions } = context;
  document.addEventListener("keydown", (event) => {
    const fresh = event.key === "?" && event.target === byId("search") && !event.target.value; // the box has the focus when the page opens
    if ((!fresh && /^(input|textarea|select)$/i.test(event.target.tagName)) || event.target.isContentEditable || event.ctrlKey || event.metaKey || event.altKey) return;
    const { selected } = state.get();
    if (event.key === "Escape") {
      if (byId("filters").classList.contains("open")) byId("filter").click();
      else if (selected) actions.select(null);
    } else if (event.key === "?") { event.preventDefault(); help.open(); }
    else if (event.key === "/") { event.preventDefault(); byId("search").focus(); }
    else if (selected && selected.kind === "node" && event.key === "e") actions.expand(selected.at);
    else if (selected && selected.kind === "node" && event.key === "h") actions.hide(selected.at);
    else if (selected && selected.kind === "node" && event.key === "p") { event.preventDefault(); actions.pathFrom(selected.at); }
  });
}

async function start() {
  const data = await load();
  const address = createAddress(data), first = address.read(window.location.hash);
  const focused = data.focus !== null && data.focus !== undefined && !window.location.hash && !window.matchMedia("(max-width: 720px)").matches;
  const state = createState(focused ? { ...first, selected: { kind: "node", at: data.focus } } : first);
  if (state.get().theme !== "auto") document.documentElement.dataset.theme = state.get().theme;
  const context = createContext(data, state, createLook(data.look));
  paintClasses(data.look);
  startFilters(context);
  startTime(context);
  startEvidence(context);
  const panels = startViews(context);
  startFiltersDrawer();
  const told = () => { const n = state.get().decisions.length; byId("tab-review").textContent = n ? `Review ${n}` : "Review"; };
  state.subscribe((_, changed) => { if (changed.has("decisions")) told(); });
  told();
  const search = startSearch(context);
  context.actions.askFor = (words, at, then) => search.ask(words, at, then);
  context.actions.pathFrom = (at) => search.ask(`Path from ${data.name(at)} to …`, at, (to) => context.actions.path(at, to));
  startShare(context, panels);
  startTheme(context, panels);
  startLicences();
  startKeys(context, startHelp(context));
  context.settle();
  address.follow(state);
  // for tests and for a curious reader's console
  window.explorer = { ...context, panels, search, quoted, csv: () => csv(context), sparql: () => sparql(context), ready: performance.now() };
}

start().catch((error) => {
  byId("stage").replaceChildren(el("p", { class: "broken", role: "alert" }, `The page could not start: ${error.message}. A current browser is needed.`));
  throw error;
});
