// On the page without a connection: goes where she was going as soon as there is one. Not every browser says that the network is back.
addEventListener("online", () => location.reload());
setInterval(() => {
  fetch("/healthz").then((response) => response.ok && location.reload(), () => {});
}, 20_000);
