// What the made-up core should be like, from the address at the start:
// `?empty` no calls, `?many` 100,000 of them and 20,000 files to import, `?mute` no sound device, `?file` no keyring, `?tampered` a bad log.
const asked = new URLSearchParams(location.search);

export const flag = (name: 'empty' | 'many' | 'mute' | 'file' | 'tampered') => asked.has(name);
