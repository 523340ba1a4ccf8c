// On the page without a connection: goes where she was going as soon as there is one. Not every browser says that the network is back.
const look = () => fetch("/healthz").then((response) => response.ok && location.reload(), () => {});
addEventListener("online", () => location.reload());
setInterval(look, 20_000);
look(); // it may have come back while this page loaded
