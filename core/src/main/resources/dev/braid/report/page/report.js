/* Draws the figures in the colours of the theme, sorts tables, and answers #png and #selftest. */
(() => {
  "use strict";
  const root = document.documentElement;
  const errors = [];
  const fail = message => {
    errors.push(String(message));
    document.body.dataset.errors = JSON.stringify(errors);
  };
  document.body.dataset.errors = "[]";
  window.addEventListener("error", event => fail(event.message));
  window.addEventListener("unhandledrejection", event => fail(event.reason));
  const loud = console.error;
  console.error = (...words) => {
    fail(words.join(" "));
    loud.apply(console, words);
  };

  /* ---- colours ---- */
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect"];
  const DASHES = ["solid", "dashed", "dotted"];
  const colour = name => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const look = () => ({
    paper: colour("paper"), panel: colour("panel"), ink: colour("ink"), soft: colour("soft"), line: colour("line"),
    series: colour("series").split(/\s+/),
    growing: colour("growing").split(/\s+/), diverging: colour("diverging").split(/\s+/),
  });
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark"
    : window.matchMedia("(prefers-color-scheme: dark)").matches;

  /* ---- figures ---- */
  const figures = [...document.querySelectorAll("figure")].map(element => {
    let option = null;
    return {
      element,
      name: element.dataset.name,
      title: element.querySelector("figcaption strong").textContent,
      place: element.querySelector(".chart"),
      get option() { return option ??= JSON.parse(element.querySelector("script").textContent); },
      chart: null,
    };
  });

  /* Below a chart, names that do not fit beside each other are turned by 50 degrees; long ones then need more height. */
  const LONGEST_NAME = 200;
  const LETTER = 6.5;
  const letters = names => Math.max(...names.map(name => name.length));
  const isTight = (axis, width) => LETTER * letters(axis.data) > 0.7 * width / axis.data.length;
  const isTurned = (axis, width) => axis.type === "category" && letters(axis.data) > 4
    && (axis.data.length > 5 || isTight(axis, width));
  const turnedRoom = (axis, width) =>
    isTurned(axis, width) ? Math.max(0, 0.77 * Math.min(LONGEST_NAME, LETTER * letters(axis.data)) - 69) : 0;

  const short = value => {
    const size = Math.abs(value);
    if (size >= 1e6) return +(value / 1e6).toPrecision(4) + "M";
    if (size >= 1e4) return +(value / 1e3).toPrecision(4) + "k";
    return String(+Number(value).toPrecision(5));
  };

  /* An axis begins a little before its values, but not below 0 where none of them is. */
  const fromZeroIfNear = ({ min, max }) => min >= 0 && min < 0.1 * (max - min) ? 0 : null;

  function dressedAxis(axis, theme, horizontal, width) {
    return {
      ...axis,
      ...(axis.scale ? { min: fromZeroIfNear } : {}),
      nameLocation: "middle",
      nameTextStyle: { color: theme.soft, fontSize: width < 400 ? 10 : 12 },
      nameGap: horizontal ? 26 : 14,
      axisLine: { show: horizontal, lineStyle: { color: theme.line } },
      axisTick: { show: false },
      axisLabel: axis.type === "category"
        ? categoryLabel(axis, theme, horizontal, width)
        : { color: theme.soft, hideOverlap: true, formatter: short },
      splitLine: { show: axis.type !== "category", lineStyle: { color: theme.line, opacity: 0.7 } },
      splitNumber: 4,
    };
  }

  /* More names than fit are left out, evenly. */
  function categoryLabel(axis, theme, horizontal, width) {
    const many = axis.data.length > (horizontal ? 44 : 30) || horizontal && !isTurned(axis, width) && isTight(axis, width);
    const label = { color: theme.ink, width: 120, overflow: "truncate", interval: many ? "auto" : 0 };
    if (!horizontal) return { ...label, width: Math.max(120, width / 5) };
    if (isTurned(axis, width)) return { ...label, width: LONGEST_NAME, rotate: 50 };
    return { ...label, width: Math.max(60, 0.7 * width / axis.data.length) };
  }

  /* Numbers stand in the cells where there is room for them. */
  function dressedHeat(series, theme, scale, cellWidth) {
    const digits = scale.max - scale.min < 0.25 * Math.max(Math.abs(scale.max), Math.abs(scale.min)) ? 3 : 2;
    const number = item => String(+Number(item.value[2]).toPrecision(digits));
    return { ...series, label: { ...series.label, show: series.label.show && cellWidth > 27, color: theme.ink, fontSize: 11, formatter: number },
      itemStyle: { borderColor: theme.paper, borderWidth: series.label.show ? 1 : 0 } };
  }

  const brief = value => String(+Number(value).toPrecision(2));

  function dressedSeries(all, theme) {
    let next = 0;
    return all.map(series => {
      const reference = series.role === "reference";
      const whiskers = series.role === "whiskers"; // of the series before
      const at = reference ? 0 : whiskers ? next - 1 : next++;
      const tone = reference ? theme.soft : theme.series[at % theme.series.length];
      const line = DASHES[Math.floor(at / theme.series.length) % DASHES.length];
      const marks = series.markPoint;
      return {
        ...series,
        symbol: SYMBOLS[at % SYMBOLS.length],
        symbolSize: series.type === "scatter" ? 11 : 7,
        itemStyle: { color: tone },
        lineStyle: { width: 2, type: whiskers ? "solid" : line, ...series.lineStyle, color: tone },
        label: series.label && { ...series.label, color: theme.ink },
        markPoint: marks && { ...marks, symbolSize: series.type === "scatter" ? 19 : 13, itemStyle: { ...marks.itemStyle, borderColor: tone } },
      };
    });
  }

  /* An element, so that no name is ever taken for markup. */
  function told(option, item) {
    const box = document.createElement("div");
    const value = (axis, number) => axis.name + (axis.name ? ": " : "")
      + (axis.type === "category" ? axis.data[number] : short(number));
    const lines = [item.seriesName, value(option.xAxis, item.value[0]), value(option.yAxis, item.value[1])];
    if (option.valueName) lines.push(option.valueName + ": " + short(item.value[2]));
    for (const text of lines) {
      box.appendChild(document.createElement("div")).textContent = text;
    }
    return box;
  }

  /* A page's legend can be leafed through; on paper and in a picture it has as many lines as it needs. */
  function legendLines(names, width) {
    const all = names.reduce((sum, name) => sum + 40 + LETTER * name.length, 0);
    return Math.ceil(1.1 * all / width);
  }

  function dressed(option, theme, width, medium) {
    const above = medium === "picture" ? 34 : 0; // room for the title
    const lines = option.legend && medium !== "page" ? legendLines(option.legend.data, width) : 1;
    const curves = option.series.some(series => series.type === "line" && !series.role);
    const heat = option.visualMap && {
      min: option.visualMap.min, max: option.visualMap.max, calculable: false, orient: "vertical", right: 0, top: "middle",
      itemWidth: 12, itemHeight: 90, text: [brief(option.visualMap.max), brief(option.visualMap.min)],
      textStyle: { color: theme.soft }, inRange: { color: theme[option.visualMap.role] },
    };
    const legend = option.legend && {
      ...option.legend, type: medium === "page" ? "scroll" : "plain", left: 0, top: above, textStyle: { color: theme.ink },
      pageTextStyle: { color: theme.soft }, pageIconColor: theme.soft, pageIconInactiveColor: theme.line,
    };
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      visualMap: heat,
      grid: { left: 8, right: heat ? 62 : 22, top: above + (legend ? 14 + 24 * lines : 14), bottom: 8, outerBoundsMode: "same", outerBoundsContain: "all" },
      legend,
      tooltip: {
        trigger: curves ? "axis" : "item",
        confine: true,
        extraCssText: "max-width:100%;white-space:normal", // long lines on a phone
        backgroundColor: theme.panel,
        borderColor: theme.line,
        textStyle: { color: theme.ink },
        valueFormatter: short,
        ...(curves ? {} : { formatter: item => told(option, item) }),
      },
      xAxis: dressedAxis(option.xAxis, theme, true, width),
      yAxis: dressedAxis(option.yAxis, theme, false, width),
      series: heat ? option.series.map(series => dressedHeat(series, theme, option.visualMap, 0.65 * width / option.xAxis.data.length)) : dressedSeries(option.series, theme),
    };
  }

  /* What is folded is drawn when it is opened, so that a page with hundreds of figures opens at once. */
  const isFolded = figure => figure.element.closest("details:not([open])") !== null;

  /* Of a figure with names below each other; 0 for others. */
  const heightOf = (figure, width, perRow) => {
    const rows = Number(figure.element.dataset.rows);
    return rows > 0 ? perRow * rows + 70 + turnedRoom(figure.option.xAxis, width) : 0;
  };

  function drawOnPage(figure, theme) {
    const height = heightOf(figure, figure.place.clientWidth, 34);
    if (height > 0) figure.place.style.height = height + "px";
    figure.chart = echarts.init(figure.place, null, { renderer: "svg" });
    figure.chart.setOption(dressed(figure.option, theme, figure.place.clientWidth, "page"));
  }

  /* Of a size of its own, for nobody knows how wide the paper is; the view box lets the style sheet fit it. */
  function drawOnPaper(figure, theme) {
    const isWide = figure.element.classList.contains("wide");
    const width = isWide ? 680 : 330;
    const legend = figure.option.legend ? 24 * (legendLines(figure.option.legend.data, width) - 1) : 0;
    const height = (heightOf(figure, width, 21) || (isWide ? 290 : 240)) + legend;
    figure.chart = echarts.init(figure.place, null, { renderer: "svg", width, height });
    figure.chart.setOption(dressed(figure.option, theme, width, "paper"));
    figure.place.querySelector("svg").setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  function clear() {
    for (const figure of figures) {
      if (figure.chart) figure.chart.dispose();
      figure.chart = null;
    }
  }

  function drawMissing() {
    const theme = look();
    figures.filter(figure => !figure.chart && !isFolded(figure)).forEach(figure => drawOnPage(figure, theme));
  }

  function draw() {
    clear();
    drawMissing();
  }

  /* ---- paper: everything opened, in light colours ---- */
  let before = null;

  function toPaper() {
    if (before) return;
    before = { theme: root.dataset.theme, folded: [...document.querySelectorAll("details:not([open])")] };
    before.folded.forEach(part => { part.open = true; });
    root.dataset.theme = "light"; // the style sheet for paper does not hold yet
    clear();
    const theme = look();
    figures.forEach(figure => drawOnPaper(figure, theme));
  }

  function fromPaper() {
    if (!before) return;
    before.folded.forEach(part => { part.open = false; });
    if (before.theme) root.dataset.theme = before.theme;
    else delete root.dataset.theme;
    before = null;
    draw();
  }

  function setTheme(name) {
    root.dataset.theme = name;
    label();
    draw();
  }

  function label() {
    const button = document.getElementById("theme");
    button.textContent = dark() ? "Light" : "Dark";
    button.setAttribute("aria-pressed", String(dark()));
    button.setAttribute("aria-label", dark() ? "Switch to light colours" : "Switch to dark colours");
  }

  /* ---- tables ---- */
  function sort(table, column) {
    const heads = [...table.tHead.rows[0].cells];
    const numbers = heads[column].classList.contains("number");
    const usual = numbers ? "descending" : "ascending"; // the largest first; names from A on
    const other = numbers ? "ascending" : "descending";
    const order = heads[column].getAttribute("aria-sort") === usual ? other : usual;
    heads.forEach((head, i) => head.setAttribute("aria-sort", i === column ? order : "none"));
    const key = row => {
      const cell = row.cells[column];
      return numbers ? Number(cell.dataset.order) : cell.textContent;
    };
    const compare = (a, b) => {
      const left = key(a);
      const right = key(b);
      if (!numbers) return left.localeCompare(right);
      if (Number.isNaN(left) || Number.isNaN(right)) return 0;
      return left - right;
    };
    const rows = [...table.tBodies[0].rows];
    const defined = rows.filter(row => !(numbers && Number.isNaN(key(row))));
    const undefinedLast = rows.filter(row => numbers && Number.isNaN(key(row)));
    defined.sort((a, b) => order === "ascending" ? compare(a, b) : compare(b, a));
    table.tBodies[0].append(...defined, ...undefinedLast);
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, column) =>
      head.querySelector("button").addEventListener("click", () => sort(table, column)));
  }

  /* ---- pictures for papers ---- */
  function pictures() {
    root.dataset.theme = "light";
    const theme = look();
    for (const figure of figures) {
      const place = document.createElement("div");
      const rows = Number(figure.element.dataset.rows);
      const width = 800;
      const height = rows > 0 ? 48 * rows + 130 + turnedRoom(figure.option.xAxis, width) : 500;
      place.style.cssText = "position:absolute;left:-9999px;width:" + width + "px;height:" + height + "px";
      document.body.append(place);
      const chart = echarts.init(place, null, { renderer: "canvas", width, height });
      chart.setOption({
        ...dressed(figure.option, theme, width, "picture"),
        title: { text: figure.title, left: 4, top: 4, textStyle: { color: theme.ink, fontSize: 16 } },
      });
      const picture = document.createElement("script");
      picture.type = "text/plain";
      picture.className = "picture";
      picture.id = figure.name;
      picture.textContent = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: theme.paper });
      chart.dispose();
      place.remove();
      document.body.append(picture);
    }
  }

  /* ---- what the tests ask ---- */
  const drawn = () => figures.map(figure => ({
    name: figure.name,
    folded: isFolded(figure),
    marks: figure.place.querySelectorAll("svg path").length,
    words: [...figure.place.querySelectorAll("svg text")].map(text => text.textContent),
  }));

  function sorted(table) {
    return [...table.tHead.rows[0].cells].flatMap((head, column) => [1, 2].map(() => {
      head.querySelector("button").click();
      const cells = [...table.tBodies[0].rows].map(row => row.cells[column]);
      return {
        table: table.caption.textContent,
        column: head.textContent,
        order: head.getAttribute("aria-sort"),
        numbers: head.classList.contains("number"),
        keys: cells.map(cell => head.classList.contains("number") ? cell.dataset.order : cell.textContent),
      };
    }));
  }

  const settled = () => new Promise(resolve => setTimeout(resolve, 50));

  /* The page as it opens, then with everything opened by hand, then on paper. */
  async function selftest() {
    const opening = drawn();
    window.dispatchEvent(new Event("beforeprint"));
    const onPaper = drawn();
    const fixed = figures.filter(figure => !figure.place.querySelector("svg[viewBox]")).map(figure => figure.name);
    window.dispatchEvent(new Event("afterprint"));
    await settled();
    const afterPaper = drawn();
    document.querySelectorAll("details").forEach(part => { part.open = true; });
    await settled();
    const first = drawn();
    document.getElementById("theme").click();
    const second = drawn();
    document.getElementById("theme").click();
    const tips = figures.map(figure => {
      figure.chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: 0 });
      return figure.place.textContent;
    });
    const result = {
      tips,
      opening,
      onPaper,
      fixed,
      afterPaper,
      charts: first,
      chartsInOtherTheme: second,
      sorts: [...document.querySelectorAll("table.sortable")].flatMap(sorted),
      width: root.clientWidth,
      overflow: root.scrollWidth - root.clientWidth,
      outside: [...document.querySelectorAll("[src],[href]")].map(e => e.getAttribute("src") || e.getAttribute("href"))
        .filter(address => !address.startsWith("#")),
      images: document.images.length,
      errors,
    };
    document.body.dataset.selftest = JSON.stringify(result);
    if (window.parent !== window) window.parent.postMessage(JSON.stringify(result), "*");
  }

  label();
  document.getElementById("theme").addEventListener("click", () => setTheme(dark() ? "light" : "dark"));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { label(); draw(); });
  window.addEventListener("resize", () => { if (!before) figures.forEach(figure => figure.chart && figure.chart.resize()); });
  document.addEventListener("toggle", () => { if (!before) drawMissing(); }, true); // it does not bubble
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);
  if (["#dark", "#light"].includes(location.hash)) root.dataset.theme = location.hash.slice(1);
  if (location.hash === "#png") {
    pictures();
  } else {
    label();
    draw();
    if (location.hash === "#selftest") setTimeout(selftest, 50);
  }
})();
