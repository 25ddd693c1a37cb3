export const VIDEO_PLAYER_STYLE = `
html, body { margin: 0; block-size: 100%; background: black; }
iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; }
p { margin: 0; padding: 1rem; }
a { color: white; }
.is-framed p { display: none; }
`;

/**
 * Hears where the film is from the house's own player, by its messages and without a script of that house, and passes
 * only seconds on to the page of ours around it.
 */
export const VIDEO_PLAYER_SCRIPT = `
"use strict";
const frame = document.querySelector("iframe");
const house = frame.dataset.house;
const origin = new URL(frame.src).origin;
const film = { seconds: 0, length: 0, isPlaying: false };
if (window.parent !== window) document.documentElement.classList.add("is-framed");
const ask = (message) => frame.contentWindow.postMessage(JSON.stringify(message), origin);
const tell = () => {
  if (window.parent !== window) window.parent.postMessage({ engawaVideo: { ...film } }, location.origin);
};
const hearYouTube = ({ info }) => {
  if (!info) return;
  if (typeof info.currentTime === "number") film.seconds = info.currentTime;
  if (typeof info.duration === "number") film.length = info.duration;
  if (typeof info.playerState === "number") film.isPlaying = info.playerState === 1;
  tell();
};
const hearVimeo = ({ event, data }) => {
  if (event === "ready")
    for (const value of ["play", "pause", "ended", "timeupdate"]) ask({ method: "addEventListener", value });
  if (data && typeof data.seconds === "number") film.seconds = data.seconds;
  if (data && typeof data.duration === "number") film.length = data.duration;
  if (event === "play" || event === "timeupdate") film.isPlaying = true;
  if (event === "pause" || event === "ended") film.isPlaying = false;
  if (event !== "ready") tell();
};
window.addEventListener("message", (message) => {
  if (message.origin !== origin || message.source !== frame.contentWindow) return;
  let said = message.data;
  try {
    if (typeof said === "string") said = JSON.parse(said);
  } catch {
    return;
  }
  if (said && typeof said === "object") (house === "youtube" ? hearYouTube : hearVimeo)(said);
});
if (house === "youtube") {
  const listen = () => ask({ event: "listening", id: 1, channel: "widget" });
  frame.addEventListener("load", () => {
    listen();
    setTimeout(listen, 1000);
  });
}
`;
