/** Path data of every icon. */
export const paths = {
  calls:
    'M3.2 2.5h2l1 3-1.4 1.1a8 8 0 0 0 4.6 4.6l1.1-1.4 3 1v2a1 1 0 0 1-1.1 1A10.4 10.4 0 0 1 2.2 3.6a1 1 0 0 1 1-1.1Z',
  import: 'M8 2v8m0 0 3-3m-3 3L5 7M2.5 11v2.5h11V11',
  audit: 'M4 1.8h8v12.4H4zM6 5h4M6 7.7h4M6 10.4h2.2',
  settings: 'M2 4.5h7m3.5 0H14M2 11.5h1.5m3.5 0H14M9 2.8h3.5v3.4H9zM3.5 9.8H7v3.4H3.5z',
  lock: 'M3.5 7.2h9v6.3h-9zM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2 3.2 3.2',
  close: 'm4 4 8 8m0-8-8 8',
  down: 'm4 6.2 4 4 4-4',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  play: 'M4.5 2.8v10.4L13 8Z',
  pause: 'M5 3v10M11 3v10',
  back5: 'M4.2 5.5A5 5 0 1 1 3 8.8M4.2 2.5v3h3',
  forward5: 'M11.8 5.5A5 5 0 1 0 13 8.8m-1.2-6.3v3h-3',
  warn: 'M8 2.2 14.5 13.5h-13ZM8 6.5v3.3m0 1.8v.1',
  good: 'm3 8.5 3.2 3.2L13 4.8',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.5V11m0-5.8v.1',
  machine: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5',
  silent: 'M2.5 2.5l11 11M5 8.5 8 11.5 11 8.5M8 2v4',
  person: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8Zm-5 5.5a5 5 0 0 1 10 0',
  keyboard: 'M1.8 4h12.4v8H1.8zM4.5 6.7h.1m2.2 0h.1m2.2 0h.1m2.2 0h.1M5 9.5h6',
  loop: 'M4 6.5V5.8A1.8 1.8 0 0 1 5.8 4H13m0 0-2-2m2 2-2 2M12 9.5v.7a1.8 1.8 0 0 1-1.8 1.8H3m0 0 2-2m-2 2 2 2',
  skip: 'M2.5 4.5v7M13.5 4.5v7M5.5 8h5m0 0L8.7 6.2M10.5 8 8.7 9.8',
  swap: 'M3 5.5h9.5m0 0L10 3m2.5 2.5L10 8M13 10.5H3.5m0 0L6 8m-2.5 2.5L6 13',
  key: 'M5.5 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm3-3H14v2.5m-2.5-2.5v2',
  minus: 'M3 8h10',
  whole: 'M2.5 3.5v9M13.5 3.5v9M5 8h6M5 8l1.8-1.8M5 8l1.8 1.8M11 8 9.2 6.2M11 8 9.2 9.8',
  plus: 'M8 3v10M3 8h10',
  folder: 'M2 3.5h4.5l1.5 2h6v7H2Z',
} as const;

export type IconName = keyof typeof paths;
