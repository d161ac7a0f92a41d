// What is wrong with the page for people who do not see it well, or at all: a list of sentences.
() => {
  const wrong = [];
  const visible = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
  const tell = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " “" + (e.textContent ?? "").trim().slice(0, 30) + "”";
  const named = (e) =>
    Boolean(e.getAttribute("aria-label") || e.textContent.trim() || (e.labels && [...e.labels].some((l) => l.textContent.trim())) ||
      (e.getAttribute("aria-labelledby") ?? "").split(" ").some((id) => id && document.getElementById(id)));

  if (!document.documentElement.lang) wrong.push("The page has no language.");
  if (!document.title) wrong.push("The page has no title.");
  if (document.querySelectorAll("main").length !== 1) wrong.push("There is not one main.");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => wrong.push("Twice the id " + id));
  document.querySelectorAll("button, input, select, summary, a[href], [role=img], [role=region], [tabindex='0']").forEach((e) => {
    if (visible(e) && !named(e)) wrong.push("Without a name: " + tell(e));
  });
  document.querySelectorAll("[tabindex]").forEach((e) => e.tabIndex > 0 && wrong.push("Jumps the order of keys: " + tell(e)));
  let level = 0;
  document.querySelectorAll("h1, h2, h3, h4").forEach((h) => {
    const own = Number(h.tagName[1]);
    if (own > level + 1) wrong.push("Heading skips a level: " + tell(h));
    level = own;
  });
  document.querySelectorAll("th").forEach((th) => th.scope || wrong.push("Header cell without scope: " + tell(th)));
  document.querySelectorAll("button, summary, input").forEach((e) => {
    const box = e.getBoundingClientRect();
    if (visible(e) && e.type !== "checkbox" && (box.height < 24 || box.width < 24)) wrong.push("Too small to hit: " + tell(e));
  });

  // WCAG 2.2, 1.4.3: relative luminance and contrast ratio.
  const numbers = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => {
    const lin = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2];
  };
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = numbers(getComputedStyle(at).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.textContent.trim() || !visible(e) || e.disabled || ["SCRIPT", "STYLE", "OPTION"].includes(e.tagName)) continue;
    texts++;
    const [a, b] = [luminance(numbers(getComputedStyle(e).color)), luminance(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) wrong.push(`Contrast ${ratio.toFixed(2)}: ${tell(e)}`);
  }
  if (texts < 50) wrong.push("Hardly any text was found to check: " + texts);
  return wrong;
}
