(() => {
  const audio = document.querySelector('audio');
  if (!audio) return;
  const timed = [...document.querySelectorAll('[data-s]')].map((node) => ({
    node, start: Number(node.dataset.s) / 1000, end: Number(node.dataset.e) / 1000,
  }));
  let marked = [];
  const show = () => {
    const now = audio.currentTime;
    for (const node of marked) node.classList.remove('now');
    marked = timed.filter((one) => one.start <= now && now < one.end).map((one) => one.node);
    for (const node of marked) node.classList.add('now');
    if (!audio.paused) requestAnimationFrame(show);
  };
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('[data-s]') : null;
    if (!target) return;
    audio.currentTime = Number(target.dataset.s) / 1000;
    audio.play().catch(() => undefined);
  });
  audio.addEventListener('play', show);
  audio.addEventListener('seeked', show);
})();
