// Elements and texts. Whatever comes from records goes through textContent, never through markup.
export const byId = (id) => document.getElementById(id);

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  fill(element, attributes, children);
  return element;
}

export function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(element, attributes, children);
  return element;
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((c) => c !== null));
}

const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
export const moment = (millis) => DAY.format(new Date(millis)).replace(",", "");
export const whole = (n) => Number(n).toLocaleString("en");
export const counted = (n, noun) => `${whole(n)} ${noun}${n === 1 ? "" : "s"}`;

export function number(value, digits = 2) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  return size !== 0 && (size >= 10000 || size < 0.001) ? value.toExponential(1) : value.toFixed(size >= 100 ? 0 : digits);
}

export const percent = (share) => (share === null || share === undefined ? "–" : Math.round(share * 100) + " %");

export async function fetchJson(path) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (answer.status === 401) location.assign("/sign-in");
  return answer.ok ? answer.json() : null;
}
