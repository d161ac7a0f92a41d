// The picture of the graph: latents on a ring, modality by modality, always at the same places.
import cytoscape from "/lib/cytoscape.js";
import { colour, modalityColour, modalityShape, onTheme } from "/theme.js";
import { byId } from "/text.js";

const GAP = 1; // a node's worth of space between two modalities
const LABEL = 140; // pixels at most, and about so many a letter
const LETTER = 8;
const NARROW = 480; // pixels; below, labels stand over and under their nodes, where these are few enough
const FEW = 11;
let view = null;
let shown = null;

// What names a link, here and in the table.
export const key = (edge) => edge.source + " → " + edge.target;

// How sure a link is: by its probability, or, where its system knows none, by the repeats that agree.
export const sure = (edge) => edge.probability ?? edge.stability ?? 0;

// Names that are one latent, in the graph's order.
export function sharedLatents(graph) {
  const told = new Set();
  const shared = [];
  for (const node of graph.nodes) {
    if (node.shared_with.length === 0 || told.has(node.id)) continue;
    const names = [node.id, ...node.shared_with];
    names.forEach((name) => told.add(name));
    shared.push(names);
  }
  return shared;
}

export function showGraph(graph, candidates) {
  shown = { graph, candidates };
  const box = byId("graph");
  view ??= cytoscape({
    container: box,
    autoungrabify: true,
    userZoomingEnabled: false,
    userPanningEnabled: false,
    boxSelectionEnabled: false,
  });
  view.elements().remove();
  view.add([...nodes(graph, box), ...edges(graph, candidates)]);
  view.style(style());
  view.resize();
}

function nodes(graph, box) {
  const modalities = [...new Set(graph.nodes.map((n) => n.modality))];
  const slots = graph.nodes.length + modalities.length * GAP;
  const wide = box.clientWidth;
  const high = box.clientHeight;
  const label = Math.min(LABEL, Math.max(...graph.nodes.map((n) => n.id.length)) * LETTER);
  const narrow = wide < NARROW && slots <= FEW;
  const rx = Math.max(30, wide / 2 - (narrow ? label / 2 + 8 : label + 22));
  const ry = high / 2 - 45;
  let slot = 0;
  let before = null;
  return graph.nodes.map((node) => {
    if (before !== null && before !== node.modality) slot += GAP;
    before = node.modality;
    const angle = (2 * Math.PI * slot++) / slots - Math.PI / 2;
    const x = Math.cos(angle);
    const y = Math.sin(angle);
    return {
      group: "nodes",
      data: { id: node.id, modality: node.modality, x, y },
      position: { x: wide / 2 + rx * x, y: high / 2 + ry * y },
      classes: side(x, y, narrow),
    };
  });
}

// Away from the ring; on a narrow screen there is no room at the sides, and labels point to its middle.
function side(x, y, narrow) {
  if (Math.abs(x) < 0.3) return y < 0 ? "top" : "bottom";
  if (narrow) return y < 0 ? "bottom" : "top";
  return x < 0 ? "left" : "right";
}

function edges(graph, candidates) {
  const fresh = new Set((graph.change?.appeared ?? []).map(key));
  const known = new Set(graph.nodes.map((n) => n.id));
  const list = graph.edges.filter((e) => e.selected || candidates).map((e) => edge(e, [
    e.selected ? "selected" : "candidate",
    e.direction_support === null ? "undirected" : "directed",
    fresh.has(key(e)) ? "fresh" : "",
  ].join(" ")));
  const drawn = new Set(list.map((e) => e.data.key));
  const gone = (graph.change?.vanished ?? [])
    .filter((e) => known.has(e.source) && known.has(e.target) && !drawn.has(key(e)))
    .map((e) => edge(e, "vanished"));
  const ties = sharedLatents(graph).flatMap(([first, ...others]) =>
    others.map((other) => ({ group: "edges", data: { source: first, target: other, key: "", width: 2 }, classes: "tie" })));
  return [...list, ...gone, ...ties];
}

const edge = (e, classes) => ({
  group: "edges",
  data: { source: e.source, target: e.target, key: key(e), width: 1.5 + 7 * sure(e) },
  classes,
});

function style() {
  const label = { label: "data(id)", color: colour("ink"), "font-size": 14, "font-family": "system-ui, sans-serif", width: 24, height: 24, "text-wrap": "ellipsis", "text-max-width": LABEL + "px", "text-margin-x": 0 };
  const by = (f) => (element) => f(element.data("modality"));
  return [
    { selector: "node", style: { ...label, "background-color": by(modalityColour), shape: by(modalityShape) } },
    { selector: "node.top", style: { "text-valign": "top", "text-margin-y": -5 } },
    { selector: "node.bottom", style: { "text-valign": "bottom", "text-margin-y": 5 } },
    { selector: "node.left", style: { "text-halign": "left", "text-valign": "center", "text-margin-x": -6 } },
    { selector: "node.right", style: { "text-halign": "right", "text-valign": "center", "text-margin-x": 6 } },
    { selector: "edge", style: { width: "data(width)", "line-color": colour("link"), "curve-style": "bezier", opacity: 0.9, "target-arrow-color": colour("link"), "arrow-scale": 1.1 } },
    { selector: "edge.directed", style: { "target-arrow-shape": "triangle" } },
    { selector: "edge.candidate", style: { "line-style": "dotted", width: 1.5, opacity: 0.5, "target-arrow-shape": "none" } },
    { selector: "edge.tie", style: { "line-style": "dashed", "line-dash-pattern": [2, 6], "line-color": colour("ink"), "curve-style": "straight", "target-arrow-shape": "none" } },
    { selector: "edge.fresh", style: { "line-color": colour("new"), "target-arrow-color": colour("new") } },
    { selector: "edge.vanished", style: { "line-style": "dashed", "line-color": colour("gone"), opacity: 0.8 } },
    { selector: ".dim", style: { opacity: 0.15 } },
    { selector: "edge.chosen", style: { "line-color": colour("focus"), "target-arrow-color": colour("focus"), opacity: 1 } },
  ];
}

// Brings one link forward, or none.
export function choose(link) {
  if (!view) return;
  view.elements().removeClass("dim chosen");
  if (link === null) return;
  const found = view.edges().filter((e) => e.data("key") === link);
  view.elements().not(found).not(found.connectedNodes()).addClass("dim");
  found.addClass("chosen");
}

onTheme(() => view?.style(style()));
let laid = 0;
new ResizeObserver(() => {
  const wide = byId("graph").clientWidth;
  if (shown && wide > 0 && wide !== laid) {
    laid = wide;
    showGraph(shown.graph, shown.candidates);
  }
}).observe(byId("graph"));
