// Latents of one person over time, the sensor curves of the same modality under them.
import { Chart } from "/chart.js";
import { modalityColour, place } from "/theme.js";
import { byId, draw, fetchJson, make, moment, number, whole } from "/text.js";

const DASHES = [undefined, [8, 4], [2, 3], [10, 3, 2, 3]];
const NEWEST = 12;
let person = null;
let known = [];
let blocks = new Map();
let typed = 0;

export function startPerson() {
  const input = byId("subject");
  input.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(() => suggest(input.value), 150);
  });
  input.addEventListener("change", () => choose(input.value));
  byId("subject-before").addEventListener("click", () => step(-1));
  byId("subject-next").addEventListener("click", () => step(1));
}

async function suggest(query) {
  const names = (await fetchJson("/api/subjects?query=" + encodeURIComponent(query))) ?? [];
  byId("subjects").replaceChildren(...names.map((name) => make("option", { value: name })));
  if (names.includes(query)) choose(query);
  return names;
}

async function step(by) {
  known = (await fetchJson("/api/subjects?query=")) ?? [];
  if (known.length === 0) return;
  const at = known.indexOf(person);
  await choose(known[(at + by + known.length) % known.length]);
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
  const range = data.time.length > 1 ? [data.time[0], data.time[data.time.length - 1]] : null;
  byId("person-text").textContent = data.time.length
    ? `${data.subject}: ${whole(data.windows)} windows to ${moment(data.time[data.time.length - 1])} UTC; the newest by model ${data.version}. Times are UTC; the band is two posterior standard deviations each way.`
    : `${data.subject}: no windows yet.`;
  data.blocks.forEach((block) => {
    if (!blocks.has(block.modality)) blocks.set(block.modality, new Block(byId("person"), block.modality));
    blocks.get(block.modality).show(block, data, range);
  });
}

class Block {
  constructor(parent, modality) {
    this.title = make("h3", {}, modality);
    this.presence = draw("svg", { class: "strip", role: "img", preserveAspectRatio: "none", viewBox: "0 0 1000 10" });
    this.presenceText = make("p", { class: "quiet" });
    this.latents = make("div");
    this.sensors = make("div");
    this.table = make("table");
    this.values = make("details", {}, make("summary", {}, `Newest values of ${modality} as a table`), make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Newest values of ${modality}` }, this.table));
    this.section = make("div", { class: "people-modality" }, this.title, this.presence, this.presenceText, this.latents, this.sensors, this.values);
    parent.append(this.section);
    this.chart = new Chart(this.latents);
    this.curves = new Map();
  }

  show(block, data, range) {
    const colours = ["m" + (place(block.modality) % 6), "ink", "quiet", "focus"];
    this.presence.style.color = modalityColour(block.modality);
    this.strip(block.present);
    this.chart.show({
      title: `Latents of ${block.modality}`,
      time: data.time,
      height: 170,
      group: "person",
      range,
      series: block.latents.map((latent, i) => ({
        label: latent.id,
        values: latent.mean,
        deviation: latent.deviation,
        low: latent.mean.map((m, t) => (m === null ? null : m - 2 * (latent.deviation[t] ?? 0))),
        high: latent.mean.map((m, t) => (m === null ? null : m + 2 * (latent.deviation[t] ?? 0))),
        colour: colours[i % colours.length],
        dash: DASHES[i % DASHES.length],
      })),
    });
    data.sensors.filter((s) => s.modality === block.modality).forEach((sensor) => this.sensor(sensor, range, colours[0]));
    this.list(block, data);
  }

  sensor(sensor, range, colour) {
    if (!this.curves.has(sensor.channel)) this.curves.set(sensor.channel, new Chart(this.sensors));
    this.curves.get(sensor.channel).show({
      title: `Sensor: ${sensor.channel}`,
      unit: sensor.unit,
      time: sensor.time,
      height: 92,
      group: "person",
      range,
      series: [{ label: sensor.channel, values: sensor.mean, low: sensor.least, high: sensor.greatest, colour }],
    });
  }

  strip(present) {
    const step = 1000 / Math.max(1, present.length);
    this.presence.replaceChildren(...present.map((share, i) => draw("rect", { x: i * step, width: step * 1.02, height: 10, opacity: share > 0 ? 0.25 + 0.75 * share : 0 })));
    const all = present.reduce((a, b) => a + b, 0) / Math.max(1, present.length);
    const text = `Present in ${Math.round(all * 100)} % of the windows${present.length && present[present.length - 1] === 0 ? "; absent in the newest: latents are then inferred from the other modalities" : ""}.`;
    this.presence.setAttribute("aria-label", text);
    this.presenceText.textContent = text + " The bar above is filled where there were data.";
  }

  list(block, data) {
    const from = Math.max(0, data.time.length - NEWEST);
    const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Window end"), ...block.latents.map((l) => make("th", { scope: "col", class: "n" }, l.id))));
    const rows = [];
    for (let t = data.time.length - 1; t >= from; t--) {
      rows.push(make("tr", {}, make("td", {}, moment(data.time[t])), ...block.latents.map((l) => make("td", { class: "n" }, `${number(l.mean[t])} ± ${number(l.deviation[t])}`))));
    }
    this.table.replaceChildren(head, make("tbody", {}, ...rows));
  }

  remove() {
    this.chart.remove();
    this.curves.forEach((chart) => chart.remove());
    this.section.remove();
  }
}
