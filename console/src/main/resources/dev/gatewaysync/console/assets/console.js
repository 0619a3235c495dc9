"use strict";
// What pages cannot do without a script: charts, copying, keys, and light or dark. Everything else works without.
(() => {
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  if (stored()) root.dataset.theme = stored();

  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  // The menu of a narrow screen.
  const fold = (button, open) => {
    button.setAttribute("aria-expanded", String(open));
    button.parentElement.classList.toggle("open", open);
  };
  document.addEventListener("keydown", event => {
    const button = document.querySelector("[data-fold][aria-expanded=true]");
    if (event.key !== "Escape" || !button) return;
    fold(button, false);
    button.focus();
  });

  document.addEventListener("click", event => {
    const target = event.target.closest("[data-copy],[data-theme-switch],[data-choose-all],[data-fold]");
    if (!target) return;
    if ("fold" in target.dataset) {
      fold(target, target.getAttribute("aria-expanded") !== "true");
    } else if (target.dataset.copy) {
      navigator.clipboard.writeText(document.querySelector(target.dataset.copy).textContent).then(() => {
        target.textContent = "Copied";
        setTimeout(() => { target.textContent = "Copy"; }, 1500);
      });
    } else if (target.dataset.chooseAll) {
      const boxes = [...document.querySelectorAll(target.dataset.chooseAll + " input[type=checkbox]")];
      const all = boxes.every(box => box.checked);
      boxes.forEach(box => { box.checked = !all; });
    } else {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* a private window forgets it */ }
      charts.forEach(chart => chart.draw());
    }
  });

  document.addEventListener("change", event => {
    if (event.target.matches("[data-submit]")) event.target.form.submit();
  });

  // The one before or behind the row that is chosen, the first if none is; at the end the page that follows.
  const step = by => {
    const beside = document.querySelector(`[data-key=${by > 0 ? "j" : "k"}]`);
    if (beside) return beside.click();
    const rows = [...document.querySelectorAll("main .rows a.row")];
    const at = rows.indexOf(document.activeElement);
    const next = rows[at + by];
    if (at < 0 && rows.length) rows[0].focus();
    else if (next) next.focus();
    else document.querySelector(`.pager [rel=${by > 0 ? "next" : "prev"}]`)?.click();
  };

  // g then a letter goes to a page, / goes to the search, j and k to what comes next and before.
  const pages = {
    o: "/", u: "/updates", f: "/failed", h: "/charts", c: "/catalogue", y: "/config", a: "/alerts", s: "/system", p: "/people", t: "/send"
  };
  let went = 0;
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input,select,textarea")) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); } else { location.href = "/updates"; }
    } else if (event.key === "g") {
      went = Date.now();
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    } else if (Date.now() - went < 1500 && pages[event.key]) {
      location.href = pages[event.key];
    }
  });

  // A page refreshes itself; not while it is hidden, nor under somebody's keyboard or selection.
  document.addEventListener("htmx:beforeRequest", event => {
    const live = event.detail.elt;
    if (!live.matches || !live.matches("[data-live]")) return;
    const busy = live.contains(document.activeElement) && document.activeElement !== document.body;
    const selection = getSelection();
    const selecting = selection && !selection.isCollapsed && live.contains(selection.anchorNode);
    if (document.hidden || busy || selecting) event.preventDefault();
  });

  // What somebody has opened stays open when its page refreshes itself.
  let opened = [];
  document.addEventListener("htmx:beforeSwap", () => {
    opened = [...document.querySelectorAll("[data-live] details[open][id]")].map(details => details.id);
  });
  document.addEventListener("htmx:afterSwap", () => opened.forEach(id => {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }));

  const charts = [];
  class Chart {
    constructor(element) { this.element = element; this.plot = null; this.data = null; }
    async load() {
      if (document.hidden && this.data) return;
      const answer = await fetch(this.element.dataset.chart, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const series = await answer.json();
      this.data = [series.times, series.values];
      if (this.plot) this.plot.setData(this.data); else this.draw();
    }
    draw() {
      if (!this.data) return;
      if (this.plot) this.plot.destroy();
      const colour = name => getComputedStyle(root).getPropertyValue(name).trim();
      const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };
      const bars = this.element.dataset.bars;
      this.plot = new uPlot({
        width: this.element.clientWidth, height: 190, cursor: { y: false }, legend: { show: false },
        scales: { y: { range: (u, low, high) => [bars ? 0 : Math.max(0, low - 1), Math.max(high * 1.1, low + 2, 4)] } },
        axes: [axis, { ...axis, size: 46, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000, 50000] }],
        series: [{}, {
          label: this.element.dataset.label, stroke: colour("--accent"), width: bars ? 0 : 2, points: { show: false },
          fill: colour("--accent") + (bars ? "" : "22"), paths: bars ? uPlot.paths.bars({ size: [0.75, 24] }) : uPlot.paths.stepped({ align: 1 })
        }]
      }, this.data, this.element);
    }
  }
  const start = () => {
    if (typeof uPlot === "undefined") return;
    document.querySelectorAll("[data-chart]").forEach(element => {
      const chart = new Chart(element);
      charts.push(chart);
      chart.load();
      setInterval(() => chart.load(), Number(element.dataset.every || 30) * 1000);
    });
    addEventListener("resize", () => charts.forEach(chart => chart.plot && chart.plot.setSize({ width: chart.element.clientWidth, height: 190 })));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach(chart => chart.draw()));
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
