// What tests of calls and messages out begin with: numbers of people who are awake, and a
// gateway with a carrier's API.
import { Api } from './api.mjs';
import { Carrier } from './carrier.mjs';
import { ACCOUNT } from './gateway.mjs';

// Between them it is day in one at any hour: Mumbai, New York, Honolulu.
const DAYLIGHT = ['+919820055501', '+12125550123', '+18085550123'];

const minutes = (text) => Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2));

/** Numbers that may be called for some minutes, and one that may not. */
export const byDaylight = (gateway) => {
  const asked = DAYLIGHT.map((number) => gateway.rpc('call_permit', { number }));
  const stays = ({ steps }) =>
    steps.every(({ hours }) => !hours || minutes(hours.to) - minutes(hours.local) > 5);
  const day = asked.find((permit) => permit.permitted && stays(permit));
  return { day: day.contact, night: asked.find(({ permitted }) => !permitted).contact };
};

/** A gateway that places its calls at a carrier of its own. */
export const open = async (test, gateway, answers, words) => {
  const api = new Api(ACCOUNT, gateway.env.PARLEY_CARRIER_TOKEN, answers);
  test.after(() => api.close());
  api.connect(new Carrier(await gateway.serve(words, await api.listen())));
  return api;
};
