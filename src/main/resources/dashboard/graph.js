// The section of the graph: which snapshot is shown, in picture, words and table.
import { choose, key, sharedLatents, showGraph, sure } from "/graph-view.js";
import { modalityColour, modalityPoints, onTheme } from "/theme.js";
import { showReport } from "/report.js";
import { byId, draw, fetchJson, make, moment, number, percent, whole } from "/text.js";

let snapshots = [];
let at = 0;
let follow = true;
let graph = null;
let chosen = null;
const listeners = [];

export const onSnapshots = (listener) => listeners.push(listener);

export function startGraph() {
  byId("snapshot").addEventListener("input", (e) => go(Number(e.target.value)));
  byId("snapshot-earlier").addEventListener("click", () => go(at - 1));
  byId("snapshot-later").addEventListener("click", () => go(at + 1));
  byId("snapshot-follow").addEventListener("click", () => (follow ? setFollow(false) : go(snapshots.length - 1)));
  byId("candidates").addEventListener("change", () => graph && picture());
  onTheme(() => graph && legend());
}

export async function refreshSnapshots() {
  const answer = await fetchJson("/api/graphs");
  const list = answer?.snapshots ?? [];
  if (list.length === 0) return;
  const shownId = snapshots[at]?.id;
  snapshots = list;
  byId("graph-empty").hidden = true;
  byId("graph-body").hidden = false;
  byId("snapshot").max = String(list.length - 1);
  listeners.forEach((listener) => listener(list, answer.drift));
  const same = list.findIndex((s) => s.id >= shownId);
  if (follow || same < 0) {
    await load(list.length - 1);
  } else {
    at = same;
    await load(at);
  }
}

function setFollow(on) {
  follow = on;
  byId("snapshot-follow").setAttribute("aria-pressed", String(on));
}

function go(index) {
  const to = Math.max(0, Math.min(snapshots.length - 1, index));
  setFollow(to === snapshots.length - 1);
  load(to);
}

let wanted = 0;
async function load(index) {
  at = index;
  const slider = byId("snapshot");
  slider.value = String(index);
  slider.setAttribute("aria-valuetext", `${index + 1} of ${snapshots.length}, ${moment(snapshots[index].time)} UTC`);
  const ticket = ++wanted;
  const loaded = graph?.id === snapshots[index].id ? graph : await fetchJson("/api/graph?id=" + snapshots[index].id);
  if (loaded && ticket === wanted) {
    graph = loaded;
    show();
  }
}

function show() {
  byId("snapshot-text").textContent =
    `Snapshot ${at + 1} of ${snapshots.length}: ${moment(graph.time)} UTC, model ${graph.model_version}, ${whole(graph.windows)} windows learned` +
    (graph.drift ? `; ${graph.drift}` : "");
  byId("snapshot-earlier").disabled = at === 0;
  byId("snapshot-later").disabled = at === snapshots.length - 1;
  picture();
  legend();
  changes();
  links();
  showReport(graph);
}

function picture() {
  const selected = graph.edges.filter((e) => e.selected);
  showGraph(graph, byId("candidates").checked);
  choose(chosen);
  byId("graph").setAttribute(
    "aria-label",
    `Causal graph of ${graph.nodes.length} latents with ${selected.length} links` +
      (selected.length ? `: ${selected.map(named).join("; ")}` : "") + ". The table of links says the same.",
  );
}

const likely = (e) => (e.probability === null ? "" : ", " + percent(e.probability));
const named = (e) => `${e.source} ${e.direction_support === null ? "and" : "to"} ${e.target}${likely(e)}`;
const arrow = (e) => `${e.source} ${e.direction_support === null ? "–" : "→"} ${e.target}`;

function legend() {
  const modalities = [...new Set(graph.nodes.map((n) => n.modality))];
  byId("graph-legend").replaceChildren(...modalities.map((m) => {
    const reading = graph.reading[m];
    const points = modalityPoints(m);
    const shape = points ? draw("polygon", { points, fill: modalityColour(m) }) : draw("circle", { cx: 10, cy: 10, r: 9, fill: modalityColour(m) });
    const swatch = draw("svg", { class: "key", viewBox: "0 0 20 20", "aria-hidden": "true" }, shape);
    return make("li", {}, swatch, `${m}${reading ? " (" + READING[reading] + ")" : ""}`);
  }));
  const shared = sharedLatents(graph);
  byId("graph-shared").hidden = shared.length === 0;
  byId("graph-shared").textContent = `Names of one latent, joined by dotted lines; the first carries its links: ${shared.map((names) => names.join(" = ")).join("; ")}.`;
}

const READING = { COMPONENT: "read singly", BLOCK_ONLY: "read together only", NONE: "not to be read", UNDECIDED: "undecided" };

function changes() {
  const list = byId("changes");
  const change = graph.change;
  if (!change) {
    list.replaceChildren(make("li", {}, "This is the first snapshot held."));
    return;
  }
  const line = (kind, word, text) => make("li", {}, make("span", { class: kind }, word), " " + text);
  const lines = [
    ...change.appeared.map((e) => line("new", "＋ new:", arrow(e) + likely(e))),
    ...change.vanished.map((e) => line("gone", "－ gone:", arrow(e))),
    ...change.moved.map((e) => line("", "∼ moved:", `${arrow(e)}, ${percent(e.before)} to ${percent(e.probability)}`)),
  ];
  list.replaceChildren(...(lines.length ? lines : [make("li", {}, "No link came, went or moved.")]));
}

function links() {
  const selected = graph.edges.filter((e) => e.selected).sort((a, b) => sure(b) - sure(a));
  const rows = selected.map((e) => {
    const own = key(e);
    const button = make("button", { type: "button", "aria-pressed": String(chosen === own) }, arrow(e));
    button.addEventListener("click", () => {
      chosen = chosen === own ? null : own;
      choose(chosen);
      byId("links").querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b === button && chosen !== null)));
    });
    return make("tr", {}, make("td", {}, button), make("td", { class: "n" }, percent(e.probability)), make("td", { class: "n" }, number(e.score)), make("td", { class: "n" }, percent(e.stability)));
  });
  const body = byId("links").tBodies[0];
  const focused = [...body.querySelectorAll("button")].findIndex((b) => b === document.activeElement);
  body.replaceChildren(...(rows.length ? rows : [make("tr", {}, make("td", { colspan: "4" }, "No link is supported yet."))]));
  if (focused >= 0) body.querySelectorAll("button")[Math.min(focused, rows.length - 1)]?.focus();
}
