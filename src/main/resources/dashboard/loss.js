// Losses over everybody, drift marks, and which modalities are there.
import { Chart } from "/chart.js";
import { byId, draw, fetchJson, make, moment, percent } from "/text.js";

let chart = null;
let drifts = [];
let losses = null;

export async function refreshLoss() {
  losses = (await fetchJson("/api/losses")) ?? losses;
  show();
}

export function showDrifts(snapshots) {
  drifts = snapshots.filter((s) => s.drift);
  byId("drifts").replaceChildren(...drifts.map((s) => make("li", {}, `${moment(s.time)} UTC: ${s.drift}`)));
  show();
}

function show() {
  if (!losses) return;
  chart ??= new Chart(byId("loss"));
  chart.show({
    title: "Loss",
    time: losses.time,
    height: 220,
    marks: drifts.map((s) => s.time),
    series: [
      { label: "of the model", values: losses.loss, colour: "m0" },
      { label: "of cross-prediction", values: losses.cross, colour: "m1", dash: [8, 4] },
      { label: "of the running mean", values: losses.mean, colour: "quiet", dash: [2, 3] },
    ],
  });
  present();
}

function present() {
  const weight = losses.windows.reduce((a, b) => a + b, 0);
  const rows = Object.entries(losses.present).map(([name, shares]) => {
    const all = shares.reduce((sum, share, i) => sum + share * losses.windows[i], 0) / weight;
    const newest = shares[shares.length - 1];
    const bar = draw("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": `${name}: ${percent(all)}` },
      draw("rect", { class: "rest", width: 100, height: 10 }), draw("rect", { class: "full", width: 100 * all, height: 10 }));
    return make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, bar), make("td", { class: "n" }, percent(newest)), make("td", { class: "n" }, percent(all)));
  });
  byId("present").tBodies[0].replaceChildren(...rows);
}
