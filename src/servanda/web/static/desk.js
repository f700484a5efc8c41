// The desk without a mouse: keys, decisions without leaving the page, and what they turned. Without this script every page reads, and every form works.
"use strict";
(() => {
  const root = document.documentElement, $ = (selector, from = document) => from.querySelector(selector), $$ = (selector) => [...document.querySelectorAll(selector)];
  root.classList.add("scripted");
  const reader = $(".reader"), turned = $("#turned"), keys = $("#keys"), undo = $("#undo");
  const told = (words) => { const line = document.createElement("p"); line.className = "trouble"; line.textContent = words; turned.replaceChildren(line); };

  // How high the top of the page is, under which the heads of tables stay.
  new ResizeObserver(([one]) => root.style.setProperty("--top", one.borderBoxSize[0].blockSize + "px")).observe($(".top"));

  // Which claim is looked at, and its words on the other side.
  const claims = () => $$(".claims .claim");
  const here = () => $(".claim.here");
  function look(claim, { scrolls = true } = {}) {
    if (!claim) return;
    here()?.classList.remove("here");
    claim.classList.add("here");
    for (const mark of $$(".mark.lit")) mark.classList.remove("lit");
    const marks = $$(".mark").filter((mark) => mark.dataset.claims.split(" ").includes(claim.dataset.claim));
    for (const mark of marks) mark.classList.add("lit");
    locate(claim);
    if (!scrolls) return;
    claim.focus({ preventScroll: true });
    claim.scrollIntoView({ block: "nearest" });
    marks.find((mark) => !mark.matches(".box"))?.scrollIntoView({ block: "nearest" });
    marks.find((mark) => mark.matches(".box"))?.scrollIntoView({ block: "center" });
    showIn($(".original iframe"), claim);
  }
  // The words of a claim in the frame of the original; one that is still being loaded is not asked to go elsewhere.
  function showIn(frame, claim) {
    if (document.readyState === "complete") frame?.contentWindow.location.replace(frame.src.split("#")[0] + "#m-" + claim.dataset.claim);
  }
  // Map and time of a claim are asked for when it is looked at for a moment.
  let pauses = 0;
  function locate(claim) {
    const holder = $(".where", claim);
    clearTimeout(pauses);
    if (!holder || holder.querySelector("svg")) return;
    pauses = setTimeout(async () => {
      const answer = await fetch(holder.dataset.from, { headers: { "X-Desk": "1" } });
      if (answer.ok) holder.innerHTML = await answer.text();
      if (claim === here()) claim.scrollIntoView({ block: "nearest" });
    }, 200);
  }
  function step(by) {
    const all = claims(), next = all[all.indexOf(here()) + by];
    if (next) look(next);
    else if (by > 0 && reader.dataset.after) location.assign(reader.dataset.after);
    else if (by < 0 && reader.dataset.before) location.assign(reader.dataset.before + "?claim=last");
  }

  // Decisions: sent, the claim shown as it is now, and what turned asked for until it is known.
  async function send(form, fields) {
    const body = new FormData(form);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), headers: { "X-Desk": "1" }, redirect: "error" });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }
  function show(id, html) {
    const old = document.getElementById("c-" + id);
    if (!old) return null;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const fresh = holder.content.firstElementChild;
    if (old.classList.contains("here")) fresh.classList.add("here");
    old.replaceWith(fresh);
    const open = $("#open");
    if (open) open.textContent = $$(".claim.proposed").length;
    return fresh;
  }
  // The page anew, with what was read meanwhile and what turned since.
  function again(since) {
    const here = new URL(location);
    here.searchParams.set("since_decision", since);
    location.replace(here);
  }
  let isAsking = false;
  async function ask() {
    if (isAsking) return;
    isAsking = true;
    const since = turned.dataset.number;
    try {
      for (;;) {
        const answer = await fetch("/turned?since=" + turned.dataset.number, { headers: { "X-Desk": "1" } });
        if (!answer.ok) throw new Error(await answer.text());
        const news = await answer.json();
        turned.dataset.number = news.number;
        if (news.html.trim()) turned.innerHTML = news.html;
        const far = $("#progress");
        if (far && news.progress) { far.textContent = news.progress; far.dataset.was = "busy"; }
        if (!news.busy) { if (far?.dataset.was) again(since); break; }
        await new Promise((done) => setTimeout(done, news.progress ? 1000 : 200));
      }
    } catch (error) { told(error.message); } finally { isAsking = false; }
  }
  async function decide(form, verdict) {
    const claim = form.closest(".claim");
    try {
      const news = await send(form, { verdict });
      const fresh = show(news.claim, news.html);
      if (fresh?.classList.contains("here")) step(1); else look(fresh);
      ask();
    } catch (error) { told(error.message); look(claim); }
  }
  // A text is checked when its writer pauses.
  let pause = 0;
  document.addEventListener("input", (event) => {
    const field = event.target.closest("textarea[data-check]");
    if (!field) return;
    clearTimeout(pause);
    pause = setTimeout(async () => {
      const body = new URLSearchParams(new FormData(field.form));
      body.set("act", "check");
      try {
        const answer = await fetch(location.pathname, { method: "POST", body, headers: { "X-Desk": "1" }, redirect: "error" });
        if (!answer.ok) throw new Error(await answer.text());
        $("#checked").innerHTML = await answer.text();
      } catch (error) { told(error.message); }
    }, 800);
  });
  // More than the server takes is said before it is sent.
  document.addEventListener("change", (event) => {
    const most = Number(event.target.form?.dataset.most ?? 0) * 1e6;
    if (!most || event.target.type !== "file") return;
    const size = [...event.target.files].reduce((sum, file) => sum + file.size, 0);
    event.target.setCustomValidity(size > most ? event.target.form.dataset.toolarge : "");
    event.target.reportValidity();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".claim form.decide")) return;
    event.preventDefault();
    const pressed = event.submitter?.value;
    // Enter in a field presses the first button, accept; what is meant is what the key opened the field for.
    decide(form, document.activeElement?.matches("input, select") ? form.dataset.verdict || "reject" : pressed);
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    const claim = mark ? document.getElementById("c-" + mark.dataset.claims.split(" ").at(-1)) : event.target.closest(".claims .claim");
    if (claim && !event.target.closest("button, input, select, summary, label")) look(claim, { scrolls: Boolean(mark) });
    if (mark) event.preventDefault();
  });
  async function takeBack() {
    try {
      const news = await send(undo, {});
      if (!news.claim) location.reload();
      else if (show(news.claim, news.html)) look(document.getElementById("c-" + news.claim));
      else location.assign("/claims/" + news.claim);
      ask();
    } catch (error) { told(error.message); }
  }
  function missed() {
    const form = $("#missed");
    if (!form) return;
    const words = getSelection().toString();
    form.open = true;
    const field = $("textarea[name=quote]", form);
    if (words) field.value = words;
    field.focus();
  }
  // The button that accepts the act or the finding of a page.
  const accepting = () => reader ? null : $("button[name=verdict][value=accept]");
  // An accusation is accepted after what speaks against it was on screen: where it is not, it is shown first.
  function accept() {
    const button = accepting(), against = $("#against > :last-child");
    const at = against?.getBoundingClientRect();
    if (!at || (at.bottom > 0 && at.bottom <= innerHeight)) { button?.click(); return; }
    against.scrollIntoView({ block: "center" });
    button?.focus({ preventScroll: true });
  }
  const acts = {
    j: () => reader ? step(1) : move(1),
    k: () => reader ? step(-1) : move(-1),
    a: () => { const form = here() && $("form.decide", here()); if (form) decide(form, "accept"); else accept(); },
    r: () => { const form = (here() && $("form.decide", here())) ?? accepting()?.form; if (form) { form.dataset.verdict = "reject"; $("[name=because]", form).focus(); } },
    e: () => { const form = here() && $("form.decide", here()); if (form) { form.dataset.verdict = "amend"; $(".amend", form).open = true; $("[name=path]", form).focus(); } },
    n: missed,
    u: takeBack,
    w: () => location.assign($("a[data-next], .waiting li > a[href]")?.href ?? "/"),
    "/": () => { const field = $("input[type=search]"); if (field) field.focus(); else location.assign("/documents/"); },
    g: () => { goes = Date.now(); },
    "?": () => keys.showModal(),
  };
  // A place of the menu, by its letter after g.
  let goes = 0;
  function goTo(letter) {
    const isMeant = Date.now() - goes < 2000;
    goes = 0;
    const place = isMeant && $(`.top nav a[data-go="${CSS.escape(letter)}"]`);
    if (place) location.assign(place.href);
    return Boolean(place);
  }
  // What a key means on a board of other letters, Arabic ones for example: the Latin letter of the same place.
  function latin(event) {
    if (/^[ -~]$/.test(event.key)) return event.key;
    if (event.code.startsWith("Key")) return event.code.slice(3).toLowerCase();
    return event.code === "Slash" ? (event.shiftKey ? "?" : "/") : event.key;
  }
  // Rows of the inbox and of lists: j and k walk through their links.
  function move(by) {
    const links = $$("main ol li > a[href], tbody tr > :first-child a[href], tbody th a[href]").filter((link) => link.checkVisibility());
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, at + by)]?.focus();
  }
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && field) { field.blur(); here()?.focus({ preventScroll: true }); return; }
    const meant = field?.name === "because" && !field.closest(".claim") && field.form.dataset.verdict;
    if (event.key === "Enter" && meant) { event.preventDefault(); $(`button[value=${meant}]`, field.form).click(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open || field) return;
    const key = latin(event), act = acts[key];
    if (goTo(key)) event.preventDefault();
    else if (act) { event.preventDefault(); act(); }
  });

  // A file that was just exported is handed over at once, not again where the page is loaded again; its link stays.
  if (performance.getEntriesByType("navigation")[0].type === "navigate") $(".done a[download]")?.click();

  const help = $(".help");
  help.hidden = false;
  help.addEventListener("click", () => keys.showModal());
  if (reader) {
    const all = claims(), first = reader.dataset.first;
    look(first === "last" ? all.at(-1) : document.getElementById("c-" + first) ?? all.find((claim) => claim.classList.contains("proposed")) ?? all[0]);
  }
  addEventListener("load", () => { if (here()) showIn($(".original iframe"), here()); });
  ask();
})();
