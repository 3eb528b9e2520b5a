"use strict";
(() => {
  const body = document.body, root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const stage = at("stage"), roll = at("roll"), eye = at("eye"), count = at("count"), fill = document.querySelector("#progress span");
  const blocks = [...document.querySelectorAll(".block")];
  const total = Number(body.dataset.total);
  let state = "ready", elapsed = 0, speed = 1, scale = 1, knots = [], last = 0, timer = 0, awake = null;

  // Position follows time, not pixels: each block's seconds are laid over its height, so that the end comes on time at any font size.
  const measure = () => {
    const size = eye.offsetHeight;
    knots = blocks.map((block) => {
      const words = block.querySelector(".say, .silent");
      return { time: Number(block.dataset.start), place: words.offsetTop };
    });
    const end = blocks[blocks.length - 1];
    const words = end.querySelector(".say, .silent");
    const first = knots[knots.length - 1].place;
    knots.push({ time: total, place: Math.max(first, first + words.offsetHeight - size) });
    draw();
  };
  const between = (value, from, to) => {
    let i = 0;
    while (i < knots.length - 2 && value >= knots[i + 1][from]) i += 1;
    const a = knots[i], b = knots[i + 1], span = b[from] - a[from];
    const part = span > 0 ? Math.min(Math.max((value - a[from]) / span, 0), 1) : 1;
    return a[to] + part * (b[to] - a[to]);
  };
  const clock = (seconds) => Math.floor(seconds / 60) + ":" + String(Math.floor(seconds % 60)).padStart(2, "0");
  const draw = () => {
    roll.style.transform = "translate3d(0," + (eye.offsetTop - between(elapsed, "time", "place")).toFixed(2) + "px,0)";
    fill.style.transform = "scaleX(" + (total > 0 ? elapsed / total : 1) + ")";
    at("clock").textContent = clock(elapsed) + " / " + clock(Math.round(total));
    body.dataset.elapsed = elapsed.toFixed(3);
  };

  const hold = async (wanted) => {
    try {
      if (wanted && !awake && navigator.wakeLock) {
        const lock = await navigator.wakeLock.request("screen");
        if (state === "running" || state === "counting") awake = lock; else await lock.release();
      } else if (!wanted && awake) { const lock = awake; awake = null; await lock.release(); }
    } catch { awake = null; }
  };
  const enter = (next) => {
    state = body.dataset.state = next;
    const going = next === "running" || next === "counting";
    at("play").textContent = next === "running" ? "Pause" : next === "counting" ? "Cancel" : next === "paused" ? "Go on" : "Start";
    at("play").setAttribute("aria-label", at("play").textContent);
    if (next !== "counting") { clearTimeout(timer); count.textContent = ""; }
    hold(going);
  };
  const frame = (now) => {
    if (state !== "running") return;
    elapsed = Math.min(elapsed + Math.max(now - last, 0) / 1000 * speed, total);
    last = now;
    draw();
    if (elapsed >= total) enter("done"); else requestAnimationFrame(frame);
  };
  const run = () => { enter("running"); last = performance.now(); requestAnimationFrame(frame); };
  const tick = (left) => {
    if (left === 0) { run(); return; }
    count.textContent = String(left);
    timer = setTimeout(() => tick(left - 1), 1000);
  };
  const toggle = () => {
    if (state === "running") enter("paused");
    else if (state === "counting") enter(elapsed > 0 ? "paused" : "ready");
    else if (state === "paused") run();
    else { if (state === "done") elapsed = 0; draw(); enter("counting"); tick(3); }
  };
  const seek = (seconds) => {
    elapsed = Math.min(Math.max(seconds, 0), total);
    if (state === "done" && elapsed < total) enter("paused");
    if (state === "paused" && elapsed === 0) enter("ready");
    if (state === "ready" && elapsed > 0) enter("paused");
    draw();
  };
  const restart = () => { elapsed = 0; enter("ready"); draw(); };
  const step = (way) => {
    const here = blocks.findIndex((block, i) => i === blocks.length - 1 || elapsed < knots[i + 1].time - 0.01);
    const back = elapsed - knots[here].time > 1 ? here : here - 1;
    seek(way > 0 ? (knots[here + 1] || { time: total }).time : knots[Math.max(back, 0)].time);
  };
  const mirror = () => {
    const on = body.dataset.mirror !== "on";
    body.dataset.mirror = on ? "on" : "off";
    at("mirror").setAttribute("aria-pressed", String(on));
  };
  const resize = (by) => {
    scale = Math.min(Math.max(Math.round((scale + by) * 10) / 10, 0.5), 2.5);
    body.dataset.size = String(scale);
    root.style.setProperty("--scale", String(scale));
    measure();
  };
  const pace = (by) => {
    speed = Math.min(Math.max(Math.round((speed + by) * 10) / 10, 0.5), 1.5);
    body.dataset.speed = String(speed);
    at("speed").textContent = speed.toFixed(1) + "×";
  };

  const actions = { play: toggle, restart, mirror, smaller: () => resize(-0.1), larger: () => resize(0.1), slower: () => pace(-0.1), faster: () => pace(0.1) };
  for (const [id, act] of Object.entries(actions)) {
    // A button that was clicked with a pointer gives focus back, so that Space starts and pauses instead of pressing it again.
    at(id).addEventListener("click", (event) => { act(); if (event.detail > 0) at(id).blur(); });
  }
  const keys = {
    " ": toggle, r: restart, m: mirror, "+": actions.larger, "=": actions.larger, "-": actions.smaller, "_": actions.smaller,
    arrowup: actions.faster, arrowright: actions.faster, arrowdown: actions.slower, arrowleft: actions.slower,
    pagedown: () => step(1), pageup: () => step(-1), home: restart,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && event.target.closest("button")) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    if (!(event.repeat && (act === toggle || act === mirror))) act();
  });

  let grip = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button === 0) grip = { y: event.clientY, place: between(elapsed, "time", "place"), moved: false };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const by = event.clientY - grip.y;
    grip.moved = grip.moved || Math.abs(by) > 8;
    if (grip.moved) seek(between(grip.place - by, "place", "time"));
  });
  stage.addEventListener("pointerup", () => { if (grip && !grip.moved) toggle(); grip = null; });
  stage.addEventListener("pointercancel", () => { grip = null; });
  stage.addEventListener("wheel", (event) => seek(between(between(elapsed, "time", "place") + event.deltaY, "place", "time")), { passive: true });

  document.addEventListener("visibilitychange", () => { if (document.hidden && (state === "running" || state === "counting")) toggle(); });
  new ResizeObserver(measure).observe(roll);
  addEventListener("resize", measure);
  measure();
})();
