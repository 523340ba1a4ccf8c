// On the page without a connection: goes where she was going as soon as there is one. Not every browser says that the network is back.
// Opened by its own address it is nobody's way to anywhere: then to the start, not here again.
const leave = () => (location.pathname === "/offline" ? location.replace("/") : location.reload());
const look = () => fetch("/healthz").then((response) => response.ok && leave(), () => {});
addEventListener("online", leave);
setInterval(look, 20_000);
look(); // it may have come back while this page loaded
