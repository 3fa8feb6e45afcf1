// Signs in at the real window and keeps a picture of the list of calls: what
// `make run` does where there is no screen to open the window on.

import { Window } from './window.mjs';

const window = await Window.open();
try {
  await window.signIn(process.env.PARLEY_NAME, process.env.PARLEY_PASSPHRASE);
  console.log(`  There is no screen here; the window's picture is\n  ${await window.picture('calls')}\n`);
} finally {
  await window.close();
}
