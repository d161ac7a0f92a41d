// Late and rejected chunks by modality, as they lie on their topics.
import { byId, fetchJson, make, whole } from "/text.js";

export async function refreshUnused() {
  const lines = (await fetchJson("/api/unused")) ?? [];
  byId("unused").tBodies[0].replaceChildren(...lines.map((line) =>
    make("tr", {},
      make("th", { scope: "row" }, line.modality),
      make("td", { class: "n" }, whole(line.late)),
      make("td", { class: "n" }, whole(line.rejected)))));
  const known = lines.filter((line) => line.reason !== null);
  byId("reasons-title").hidden = known.length === 0;
  byId("reasons").replaceChildren(...known.map((line) => make("li", {}, make("strong", {}, line.modality + ":"), " " + line.reason)));
}
