// What begins before any screen does: the first picture waits for it.
import { toldAtStart } from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';

session.begin(toldAtStart());
