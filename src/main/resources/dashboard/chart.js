// Time series with bands, by uPlot: one chart is a figure with its own words for who cannot see it.
import uPlot from "/lib/uplot.js";
import { colour, onTheme } from "/theme.js";
import { draw, make, moment, number } from "/text.js";

const charts = new Set();
onTheme(() => charts.forEach((chart) => chart.redraw()));
new ResizeObserver(() => charts.forEach((chart) => chart.resize())).observe(document.body);

// spec: { title, unit, time (ms), series: [{ label, values, low, high, colour, dash }], height, range (ms), scale (of values), digits, group, marks }
export class Chart {
  constructor(parent) {
    this.caption = make("strong");
    this.readout = make("span", { class: "readout" });
    this.key = make("ul", { class: "legend quiet" });
    this.plot = make("div", { class: "plot", role: "img" });
    this.figure = make("figure", {}, make("figcaption", {}, this.caption, " ", this.readout), this.key, this.plot);
    parent.append(this.figure);
    charts.add(this);
  }

  show(spec) {
    this.spec = spec;
    this.caption.textContent = spec.title;
    this.tell(null);
    this.plot.setAttribute("aria-label", `${spec.title}: ${this.words()}`);
    const form = JSON.stringify([spec.series.map((s) => [s.label, Boolean(s.low), s.colour, s.dash]), spec.height, spec.group]);
    if (this.view && form === this.form) {
      this.view.setData(this.columns(), true);
    } else {
      this.form = form;
      this.redraw();
    }
  }

  columns() {
    const { time, series } = this.spec;
    const bands = series.filter((s) => s.low);
    return [time.map((t) => t / 1000), ...series.map((s) => s.values), ...bands.flatMap((s) => [s.high, s.low])];
  }

  redraw() {
    if (!this.spec) return;
    this.view?.destroy();
    const { series, height, group } = this.spec;
    this.key.hidden = series.length < 2;
    this.key.replaceChildren(...series.map(keyOf));
    const ink = colour("quiet");
    const grid = { stroke: colour("line"), width: 1 };
    const lines = series.map((s) => ({ label: s.label, stroke: colour(s.colour), width: 2, dash: s.dash, points: { size: 4 } }));
    const bands = [];
    const edges = [];
    series.filter((s) => s.low).forEach((s) => {
      const at = 1 + series.length + edges.length;
      edges.push({ stroke: "transparent", points: { show: false } }, { stroke: "transparent", points: { show: false } });
      bands.push({ series: [at, at + 1], fill: colour(s.colour) + "38" });
    });
    this.view = new uPlot(
      {
        width: this.width(),
        height,
        tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), "Etc/UTC"),
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, sync: group ? { key: group } : undefined, points: { size: 6 } },
        scales: { x: { time: true, range: (view, low, high) => this.range(low, high) }, y: this.spec.scale ? { range: this.spec.scale } : {} },
        axes: [
          { stroke: ink, grid, ticks: grid, size: 32, values: "{HH}:{mm}", space: 70 },
          { stroke: ink, grid, ticks: grid, size: 52, space: 26, values: (view, ticks) => ticks.map((t) => (t === null ? "" : short(t))) },
        ],
        series: [{}, ...lines, ...edges],
        bands,
        hooks: { setCursor: [(view) => this.tell(view.cursor.idx)], draw: [(view) => this.mark(view)] },
      },
      this.columns(),
      this.plot,
    );
  }

  range(low, high) {
    const range = this.spec.range;
    return range ? [range[0] / 1000, range[1] / 1000] : low === high ? [low - 60, high + 60] : [low, high];
  }

  // Drift alarms: a dashed line and its number, which stands beside its words in the list below.
  mark(view) {
    const marks = this.spec.marks ?? [];
    const { ctx, bbox } = view;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colour("mark");
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.font = `bold ${13 * devicePixelRatio}px system-ui`;
    marks.forEach((time, i) => {
      const x = view.valToPos(time / 1000, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) return;
      ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillText(String(i + 1), x + 4 * devicePixelRatio, bbox.top + 14 * devicePixelRatio);
    });
    ctx.restore();
  }

  tell(index) {
    const { time, series, unit, digits } = this.spec;
    const end = this.spec.range?.[1] ?? Infinity;
    const at = index ?? Math.max(0, time.findLastIndex((t) => t <= end));
    if (time.length === 0) {
      this.readout.textContent = "";
      return;
    }
    const values = series.map((s) => {
      const spread = s.low && s.deviation ? ` ± ${number(s.deviation[at], digits)}` : "";
      return `${series.length > 1 ? s.label + " " : ""}${number(s.values[at], digits)}${spread}`;
    });
    this.readout.textContent = `${moment(time[at])}: ${values.join(", ")}${unit ? " " + unit : ""}`;
  }

  words() {
    const { time, series, digits } = this.spec;
    if (time.length === 0) return "no data yet.";
    const parts = series.map((s) => {
      const known = s.values.filter((v) => v !== null);
      return known.length === 0
        ? `${s.label}: nothing known`
        : `${s.label}: ${number(known[known.length - 1], digits)} at the end, from ${number(Math.min(...known), digits)} to ${number(Math.max(...known), digits)}`;
    });
    return `${moment(time[0])} to ${moment(time[time.length - 1])} UTC. ${parts.join("; ")}.`;
  }

  width() {
    return Math.max(120, Math.floor(this.plot.getBoundingClientRect().width));
  }

  resize() {
    if (this.view && Math.abs(this.width() - this.view.width) > 1) {
      this.view.setSize({ width: this.width(), height: this.spec.height });
    }
  }

  remove() {
    this.view?.destroy();
    this.figure.remove();
    charts.delete(this);
  }
}

const keyOf = (s) =>
  make("li", {}, draw("svg", { width: 34, height: 8, "aria-hidden": "true" }, draw("line", { x1: 0, x2: 34, y1: 4, y2: 4, stroke: colour(s.colour), "stroke-width": 2, "stroke-dasharray": s.dash?.join(" ") })), s.label);

const short = (value) => (Math.abs(value) >= 10000 ? value.toExponential(0) : String(Math.round(value * 1000) / 1000));
