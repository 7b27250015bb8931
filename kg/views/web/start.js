// Putting it together.
drawLegend();
showHint();
drawPicture();
showPanel();
startSearch();
byId("fit").addEventListener("click", () => { showList(false); fit(true); });
byId("list").addEventListener("click", () => showList(byId("table").hidden));
byId("filter").addEventListener("click", () => {
  const open = byId("legend").classList.toggle("open");
  byId("filter").setAttribute("aria-expanded", String(open));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (byId("legend").classList.contains("open")) byId("filter").click();
    else if (chosen) choose(null);
    else showList(false);
  } else if (event.key === "/" && !/^(input|textarea)$/i.test(event.target.tagName)) {
    event.preventDefault();
    byId("search").focus();
  }
});
if (data.focus !== null && data.focus !== undefined && !phone.matches) choose("node", data.focus, false);
// for tests and for a curious reader's console
window.view = { data, network, choose, find, shown, words: () => placed };
