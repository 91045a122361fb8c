// The terminal takes the keys as soon as the app draws (before that it has no line to send its focus over), and whenever the page is come back to.
const drawn = () => document.body.classList.contains("-first-byte");
const focusTerminal = () => drawn() && document.querySelector(".xterm-helper-textarea")?.focus();
const whenDrawn = new MutationObserver(() => drawn() && (whenDrawn.disconnect(), focusTerminal()));
window.addEventListener("load", () => whenDrawn.observe(document.body, { attributeFilter: ["class"] }));
window.addEventListener("focus", focusTerminal);

// A download opens no window of its own, which a browser may take for an advertisement and hold back.
const openWindow = window.open.bind(window);
window.open = (address, ...how) => {
  if (!String(address).startsWith(`${location.origin}/download/`)) return openWindow(address, ...how);
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
  return null;
};
