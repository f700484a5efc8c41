// Open what a link points into, and everything before printing. The page reads well without this script.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
  document.querySelectorAll("mark.lit").forEach((mark) => mark.classList.remove("lit"));
  if (target && target.className === "anchor") {
    const number = target.textContent.slice(1, -1);
    document.querySelectorAll(`mark[data-c~="${number}"]`).forEach((mark) => mark.classList.add("lit"));
  }
  if (target) target.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", reveal);
addEventListener("DOMContentLoaded", reveal);
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((box) => { box.open = true; }));
