// Everything personal comes over the wire at run time: nothing is rendered ahead.
export const ssr = false;
export const prerender = false;
