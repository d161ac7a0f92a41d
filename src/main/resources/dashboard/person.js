// Latents of one person over time, those of the scorer and the sensor curves of the same modality under them.
import { Chart } from "/chart.js";
import { modalityColour, modalityHue } from "/theme.js";
import { byId, draw, fetchJson, make, moment, number, whole } from "/text.js";

const DASHES = [undefined, [8, 4], [2, 3], [10, 3, 2, 3]];
const NEWEST = 12;
let person = null;
let blocks = new Map();
let typed = 0;

export function startPerson() {
  const input = byId("subject");
  input.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(() => suggest(input.value), 150);
  });
  input.addEventListener("change", () => choose(input.value));
  byId("subject-before").addEventListener("click", () => step("before"));
  byId("subject-next").addEventListener("click", () => step("after"));
}

async function suggest(query) {
  const names = (await fetchJson("/api/subjects?query=" + encodeURIComponent(query))) ?? [];
  byId("subjects").replaceChildren(...names.map((name) => make("option", { value: name })));
  if (names.includes(query)) choose(query);
  return names;
}

async function step(side) {
  const name = await fetchJson(`/api/neighbour?side=${side}&id=${encodeURIComponent(person ?? "")}`);
  if (name) await choose(name);
}

async function choose(name) {
  if (name === person) return;
  const data = await fetchJson("/api/subject?id=" + encodeURIComponent(name));
  if (!data) {
    byId("person-text").textContent = `Nobody is called “${name}”; choose from the list.`;
    return;
  }
  person = name;
  byId("subject").value = name;
  blocks.forEach((block) => block.remove());
  blocks = new Map();
  show(data);
}

export async function refreshPerson(people) {
  if (person === null) {
    if (people > 0) {
      const names = await suggest("");
      if (names.length > 0 && person === null) await choose(names[0]);
    }
    return;
  }
  const data = await fetchJson("/api/subject?id=" + encodeURIComponent(person));
  if (data && data.subject === person) show(data);
}

function show(data) {
  const learned = data.time.length ? data : null;
  const scores = data.scores;
  const times = [...data.time, ...(scores?.time ?? [])];
  const range = times.length > 1 ? [Math.min(...times), Math.max(...times)] : null;
  const parts = [];
  if (learned) parts.push(`${extent(learned)}; the newest by model ${learned.version}`);
  if (scores) parts.push(`scored: ${extent(scores)}; the newest by model ${scores.version}`);
  byId("person-text").textContent = `${data.subject}: ${parts.join("; ")}. Times are UTC; the band is two posterior standard deviations each way.`;
  const of = (part, modality) => part?.blocks.find((block) => block.modality === modality);
  new Set([...data.blocks, ...(scores?.blocks ?? [])].map((block) => block.modality)).forEach((modality) => {
    if (!blocks.has(modality)) blocks.set(modality, new Block(byId("person"), modality));
    blocks.get(modality).show(
      [[learned, of(learned, modality)], [scores, of(scores, modality)]],
      data.sensors.filter((sensor) => sensor.modality === modality),
      range,
    );
  });
}

// So many deviations beside the mean, within the categories where it is one that is expected.
const band = (latent, deviations, categories) =>
  latent.mean.map((m, t) => {
    if (m === null) return null;
    const edge = m + deviations * (latent.deviation[t] ?? 0);
    return categories ? Math.max(0, Math.min(categories - 1, edge)) : edge;
  });

const extent = (part) => `${whole(part.windows)} windows to ${moment(part.time[part.time.length - 1])} UTC`;

class Block {
  constructor(parent, modality) {
    this.modality = modality;
    this.title = make("h3", {}, modality);
    this.presence = draw("svg", { class: "strip", role: "img", preserveAspectRatio: "none", viewBox: "0 0 1000 10" });
    this.presenceText = make("p", { class: "quiet" });
    this.latents = make("div");
    this.sensors = make("div");
    this.table = make("table");
    this.values = make("details", {}, make("summary", {}, `Newest values of ${modality} as a table`), make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Newest values of ${modality}` }, this.table));
    this.section = make("div", { class: "people-modality" }, this.title, this.presence, this.presenceText, this.latents, this.sensors, this.values);
    parent.append(this.section);
    this.charts = new Map();
  }

  // By the learner and by the scorer, each with its block where there is one; the first there tells presence and table.
  show([learned, scores], sensors, range) {
    const [part, block] = learned[1] ? learned : scores;
    this.presence.style.color = modalityColour(this.modality);
    this.strip(block);
    const what = block.categories ? "Expected category of each node, from 0: " : "Latents of ";
    if (learned[1]?.latents.length) this.curves(what + this.modality, ...learned, range);
    if (scores[1]?.latents.length) this.curves(`Scores of ${this.modality}, by the scoring job`, ...scores, range);
    sensors.forEach((sensor) => this.sensor(sensor, range));
    this.values.hidden = block.latents.length === 0;
    this.list(block, part);
  }

  chart(parent, title) {
    if (!this.charts.has(title)) this.charts.set(title, new Chart(parent));
    return this.charts.get(title);
  }

  curves(title, part, block, range) {
    const colours = [modalityHue(this.modality), "ink", "quiet", "focus"];
    this.chart(this.latents, title).show({
      title,
      time: part.time,
      height: 170,
      group: "person",
      range,
      series: block.latents.map((latent, i) => ({
        label: latent.id + (block.categories ? ` (0 to ${block.categories[i] - 1})` : ""),
        values: latent.mean,
        deviation: latent.deviation,
        low: band(latent, -2, block.categories?.[i]),
        high: band(latent, 2, block.categories?.[i]),
        colour: colours[i % colours.length],
        dash: DASHES[i % DASHES.length],
      })),
    });
  }

  sensor(sensor, range) {
    const title = `Sensor: ${sensor.channel}`;
    this.chart(this.sensors, title).show({
      title,
      unit: sensor.unit,
      time: sensor.time,
      height: 92,
      group: "person",
      range,
      series: [{ label: sensor.channel, values: sensor.mean, low: sensor.least, high: sensor.greatest, colour: modalityHue(this.modality) }],
    });
  }

  strip({ present, latents }) {
    const step = 1000 / Math.max(1, present.length);
    this.presence.replaceChildren(...present.map((share, i) => draw("rect", { x: i * step, width: step * 1.02, height: 10, opacity: share > 0 ? 0.25 + 0.75 * share : 0 })));
    const all = present.reduce((a, b) => a + b, 0) / Math.max(1, present.length);
    const text = `Present in ${Math.round(all * 100)} % of the windows${present.length && present[present.length - 1] === 0 ? "; absent in the newest" + (latents.length ? ": latents are then what the other modalities let expect" : "") : ""}.`;
    this.presence.setAttribute("aria-label", text);
    this.presenceText.textContent = text + " The bar above is filled where there were data.";
  }

  list(block, part) {
    const from = Math.max(0, part.time.length - NEWEST);
    const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Window end"), ...block.latents.map((l) => make("th", { scope: "col", class: "n" }, l.id))));
    const rows = [];
    for (let t = part.time.length - 1; t >= from; t--) {
      rows.push(make("tr", {}, make("td", { class: "time" }, moment(part.time[t])), ...block.latents.map((l) => make("td", { class: "n" }, `${number(l.mean[t])} ± ${number(l.deviation[t])}`))));
    }
    this.table.replaceChildren(head, make("tbody", {}, ...rows));
  }

  remove() {
    this.charts.forEach((chart) => chart.remove());
    this.section.remove();
  }
}
