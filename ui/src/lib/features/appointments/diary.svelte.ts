// The appointments of a week, the calendar they stand in, and the messages that followed.
import {
  backend,
  bookingList,
  calendarGet,
  messageList,
  toFailure,
  type BookingView,
  type CalendarView,
  type Failure,
  type MessageView,
} from '$lib/api';
import { daysOf, mondayOf, wallClock } from './week';

/** The latest messages; one that followed an older call is not looked for. */
const MESSAGES = 500;

export class Diary {
  calendar = $state.raw<CalendarView | null>(null);
  /** The Monday of what `bookings` are of. */
  monday = $state<string | null>(null);
  bookings = $state.raw<BookingView[]>([]);
  messages = $state.raw<MessageView[]>([]);
  failure = $state.raw<Failure | null>(null);
  loading = $state(false);
  #round = 0;

  /** Shows the week of a day; of the day it is there, where none is named. */
  async show(day: string | null): Promise<void> {
    const round = ++this.#round;
    this.loading = true;
    this.failure = null;
    try {
      const calendar = await calendarGet(backend, {});
      const monday = mondayOf(day ?? wallClock(Date.now(), calendar.zone).day);
      const list = await bookingList(backend, {
        from_day: monday,
        to_day: daysOf(monday).at(-1) ?? monday,
      });
      const followed = await messageList(backend, { state: null, limit: MESSAGES });
      if (round !== this.#round) return;
      this.calendar = calendar;
      this.monday = monday;
      this.bookings = list.bookings;
      this.messages = followed.messages;
    } catch (thrown) {
      if (round !== this.#round) return;
      this.failure = toFailure(thrown);
    } finally {
      if (round === this.#round) this.loading = false;
    }
  }

  /** Takes in one that was changed here. */
  put(booking: BookingView): void {
    this.bookings = this.bookings.map((one) => (one.id === booking.id ? booking : one));
  }

  /** The message that followed the call in which it was made. */
  messageOf(booking: BookingView): MessageView | null {
    return this.messages.find((one) => one.call_id === booking.call_id) ?? null;
  }
}
