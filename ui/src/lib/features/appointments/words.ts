// Closed lists of appointments and messages in words.
import type { BookingView, Delivery, MessageState } from '$lib/api';
import { timeOfDay } from '$lib/i18n/say';
import { m } from '$lib/paraglide/messages';
import type { IconName } from '$lib/shared/icons';
import { minuteOf } from './week';

export const messageStateWords: Record<MessageState, () => string> = {
  queued: m.appt_message_queued,
  sending: m.appt_message_sending,
  sent: m.appt_message_sent,
  withdrawn: m.appt_message_withdrawn,
  failed: m.appt_message_failed,
};

export const messageStateHelp: Record<MessageState, () => string> = {
  queued: m.appt_message_queued_help,
  sending: m.appt_message_sending_help,
  sent: m.appt_message_sent_help,
  withdrawn: m.appt_message_withdrawn_help,
  failed: m.appt_message_failed_help,
};

/** What the carrier said became of a message, and what that means. */
export const deliveryWords: Record<Delivery, () => string> = {
  delivered: m.appt_delivered,
  undelivered: m.appt_undelivered,
  failed: m.appt_delivery_failed,
};

export const deliveryHelp: Record<Delivery, () => string> = {
  delivered: m.appt_delivered_help,
  undelivered: m.appt_undelivered_help,
  failed: m.appt_delivery_failed_help,
};

export const messageStateIcons: Record<MessageState, IconName> = {
  queued: 'clock',
  sending: 'clock',
  sent: 'good',
  withdrawn: 'minus',
  failed: 'warn',
};

/** What is to be seen of an appointment: whether it stands, and whether they said they come. */
export function bookingState(booking: BookingView): string {
  if (booking.cancelled_at !== null) return m.appt_cancelled();
  return booking.confirmed_at === null ? m.appt_booked() : m.appt_confirmed();
}

/** `9:30 am` on the clocks of the business. */
export const timeWords = (minute: number) => timeOfDay(minute, true);

/** `9:30`, where the place on the day tells which half of it. */
export const shortTime = (minute: number) => timeOfDay(minute, false);

export const momentTime = (moment: string) => timeWords(minuteOf(moment.slice(11)));
