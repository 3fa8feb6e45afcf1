// Appointments, messages and those who want no calls, made up. Permits come out as the
// list says; hours are not looked at.
import { daysLater } from '$lib/features/reports/week';
import { mondayOf, wallClock } from '$lib/features/appointments/week';
import type {
  AddSuppression,
  BookingView,
  CalendarView,
  CancelBooking,
  ExplainPermit,
  LiftSuppression,
  ListBookings,
  ListMessages,
  ListSuppressions,
  MessageView,
  PermitView,
  SetCalendar,
  SuppressionView,
} from '../gen';
import type { FakeCall } from './calls';
import { fail, type Handlers } from './index';

const ZONE = 'Asia/Kolkata';

export function fakeDesk(all: FakeCall[]): Handlers {
  const hours = [
    { from: '09:00', to: '13:00' },
    { from: '15:00', to: '18:00' },
  ];
  let calendar: CalendarView = {
    zone: ZONE,
    hours: [hours, hours, hours, hours, hours, [{ from: '10:00', to: '14:00' }], []],
    holidays: [],
    minutes: 30,
    capacity: 2,
    notice_minutes: 60,
    is_set: true,
  };
  const monday = mondayOf(wallClock(Date.now(), ZONE).day);
  const calls = all.slice(0, 12).map((call) => call.row);
  const bookings: BookingView[] = calls.map((row, index) => {
    const day = daysLater(monday, index % 6);
    const hour = index % 2 === 0 ? '10' : '11';
    return {
      id: `b${index}`,
      begins: `${day}T${hour}:00`,
      ends: `${day}T${hour}:30`,
      zone: ZONE,
      place: 0,
      name: row.caller,
      service: 'Check-up',
      contact: `+9198200000${10 + index}`,
      call_id: row.id,
      made_at: row.started_at,
      confirmed_at: index % 3 === 0 ? row.started_at + 60_000 : null,
      cancelled_at: null,
      cancelled_by: null,
      cancel_reason: null,
    };
  });
  const messages: MessageView[] = calls.slice(0, 5).map((row, index) => ({
    id: `m${index}`,
    call_id: row.id,
    to: `+9198200000${10 + index}`,
    text: 'Your appointment is booked.',
    state: (['sent', 'failed', 'queued', 'sending', 'withdrawn'] as const)[index] ?? 'sent',
    attempts: 1,
    queued_at: row.started_at,
    changed_at: row.started_at,
    receipt:
      index === 0
        ? { delivery: 'delivered', code: null, carrier_id: 'SM1', at: row.started_at }
        : null,
  }));
  let list: SuppressionView[] = calls.slice(0, 8).map((row, index) => ({
    id: `s${index}`,
    contact: `+9198210000${10 + index}`,
    refused_by: index % 2 === 0 ? 'spoken' : 'text',
    words: 'Please do not call again',
    call_id: row.id,
    added_by: null,
    since: row.started_at,
    lifted: null,
  }));
  const known = <T extends { id: string }>(from: T[], id: string): T => {
    const found = from.find((each) => each.id === id);
    if (!found) throw fail('not_found');
    return found;
  };
  return {
    calendar_get: () => calendar,
    calendar_set: (input: SetCalendar) => (calendar = { ...input.calendar, is_set: true }),
    booking_list: ({ from_day, to_day }: ListBookings) => ({
      bookings: bookings.filter(({ begins }) => begins >= from_day && begins < `${to_day}T99`),
    }),
    booking_cancel: ({ booking_id, reason }: CancelBooking) =>
      Object.assign(known(bookings, booking_id), {
        cancelled_at: Date.now(),
        cancelled_by: 'Asha Rao',
        cancel_reason: reason,
      }),
    message_list: ({ state }: ListMessages) => ({
      messages: messages.filter((one) => state === null || one.state === state),
    }),
    suppression_list: ({ filter }: ListSuppressions) => ({
      rows: list.filter(
        (entry) =>
          (filter.stands === undefined || filter.stands === (entry.lifted === null)) &&
          entry.contact.includes((filter.contact ?? '').replace(/[^\d@a-z.]/g, '')),
      ),
      next: null,
    }),
    suppression_add: ({ command_id, contact, refused_by, words }: AddSuppression) => {
      const made = { id: command_id, contact, refused_by, words, call_id: null, lifted: null };
      list = [{ ...made, added_by: 'Asha Rao', since: Date.now() }, ...list];
      return list[0];
    },
    suppression_lift: ({ suppression_id, reason }: LiftSuppression) =>
      Object.assign(known(list, suppression_id), {
        lifted: { at: Date.now(), by: 'Asha Rao', reason },
      }),
    call_permit: ({ number }: ExplainPermit): PermitView => {
      const entry = list.find((one) => one.contact === number && one.lifted === null);
      return {
        contact: number,
        permitted: !entry,
        refused_by: entry ? 'not_suppressed' : null,
        place: 'IN',
        suppressed_since: entry?.since ?? null,
        steps: [
          { rule: 'not_suppressed', passed: !entry, hours: null },
          { rule: 'place_known', passed: true, hours: null },
        ],
        until: entry ? null : Date.now() + 60_000,
        next_at: null,
      };
    },
  };
}
