// Reads a calendar with ical.js and prints the start of every occurrence in UTC, one a line.
// Usage: node ical_js.mjs FOLDER_OF_ICAL_JS < calendar.ics
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2] + "/dist/ical.js").href);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const series = new Map();
for (const event of calendar.getAllSubcomponents("vevent")) {
  const uid = event.getFirstPropertyValue("uid");
  series.set(uid, [...(series.get(uid) ?? []), event]);
}
for (const events of series.values()) {
  const moved = events.filter((one) => one.hasProperty("recurrence-id"));
  const master = events.find((one) => !one.hasProperty("recurrence-id"));
  const event = new ICAL.Event(master, { exceptions: moved });
  const dates = event.iterator();
  for (let next = dates.next(); next; next = dates.next()) {
    const start = event.getOccurrenceDetails(next).startDate;
    console.log(new Date(start.toUnixTime() * 1000).toISOString());
    if (!event.isRecurring()) break;
  }
}
