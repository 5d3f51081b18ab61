// Served by the preview alone: reloads the page when the site has changed, and shows over it what
// is wrong with the sources. All that it is told is set as text, never as markup.
"use strict";
(() => {
  const version = document.currentScript.dataset.version;
  let events = null;
  let host = null;
  let said = "";

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

  function open(faults, more) {
    close();
    const count = faults.length + more;
    const panel = element("section");
    panel.setAttribute("role", "alert");
    panel.setAttribute("aria-labelledby", "title");
    const title = element("h2", "", `${count} ${count === 1 ? "mistake" : "mistakes"} to mend`);
    title.id = "title";
    const button = element("button", "", "Close");
    button.type = "button";
    button.addEventListener("click", close);
    const list = element("ol");
    for (const fault of faults) list.append(faultItem(fault));
    panel.append(button, title, element("p", "note", "Until then this page stays as it was."), list);
    if (more) panel.append(element("p", "note", `and ${more} more, on the terminal`));
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/-/overlay.css";
    host = element("defectarchive-faults");
    // Its own tree: the site's styles do not reach in, and these do not reach out.
    host.attachShadow({ mode: "open" }).append(style, panel);
    document.body.append(host);
  }

  function hear(event) {
    const { version: current, faults, more } = JSON.parse(event.data);
    if (current !== version) {
      disconnect();
      location.reload();
      return;
    }
    // Closed means read: the same mistakes do not come back until something has changed.
    const saying = JSON.stringify(faults);
    if (saying === said) return;
    said = saying;
    if (faults.length) open(faults, more);
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
