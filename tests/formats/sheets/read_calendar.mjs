// Two readers of JavaScript tell what they make of a calendar: each event's begin and end, in milliseconds or as a day.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const text = readFileSync(process.argv[2], "utf8");

const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const moment = (time) => (time.isDate ? time.toString() : time.toUnixTime() * 1000);
const one = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return [event.uid, moment(event.startDate), event.startDate.isDate ? null : moment(event.endDate)];
});

const two = Object.values(nodeIcal.sync.parseICS(text))
  .filter((each) => each.type === "VEVENT")
  .map((each) => {
    if (each.datetype !== "date") return [each.uid, each.start.getTime(), each.end.getTime()];
    const [year, month, day] = [each.start.getFullYear(), each.start.getMonth() + 1, each.start.getDate()];
    return [each.uid, `${year}-${`${month}`.padStart(2, "0")}-${`${day}`.padStart(2, "0")}`, null];
  });

process.stdout.write(JSON.stringify({ "ical.js": one, "node-ical": two }));
