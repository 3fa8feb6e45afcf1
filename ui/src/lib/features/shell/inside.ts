// What stands around every screen but the door's, in one piece of code.
export { default as HelpSheet } from '$lib/commands/HelpSheet.svelte';
export { default as Palette } from '$lib/commands/Palette.svelte';
export { default as Shell } from './Shell.svelte';
