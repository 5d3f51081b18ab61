// Folded claims open for a link that leads into them, and on paper; each can be copied with its source.
"use strict";
{
const {copy, copied} = document.currentScript.dataset;
const reveal = () => {
  let name = location.hash.slice(1);
  // An address may end in anything: "#100%".
  try { name = decodeURIComponent(name); } catch { /* It is no name of anything here. */ }
  const found = document.getElementById(name);
  let opened = false;
  for (let fold = found?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    fold.open = opened = true;
  }
  if (opened) found.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("main details")) fold.open = true;
});
const contents = document.querySelector(".contents details");
contents?.addEventListener("click", (event) => {
  if (event.target.closest("a")) contents.open = false;
});

const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
// Who says it, with what caution, in which words, and what that rests on.
const said = (claim) => {
  const remark = claim.querySelector(".remark")?.cloneNode(true);
  for (const quoted of remark?.querySelectorAll("q") ?? []) quoted.replaceWith(`“${words(quoted)}”`);
  return words(remark);
};
const cited = (claim) => {
  const report = claim.closest(".report");
  const pin = claim.querySelector(".pin");
  return [
    words(pin),
    said(claim),
    [words(report.querySelector(".source bdi")), words(report.querySelector("h3")), words(report.querySelector("time"))].filter(Boolean).join(", "),
    report.querySelector("a.external")?.href,
    pin.href,
  ].filter(Boolean).join("\n");
};
// The clipboard is there for pages that came safely.
for (const pin of navigator.clipboard ? document.querySelectorAll(".report .pin") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = copy;
  button.setAttribute("aria-label", `${copy}: ${words(pin)}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(cited(pin.closest("li")));
    button.textContent = copied;
    setTimeout(() => { button.textContent = copy; }, 2000);
  });
  pin.closest(".value").querySelector("small").append(" ", button);
}
}
