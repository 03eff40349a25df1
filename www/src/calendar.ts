/** Deadlines as an iCalendar file (RFC 5545): all-day events in Japan's civil dates. Pure: text out. */

import type { CivilDate } from "../contract";
import type { Row } from "./model";
import { usable } from "./placement";
import { bothDates } from "./words/format";
import { contactWords, DEADLINES } from "./words/labels";

/** Octets that a line may have before it is folded. */
const LINE = 75;

/** A file with every deadline ahead of what is neither over nor out of the question; null where there is none. */
export function calendar(rows: Row[], on: CivilDate): string | null {
  const events = usable(rows).flatMap((row) =>
    row.result.window.deadlines.filter(({ daysLeft }) => daysLeft >= 0).map((day) => event(row, day, on)),
  );
  if (events.length === 0) return null;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//iryo-dx-hojokin//JA",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-TIMEZONE:Asia/Tokyo",
    ...events.flat(),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

type Deadline = Row["result"]["window"]["deadlines"][number];

function event({ programme, result }: Row, { kind, date }: Deadline, on: CivilDate): string[] {
  const title = `${programme.name}：${DEADLINES[kind]}の期限`;
  const { contact, detail } = programme;
  const description = [
    `${bothDates(date)}が最終日です。`,
    "期限は変わることがあります。今の内容は、次の窓口とページでご確認ください。",
    contactWords(contact),
    detail.url ?? "",
  ];
  return [
    "BEGIN:VEVENT",
    `UID:${result.id}-${kind}-${date}@iryo-dx-hojokin`,
    `DTSTAMP:${compact(on)}T000000Z`,
    `DTSTART;VALUE=DATE:${compact(date)}`,
    `DTEND;VALUE=DATE:${compact(moved(date, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description.filter(Boolean).join("\n"))}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    // Nine in the morning in Japan, where the clock is nine hours ahead and never changed.
    `TRIGGER;VALUE=DATE-TIME:${compact(monthBefore(date))}T000000Z`,
    `DESCRIPTION:${escaped(title)}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

const compact = (date: CivilDate): string => date.replaceAll("-", "");

const civil = (time: number): CivilDate => new Date(time).toISOString().slice(0, 10);

function moved(date: CivilDate, days: number): CivilDate {
  return civil(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

/** The same day of the month before, or its last day where it is shorter. */
function monthBefore(date: CivilDate): CivilDate {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return civil(Date.UTC(year, month - 2, Math.min(day, last)));
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** A long line goes on in the next, behind a space; no character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let written = "";
  let octets = 0;
  for (const letter of line) {
    const width = encoder.encode(letter).length;
    if (octets + width > LINE) {
      written += "\r\n ";
      octets = 1;
    }
    written += letter;
    octets += width;
  }
  return written;
}
