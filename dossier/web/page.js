// The terminal takes the keys as soon as it is there, and again whenever the page is come back to.
const focusTerminal = () => document.querySelector(".xterm-helper-textarea")?.focus();
window.addEventListener("load", focusTerminal);
window.addEventListener("focus", focusTerminal);
