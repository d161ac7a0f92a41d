// The identifiability report in words: a sign, a word and a colour for each finding, never colour alone.
import { byId, make, number, whole } from "/text.js";

const STATUS = {
  SUPPORTED: ["✓", "supported", "The data support it"],
  REFUTED: ["✗", "refuted", "The data speak against it"],
  NOT_TESTABLE: ["?", "cannot be tested", "These data cannot decide it"],
  NOT_ENOUGH_DATA: ["…", "not enough data yet", "More windows are needed"],
};
const READING = {
  COMPONENT: "Each latent may be read by itself: nothing tested speaks against it.",
  BLOCK_ONLY: "Only all latents together may be read; a single one is arbitrary.",
  NONE: "Nothing may be read off its latents.",
  UNDECIDED: "How its latents may be read is not decided.",
};

const SUMMARY = "what may be read off";

let shown = null;

export function showReport(graph) {
  if (shown === graph.id) return;
  shown = graph.id;
  const scopes = [...new Set(graph.findings.map((f) => f.scope))];
  const open = new Set([...byId("report").querySelectorAll("details[open]")].map((d) => d.dataset.scope));
  const parts = scopes.map((scope) => part(scope, graph, open.has(scope)));
  if (graph.assumptions.length) {
    parts.push(make("h3", {}, "Taken for granted, and not testable here"), make("ul", {}, ...graph.assumptions.map((a) => make("li", {}, a))));
  }
  byId("report").replaceChildren(...(parts.length ? parts : [make("p", {}, "This snapshot carries no report yet.")]));
}

function part(scope, graph, open) {
  const findings = graph.findings.filter((f) => f.scope === scope);
  const counts = Object.keys(STATUS).map((s) => [s, findings.filter((f) => f.status === s).length]).filter(([, n]) => n > 0);
  const summary = make("summary", {}, ...counts.map(([s, n]) => badge(s, `${n} ${STATUS[s][1]}`)));
  const details = make("details", { "data-scope": scope }, summary, make("ul", { class: "findings" }, ...findings.map(line)));
  details.open = open;
  return make("div", { class: "scope" }, make("h3", {}, scope === "all" ? "All modalities" : scope), reading(scope, graph), details);
}

function reading(scope, graph) {
  const verdict = graph.reading[scope];
  if (!verdict) return null;
  const own = graph.findings.find((f) => f.scope === scope && f.condition === SUMMARY);
  const words = own?.consequence.startsWith(verdict + ": ") ? own.consequence.slice(verdict.length + 2).replace(/\.?$/, ".") : "";
  return make("p", { class: "reading" }, READING[verdict], words ? make("span", { class: "quiet" }, ` The report's words: ${words}`) : null);
}

function badge(status, text) {
  const [sign, , meaning] = STATUS[status];
  return make("span", { class: "badge " + status, title: meaning }, make("span", { "aria-hidden": "true" }, sign + " "), text);
}

function line(finding) {
  const figures = finding.statistic === null ? "" : ` Measured ${number(finding.statistic)}` + (finding.threshold === null ? "" : `, held against ${number(finding.threshold)}`) + (finding.effective_samples ? `, from about ${whole(Math.round(finding.effective_samples))} independent samples` : "") + ".";
  const consequence = finding.consequence && finding.consequence !== "none" ? ` What follows: ${finding.consequence}.` : "";
  return make("li", {}, badge(finding.status, STATUS[finding.status][1]), make("span", {}, make("strong", {}, finding.condition + "."), make("span", { class: "quiet" }, figures + consequence.replace("..", "."))));
}
