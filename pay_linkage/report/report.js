"use strict";
// Draws the charts, switches the language, filters by category and unit. It calculates nothing and remembers nothing.
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const chosen = { lang: "zh", category: "", unit: "" };
  const views = (window.reportViews = {});
  const NARROW = 600;
  const JOINED = "|";
  const find = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];

  const isWords = (node) => Object.keys(node).length === 2 && "en" in node && "zh" in node;

  /** The node with every text in the chosen language. */
  function spoken(node) {
    if (Array.isArray(node)) return node.map(spoken);
    if (node === null || typeof node !== "object") return node;
    if (isWords(node)) return node[chosen.lang];
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, spoken(value)]));
  }

  const ofCategory = (category) => !chosen.category || !category || category === chosen.category;
  const ofUnit = (units) => !chosen.unit || units.includes(chosen.unit);

  /** The rows that a chart shows; where the chosen unit is seen among others, these are not ``on``. */
  function rowsOf(chart) {
    const rows = chart.rows.filter((row) => ofCategory(row.category));
    if (chart.focus === "filter") return rows.filter((row) => ofUnit(row.units)).map((row) => ({ ...row, on: true }));
    return rows.map((row) => ({ ...row, on: !row.units.length || ofUnit(row.units) }));
  }

  function style(width) {
    const font = getComputedStyle(document.body).fontFamily;
    const text = { labelColor: "#566270", titleColor: "#566270", labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" };
    const narrow = width < NARROW;
    return {
      font,
      background: "transparent",
      view: { stroke: null },
      axis: { ...text, gridColor: "#e6eaee", domainColor: "#8b97a3", tickColor: "#8b97a3", labelLimit: narrow ? 104 : 190 },
      axisY: { grid: false },
      axisXBand: { labelAngle: narrow ? -40 : 0, grid: false },
      legend: { ...text, labelColor: "#1d2733", orient: "top", labelLimit: 240, symbolType: "square" },
      text: { fontSize: 12 },
    };
  }

  async function draw(chart) {
    const place = find("chart-" + chart.name);
    const rows = rowsOf(chart);
    views[chart.name]?.finalize();
    delete views[chart.name];
    place.replaceChildren();
    if (!ofCategory(chart.category)) return;
    if (!rows.length) return nothing(place);
    const spec = { ...spoken(chart.spec), width: "container", data: { name: "rows", values: spoken(rows) } };
    if (chart.lines_by) spec.height = chart.line_height * new Set(rows.map((row) => row[chart.lines_by])).size;
    const options = { mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false };
    options.tooltip = { disableDefaultStyle: true };
    options.config = style(place.clientWidth);
    const label = place.getAttribute("aria-label");
    const made = await vegaEmbed(place, spec, options);
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", label);
    place.removeAttribute("aria-roledescription");
    for (const svg of place.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
    views[chart.name] = made.view;
  }

  function nothing(place) {
    const sentence = document.createElement("p");
    sentence.className = "empty";
    sentence.textContent = document.body.dataset[chosen.lang === "zh" ? "nothingZh" : "nothingEn"];
    place.append(sentence);
  }

  const drawAll = () => Promise.all(charts.map(draw)).then(() => document.documentElement.setAttribute("data-drawn", key()));
  const key = () => [chosen.lang, chosen.category, chosen.unit].join(JOINED);

  function speak(lang) {
    chosen.lang = lang;
    const root = document.documentElement;
    root.dataset.lang = lang;
    root.lang = lang === "zh" ? "zh-CN" : "en";
    for (const node of all("title[data-en], option[data-en]")) node.textContent = node.dataset[lang];
    const label = lang === "zh" ? "labelZh" : "labelEn";
    for (const node of all("[data-label-en]")) node.setAttribute("aria-label", node.dataset[label]);
    for (const button of all("[data-choose]")) button.setAttribute("aria-pressed", String(button.dataset.choose === lang));
  }

  function filter() {
    for (const block of all(".block")) block.hidden = !ofCategory(block.dataset.category);
    for (const row of all("tbody tr")) {
      const units = row.dataset.units ? row.dataset.units.split(JOINED) : null;
      row.hidden = !(ofCategory(row.dataset.category) && (units === null || ofUnit(units)));
    }
    for (const option of all("#unit option[data-category]")) option.hidden = !ofCategory(option.dataset.category);
    const name = (id) => find(id).selectedOptions[0].textContent;
    find("status").textContent = name("category") + ", " + name("unit");
  }

  function choose(changes) {
    document.documentElement.removeAttribute("data-drawn");
    Object.assign(chosen, changes);
    find("category").value = chosen.category;
    find("unit").value = chosen.unit;
    speak(chosen.lang);
    filter();
    return drawAll();
  }

  for (const button of all("[data-choose]")) button.addEventListener("click", () => choose({ lang: button.dataset.choose }));
  find("category").addEventListener("change", (event) => choose({ category: event.target.value, unit: "" }));
  find("unit").addEventListener("change", (event) => {
    const category = event.target.selectedOptions[0].dataset.category;
    choose({ unit: event.target.value, category: category ?? chosen.category });
  });
  find("reset").addEventListener("click", () => choose({ category: "", unit: "" }));
  find("print").addEventListener("click", () => window.print());

  choose({ lang: navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en" });
})();
