// Weeks in addresses and in the picker. Days are calendar days, `YYYY-MM-DD`; a week
// begins on Monday. Pure.

const pattern = /^\d{4}-\d{2}-\d{2}$/;
const DAY = 24 * 3_600_000;

/** The day an address names; `null`: none, so the last week that is over is meant. */
export function dayIn(params: URLSearchParams): string | null {
  const day = params.get('day');
  return day !== null && pattern.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}

/** So many days later. */
export const daysLater = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

export const weekAddress = (day: string) => `/reports/week?day=${day}`;

/** The instant a day's name is formatted from: noon, on this machine. */
export const noon = (day: string) => Date.parse(`${day}T12:00`);
