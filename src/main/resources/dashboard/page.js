// Listens to the server's pulse and fetches what changed, at most every two seconds, only while looked at.
import { onSnapshots, refreshSnapshots, startGraph } from "/graph.js";
import { refreshLoss, showDrifts } from "/loss.js";
import { refreshModels } from "/models.js";
import { refreshPerson, startPerson } from "/person.js";
import { refreshUnused } from "/unused.js";
import { nameModalities, startTheme } from "/theme.js";
import { byId, counted, fetchJson, moment, whole } from "/text.js";

const PACE_MILLIS = 2000;
let pulse = null;
let drawn = {};
let busy = false;

async function start() {
  startTheme();
  startGraph();
  startPerson();
  const overview = await fetchJson("/api/overview");
  byId("job").textContent = overview.job;
  document.title = `${overview.job} – Headwater`;
  nameModalities([...overview.modalities.map((m) => m.name), ...overview.shared]);
  onSnapshots((list, drift) => {
    showDrifts(list);
    byId("now-graph").textContent = moment(list[list.length - 1].time);
    byId("now-drift").textContent = drift ? "⚠ " + drift : "none";
    byId("now-drift").classList.toggle("alarm", Boolean(drift));
  });
  listen();
  setInterval(follow, PACE_MILLIS);
  document.addEventListener("visibilitychange", follow);
}

function listen() {
  const events = new EventSource("/api/events");
  events.addEventListener("pulse", (event) => {
    const first = pulse === null;
    pulse = JSON.parse(event.data);
    tell();
    if (first) follow();
  });
  events.addEventListener("full", (event) => {
    events.close();
    byId("connection").textContent = event.data;
  });
  events.addEventListener("error", () => {
    connection("The server does not answer; trying again…");
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, PACE_MILLIS);
  });
}

function connection(text) {
  if (byId("connection").textContent !== text) byId("connection").textContent = text;
}

function tell() {
  byId("now-windows").textContent = whole(pulse.windows);
  byId("now-people").textContent = whole(pulse.people);
  if (pulse.broker === "down") {
    connection(`⚠ The Kafka broker does not answer (since ${moment(pulse.since)} UTC); what was read stays. Trying again…`);
  } else {
    connection(pulse.caughtUp ? "● Live" : "Reading what the topics hold…");
  }
  const notes = [];
  if (pulse.refused.length > 0) notes.push(`The broker does not let this page read ${pulse.refused.join(", ")}; grant Read, and it is shown.`);
  if (pulse.otherJobs > 0) notes.push(`Not shown: ${counted(pulse.otherJobs, "snapshot")} of other jobs on these topics.`);
  if (pulse.undecodable > 0) notes.push(`Left out: ${counted(pulse.undecodable, "record")} that could not be decoded.`);
  byId("notes").hidden = notes.length === 0;
  byId("notes").textContent = notes.join(" ");
}

async function follow() {
  if (busy || pulse === null || document.hidden) return;
  busy = true;
  const now = pulse;
  try {
    if (now.graph !== drawn.graph && now.graph >= 0) await refreshSnapshots();
    if (now.models !== drawn.models) await refreshModels();
    if (now.windows !== drawn.windows) await refreshLoss();
    if (now.unused !== drawn.unused) await refreshUnused();
    if (["windows", "scored", "chunks"].some((count) => now[count] !== drawn[count])) await refreshPerson(now.people);
    drawn = now;
  } catch (failure) {
    // The server is away; the next round fetches it all again.
    console.info("Could not fetch:", failure.message);
  } finally {
    busy = false;
  }
}

start();
