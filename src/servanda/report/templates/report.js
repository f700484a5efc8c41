// Find, sort, zoom, open what a link points into. The page reads well without this script; it loads and keeps nothing.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
document.documentElement.classList.add("js");

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let box = target; box; box = box.parentElement) {
    if (box.tagName === "DETAILS") box.open = true;
    if (box.hidden && box !== target) box.hidden = false;
  }
  target.hidden = false;
  all("mark.lit").forEach((mark) => mark.classList.remove("lit"));
  if (target.className === "anchor") {
    const number = target.textContent.slice(1, -1);
    all(`mark[data-c~="${number}"]`).forEach((mark) => mark.classList.add("lit"));
  }
  target.scrollIntoView({ block: "center" });
}

function finder(tools) {
  const list = document.getElementById(tools.dataset.list);
  const items = all(".group > details", list);
  const places = items.map((item) => [item, item.parentElement]);
  const words = new Map();
  const [search, status, from, until, by] = ["[type=search]", ".by-status", ".from", ".until", ".by"].map((name) => tools.querySelector(name));
  const order = {
    day: (a, b) => (a.dataset.day || "9999").localeCompare(b.dataset.day || "9999"),
    place: (a, b) => (a.dataset.place || "\uffff").localeCompare(b.dataset.place || "\uffff"),
    reports: (a, b) => b.dataset.reports - a.dataset.reports,
  };
  function text(item) {
    if (!words.has(item)) words.set(item, item.textContent.toLocaleLowerCase());
    return words.get(item);
  }
  function shows(item, wanted) {
    const day = item.dataset.day.slice(0, 10);
    return (!status.value || item.dataset.status === status.value)
      && (!from.value || (day && day >= from.value)) && (!until.value || (day && day <= until.value))
      && wanted.every((word) => text(item).includes(word));
  }
  function apply() {
    const wanted = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      item.hidden = !shows(item, wanted);
      shown += !item.hidden;
    }
    const sorted = order[by.value] ? [...items].sort(order[by.value]) : items;
    const groups = new Map(places);
    for (const item of sorted) (order[by.value] ? places[0][1] : groups.get(item)).append(item);
    all(".group", list).forEach((group) => { group.hidden = !all(":scope > details", group).some((item) => !item.hidden); });
    all(".group > h3", list).forEach((title) => { title.hidden = Boolean(order[by.value]); });
    const rest = list.querySelector("details.rest");
    if (rest && (wanted.length || status.value)) rest.open = true;
    tools.querySelector("output").textContent = `${shown} of ${items.length} shown`;
  }
  if (!items.length) return;
  tools.hidden = false;
  tools.addEventListener("input", apply);
  apply();
}

function zoomer(box) {
  const pane = box.querySelector(".pane");
  const [, , width, height] = pane.getAttribute("viewBox").split(" ").map(Number);
  const levels = all(".level, .scale", box);
  const most = Number(levels[levels.length - 1].dataset.zoom);
  let [x, y, zoom] = [0, 0, 1];
  function show() {
    x = Math.min(Math.max(x, 0), width - width / zoom);
    y = Math.min(Math.max(y, 0), height - height / zoom);
    pane.setAttribute("viewBox", `${x} ${y} ${width / zoom} ${height / zoom}`);
    levels.forEach((level) => { Number(level.dataset.zoom) === zoom ? level.removeAttribute("display") : level.setAttribute("display", "none"); });
  }
  function to(times, atX = 0.5, atY = 0.5) {
    const next = times ? Math.min(Math.max(zoom * times, 1), most) : 1;
    x += (width / zoom - width / next) * atX;
    y += (height / zoom - height / next) * atY;
    zoom = next;
    show();
  }
  box.querySelector(".map-tools").hidden = false;
  box.addEventListener("click", (event) => { if (event.target.dataset.zoom && event.target.tagName === "BUTTON") to(Number(event.target.dataset.zoom)); });
  pane.setAttribute("tabindex", "0");
  pane.setAttribute("role", "group");
  pane.setAttribute("aria-label", "Map; plus and minus zoom, arrow keys move");
  pane.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) { x += step[0] * width / zoom / 5; y += step[1] * height / zoom / 5; show(); }
    else if (event.key === "+" || event.key === "=") to(2);
    else if (event.key === "-") to(0.5);
    else return;
    event.preventDefault();
  });
  pane.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== pane) return;
    event.preventDefault();
    const at = pane.getBoundingClientRect();
    to(event.deltaY < 0 ? 2 : 0.5, (event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height);
  }, { passive: false });
  let held = null;
  pane.addEventListener("pointerdown", (event) => { held = [event.clientX, event.clientY, x, y]; });
  addEventListener("pointerup", () => { held = null; });
  pane.addEventListener("pointermove", (event) => {
    if (!held || !event.buttons) return;
    const scale = width / zoom / pane.getBoundingClientRect().width;
    x = held[2] - (event.clientX - held[0]) * scale;
    y = held[3] - (event.clientY - held[1]) * scale;
    show();
  });
  addEventListener("beforeprint", () => to(0));
}

function act(event) {
  const root = document.documentElement;
  const what = event.target.dataset.do;
  if (what === "theme") {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  }
  if (what === "print") {
    root.classList.add("whole");
    all("details").forEach((box) => { box.open = true; });
    print();
    root.classList.remove("whole");
  }
}

addEventListener("hashchange", reveal);
addEventListener("DOMContentLoaded", () => {
  all(".tools").forEach(finder);
  all(".mapbox").forEach(zoomer);
  all(".actions").forEach((box) => { box.hidden = false; box.addEventListener("click", act); });
  reveal();
});
