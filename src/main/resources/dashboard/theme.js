// Light or dark: what the system says until the button is pressed. Charts ask for colours here.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = [];
let chosen = null;

const isDark = () => (chosen === null ? system.matches : chosen);

function apply() {
  root.dataset.theme = isDark() ? "dark" : "light";
  const button = document.getElementById("theme");
  button.setAttribute("aria-pressed", String(isDark()));
  listeners.forEach((listener) => listener());
}

export function startTheme() {
  document.getElementById("theme").addEventListener("click", () => {
    chosen = !isDark();
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}

export const onTheme = (listener) => listeners.push(listener);

export const colour = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();

const HUES = 6;
const order = new Map();

// Modalities in declared order; colour and shape go together, so that neither is needed alone.
export function nameModalities(names) {
  names.forEach((name, i) => order.set(name, i));
}

function place(modality) {
  if (!order.has(modality)) order.set(modality, order.size);
  return order.get(modality);
}

// The name of a colour, for charts, which ask for it again when the theme changes.
export const modalityHue = (modality) => "m" + (place(modality) % HUES);
export const modalityColour = (modality) => colour(modalityHue(modality));

const SHAPES = ["ellipse", "rectangle", "diamond", "hexagon", "triangle", "octagon", "pentagon"];
export const modalityShape = (modality) => SHAPES[place(modality) % SHAPES.length];

// The same shapes for legends, as points in a square of 20.
const POINTS = {
  rectangle: "2,2 18,2 18,18 2,18",
  diamond: "10,0 20,10 10,20 0,10",
  hexagon: "5,1 15,1 20,10 15,19 5,19 0,10",
  triangle: "10,1 20,19 0,19",
  octagon: "6,1 14,1 19,6 19,14 14,19 6,19 1,14 1,6",
  pentagon: "10,0 20,8 16,20 4,20 0,8",
};
export const modalityPoints = (modality) => POINTS[modalityShape(modality)] ?? null;
