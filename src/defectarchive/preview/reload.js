// Served by the preview alone: reloads the page when the site has changed, shows over it what is
// wrong with the sources, and at its end, folded, what the page was made from and what a build warned
// of. All that it is told is set as text, never as markup.
"use strict";
(() => {
  const version = document.currentScript.dataset.version;
  let events = null;
  let host = null;
  let said = "";
  // What was last told in each panel, and the panel.
  const panels = {};

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function close() {
    if (host) host.remove();
    host = null;
  }

  // A place in the sources: a link where an editor is known.
  function placed({ place, href }, name = "span") {
    if (!href) return element(name, "place", place);
    const link = element("a", "place", place);
    link.href = href;
    return link;
  }

  function faultItem(fault) {
    const item = element("li");
    const place = element("p", "place");
    place.append(placed(fault), fault.kind && ` ${fault.kind}`);
    item.append(place);
    item.append(element("p", "message", fault.message));
    if (fault.excerpt) item.append(element("pre", "", fault.excerpt));
    if (fault.hint) item.append(element("p", "hint", fault.hint));
    return item;
  }

  // In a tree of its own: the site's styles do not reach in, and these do not reach out. It is not
  // seen before it has its style, or without one if there is none to be had.
  function apart(name, panel) {
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/-/overlay.css";
    const made = element(name);
    made.hidden = true;
    const show = () => { made.hidden = false; };
    style.addEventListener("load", show);
    style.addEventListener("error", show);
    made.attachShadow({ mode: "open" }).append(style, panel);
    document.body.append(made);
    return made;
  }

  function placeItem(place) {
    const item = element("li");
    item.append(placed(place));
    return item;
  }

  function fill(panel, { first, more }, made = faultItem) {
    const items = element("ol");
    for (const each of first) items.append(made(each));
    panel.append(items);
    if (more) panel.append(element("p", "note", `and ${more} more, on the terminal`));
  }

  function counted({ first, more }, one) {
    const count = first.length + more;
    return `${count} ${one}${count === 1 ? "" : "s"}`;
  }

  function open(faults) {
    close();
    const panel = element("section");
    panel.setAttribute("role", "alert");
    panel.setAttribute("aria-labelledby", "title");
    const title = element("h2", "", `${counted(faults, "mistake")} to mend`);
    title.id = "title";
    const button = element("button", "", "Close");
    button.type = "button";
    button.addEventListener("click", close);
    panel.append(button, title, element("p", "note", "Until then this page stays as it was."));
    fill(panel, faults);
    host = apart("defectarchive-faults", panel);
  }

  // A panel at the end of the page, folded. One that is told the same again stays as it is.
  function atEnd(name, told, title, filled) {
    const saying = JSON.stringify(told);
    const before = panels[name];
    if (before && before.saying === saying) return;
    if (before && before.host) before.host.remove();
    const panel = element("details", name);
    // A page that is loaded anew after each edit does not fold up what is being read.
    const open = `defectarchive-${name}-open`;
    panel.open = sessionStorage.getItem(open) === "yes";
    panel.addEventListener("toggle", () => {
      sessionStorage.setItem(open, panel.open ? "yes" : "no");
    });
    panel.append(element("summary", "", title));
    filled(panel);
    const none = panel.childElementCount === 1;
    panels[name] = { saying, host: none ? null : apart(`defectarchive-${name}`, panel) };
  }

  function part(panel, title, things, made) {
    if (!things.first.length) return;
    panel.append(element("h2", "", title));
    fill(panel, things, made);
  }

  function tellOfPage({ files, quotations, drafts }) {
    const open = quotations.first.length ? `: ${counted(quotations, "quotation")} not checked` : "";
    atEnd("page", { files, quotations, drafts }, `Sources of this page${open}`, (panel) => {
      part(panel, "Files of this page", { first: files, more: 0 }, placeItem);
      part(panel, `${counted(quotations, "quotation")} not checked against a copy`, quotations);
      part(panel, `${counted(drafts, "draft")} that no page shows`, drafts, placeItem);
    });
    const host = panels.page.host;
    const [file] = files;
    if (!host || !file || !file.href || host.shadowRoot.querySelector("nav")) return;
    const corner = element("nav");
    corner.setAttribute("aria-label", "Source of this page");
    const link = element("a", "", "Edit this file");
    link.href = file.href;
    link.title = file.place;
    corner.append(link);
    host.shadowRoot.append(corner);
  }

  function warn(warnings) {
    atEnd("warnings", warnings, `${counted(warnings, "warning")} in the content`, (panel) => {
      if (warnings.first.length) fill(panel, warnings);
    });
  }

  function hear(event) {
    const { version: current, faults, warnings, page } = JSON.parse(event.data);
    if (current !== version) {
      disconnect();
      location.reload();
      return;
    }
    tellOfPage(page);
    warn(warnings);
    // Closed means read: the same mistakes do not come back until something has changed.
    const saying = JSON.stringify(faults);
    if (saying === said) return;
    said = saying;
    if (faults.first.length) open(faults);
    else close();
  }

  function disconnect() {
    if (events) events.close();
    events = null;
  }

  // Browsers allow six connections to a server: pages that nobody looks at do without.
  function connect() {
    if (document.visibilityState === "hidden") disconnect();
    else if (!events) {
      events = new EventSource(`/-/events?page=${encodeURIComponent(location.pathname)}`);
      events.addEventListener("message", hear);
      events.addEventListener("error", () => {
        // Refused for good, or so the browser thinks: the server may start again all the same.
        if (events && events.readyState === EventSource.CLOSED) {
          disconnect();
          setTimeout(connect, 1000);
        }
      });
    }
  }

  document.addEventListener("visibilitychange", connect);
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  connect();
})();
