// Losses over everybody, drift marks, and which modalities are there over time.
import { Chart } from "/chart.js";
import { modalityHue } from "/theme.js";
import { byId, draw, fetchJson, make, moment, percent } from "/text.js";

const DASHES = [[8, 4], [2, 3], [10, 3, 2, 3]];

let chart = null;
let presence = null;
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
  presence ??= new Chart(byId("presence"));
  presence.show({
    title: "Share of windows that had data, %",
    time: losses.time,
    height: 150,
    scale: [0, 100],
    digits: 0,
    series: [
      { label: "mean of all", values: together(), colour: "ink" },
      ...Object.entries(losses.present).map(([name, shares], i) => ({ label: name, values: shares.map((s) => 100 * s), colour: modalityHue(name), dash: DASHES[i % DASHES.length] })),
    ],
  });
  present();
}

function together() {
  const all = Object.values(losses.present);
  return losses.time.map((_, t) => (100 * all.reduce((sum, shares) => sum + shares[t], 0)) / all.length);
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
