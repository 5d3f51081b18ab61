// Served by the preview alone: reloads the page when the site has changed, shows over it what is
// wrong with the sources, and at its end, folded, what a build warned of. All that it is told is set
// as text, never as markup.
"use strict";
(() => {
  const version = document.currentScript.dataset.version;
  let events = null;
  let host = null;
  let list = null;
  let said = "";
  let warned = "";
  const OPEN = "defectarchive-warnings-open";

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

  function faultItem(fault) {
    const item = element("li");
    item.append(element("p", "place", `${fault.place} ${fault.kind}`.trim()));
    item.append(element("p", "message", fault.message));
    if (fault.excerpt) item.append(element("pre", "", fault.excerpt));
    if (fault.hint) item.append(element("p", "hint", fault.hint));
    return item;
  }

  // In a tree of its own: the site's styles do not reach in, and these do not reach out.
  function apart(name, panel) {
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/-/overlay.css";
    const made = element(name);
    made.attachShadow({ mode: "open" }).append(style, panel);
    document.body.append(made);
    return made;
  }

  function fill(panel, { first, more }) {
    const items = element("ol");
    for (const fault of first) items.append(faultItem(fault));
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

  function warn(warnings) {
    if (list) list.remove();
    list = null;
    if (!warnings.first.length) return;
    const panel = element("details");
    // A page that is loaded anew after each edit does not fold up what is being read.
    panel.open = sessionStorage.getItem(OPEN) === "yes";
    panel.addEventListener("toggle", () => {
      sessionStorage.setItem(OPEN, panel.open ? "yes" : "no");
    });
    panel.append(element("summary", "", `${counted(warnings, "warning")} in the content`));
    fill(panel, warnings);
    list = apart("defectarchive-warnings", panel);
  }

  function hear(event) {
    const { version: current, faults, warnings } = JSON.parse(event.data);
    if (current !== version) {
      disconnect();
      location.reload();
      return;
    }
    const warning = JSON.stringify(warnings);
    if (warning !== warned) warn(warnings);
    warned = warning;
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
      events = new EventSource("/-/events");
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
