// Model versions, newest first.
import { byId, fetchJson, make, moment, number, whole } from "/text.js";

export async function refreshModels() {
  const models = (await fetchJson("/api/models")) ?? [];
  const rows = models.map((m) =>
    make("tr", {},
      make("th", { scope: "row", class: "n" }, String(m.version)),
      make("td", { class: "n" }, m.parent_version === null ? "–" : String(m.parent_version)),
      make("td", { class: "time" }, moment(m.time)),
      make("td", { class: "n" }, `${whole(Math.round(m.bytes / 1024))} kB`),
      make("td", { class: "hash" }, m.sha256.slice(0, 12)),
      make("td", {}, Object.entries(m.metrics).map(([name, value]) => `${name} ${Number.isInteger(value) ? whole(value) : number(value)}`).join(", "))));
  byId("models").tBodies[0].replaceChildren(...(rows.length ? rows : [make("tr", {}, make("td", { colspan: "6" }, "No model has been published yet."))]));
  if (models.length) byId("now-model").textContent = String(models[0].version);
}
