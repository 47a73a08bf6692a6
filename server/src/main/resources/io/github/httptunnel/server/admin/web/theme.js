// Before the page is drawn, so that it never flashes in the wrong colours: a classic script for that reason.
(() => {
  const KEY = 'http-tunnel.theme';
  const NAMES = ['auto', 'light', 'dark'];
  const root = document.documentElement;
  const stored = localStorage.getItem(KEY);
  root.dataset.theme = NAMES.includes(stored) ? stored : 'auto';

  addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const show = () => {
      const name = root.dataset.theme;
      button.textContent = name[0].toUpperCase() + name.slice(1);
      button.setAttribute('aria-label', `Colours: ${name}. Press to change.`);
      dispatchEvent(new Event('themechange'));
    };
    button.addEventListener('click', () => {
      root.dataset.theme = NAMES[(NAMES.indexOf(root.dataset.theme) + 1) % NAMES.length];
      localStorage.setItem(KEY, root.dataset.theme);
      show();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
    show();
  });
})();
