// Listens to the server's pulse and fetches what changed, at most every two seconds, only while looked at.
import { onSnapshots, refreshSnapshots, startGraph } from "/graph.js";
import { refreshLoss, showDrifts } from "/loss.js";
import { refreshModels } from "/models.js";
import { refreshPerson, startPerson } from "/person.js";
import { nameModalities, startTheme } from "/theme.js";
import { byId, fetchJson, moment, whole } from "/text.js";

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
  onSnapshots((list) => {
    showDrifts(list);
    const newest = list[list.length - 1];
    byId("now-graph").textContent = moment(newest.time);
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
  if (pulse.otherJobs > 0) notes.push(`${whole(pulse.otherJobs)} snapshots of other jobs on these topics are not shown.`);
  if (pulse.undecodable > 0) notes.push(`${whole(pulse.undecodable)} records could not be decoded and are left out.`);
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
    if (now.windows !== drawn.windows || now.chunks !== drawn.chunks) await refreshPerson(now.people);
    drawn = now;
    await drift();
  } catch (failure) {
    // The server is away; the next round fetches it all again.
    console.info("Could not fetch:", failure.message);
  } finally {
    busy = false;
  }
}

async function drift() {
  if (drawn.drift === drawn.graph) return;
  const newest = drawn.graph >= 0 ? await fetchJson("/api/graph?id=newest") : null;
  drawn.drift = drawn.graph;
  if (!newest) return;
  byId("now-drift").textContent = newest.drift ? "⚠ " + newest.drift : "none";
  byId("now-drift").classList.toggle("alarm", Boolean(newest.drift));
}

start();
