package sample

import (
	"math"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/store"
)

// calendar is the time that the sample of a client covers: from the first of a
// month to the day before today, in the client's zone.
type calendar struct {
	zone  *time.Location
	hours []agency.Span
	first time.Time // midnight in UTC: days are counted in it
	today time.Time
	days  int
	story *story
	bad   [2]int // first and last day of the incident
}

// newCalendar covers so many whole months before that of today, and what is
// gone of it.
func newCalendar(s *story, zone *time.Location, today time.Time, months int, luck chance) *calendar {
	month := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC)
	c := &calendar{zone: zone, hours: s.officeHours(), first: month.AddDate(0, -months, 0), today: today, story: s}
	c.days = c.index(today)
	from := c.index(month.AddDate(0, -1, 0)) + 9 + luck.IntN(8)
	c.bad = [2]int{from, from + 5}
	return c
}

// index is the number of a day from the first.
func (c *calendar) index(day time.Time) int { return int(day.Sub(c.first).Hours() / 24) }

func (c *calendar) date(i int) time.Time { return c.first.AddDate(0, 0, i) }
func (c *calendar) day(i int) string     { return c.date(i).Format(time.DateOnly) }

// at is a moment of a day, in minutes after midnight by the client's clock.
func (c *calendar) at(i int, minutes float64) store.Instant {
	d := c.date(i)
	return store.At(time.Date(d.Year(), d.Month(), d.Day(), 0, int(minutes), int(math.Mod(minutes, 1)*60), 0, c.zone))
}

// busy is the factor of a day: season, weekday, campaign.
func (c *calendar) busy(i int) float64 {
	d := c.date(i)
	f := c.story.Season[d.Month()-1] * c.story.Weekday[(int(d.Weekday())+6)%7]
	if camp := c.campaign(i); camp != nil {
		f *= camp.Lift
	}
	return f
}

func (c *calendar) campaign(i int) *campaign { return c.story.running(c.day(i)[5:]) }

// trouble is how bad a day of the incident is, from 0 to 1.
func (c *calendar) trouble(i int) float64 {
	if i < c.bad[0] || i > c.bad[1] {
		return 0
	}
	return 1 - 0.8*float64(i-c.bad[0])/float64(c.bad[1]-c.bad[0])
}

// monthEnd reports whether a day is the last of its month.
func (c *calendar) monthEnd(i int) bool { return c.date(i+1).Day() == 1 }

// month is the number of the month, from the first, that a day lies in.
func (c *calendar) month(i int) int {
	d := c.date(i)
	return (d.Year()-c.first.Year())*12 + int(d.Month()-c.first.Month())
}

// months are the whole months, each by its first and last day.
func (c *calendar) months() [][2]int {
	var all [][2]int
	for from := 0; ; {
		next := c.index(c.date(from).AddDate(0, 1, 0))
		if next > c.days {
			return all
		}
		all = append(all, [2]int{from, next - 1})
		from = next
	}
}

// download is an export that somebody fetches: of some days, on the morning of
// a later one; brief is a look in between, at posts, views and reach alone.
type download struct {
	from, to, on int
	brief        bool
}

// recent is how many whole months are fetched each by itself.
const recent = 3

// downloads are what is fetched of a brand: quarters at first, then months, and
// of the running month all there is, after a look at its first week.
func (c *calendar) downloads() []download {
	var all []download
	months := c.months()
	next := 0
	for n, month := range months {
		d := c.date(month[0])
		if last := len(all) - 1; n > 0 && n < len(months)-recent && (d.Month()-1)%3 != 0 {
			all[last].to, all[last].on = month[1], month[1]+3
		} else {
			all = append(all, download{from: month[0], to: month[1], on: month[1] + 3})
		}
		next = month[1] + 1
	}
	if c.days-next >= 14 {
		all = append(all, download{from: next, to: next + 6, on: next + 7, brief: true})
	}
	if c.days > next {
		all = append(all, download{from: next, to: c.days - 1, on: c.days})
	}
	for i := range all {
		all[i].on = min(all[i].on, c.days)
	}
	return all
}

// work is the moment so many minutes of office hours after another.
func (c *calendar) work(from store.Instant, minutes float64) store.Instant {
	if len(c.hours) == 0 {
		return from + store.Instant(minutes*60000)
	}
	t := from.Time().In(c.zone)
	for {
		weekday := (int(t.Weekday())+6)%7 + 1
		for _, span := range c.hours {
			if span.Day != weekday {
				continue
			}
			open, shut := clockOn(t, span.From), clockOn(t, span.To)
			if t.Before(open) {
				t = open
			}
			if left := shut.Sub(t).Minutes(); left > 0 {
				if minutes <= left {
					return store.At(t.Add(time.Duration(minutes * float64(time.Minute))))
				}
				minutes -= left
				t = shut
			}
		}
		t = time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, c.zone)
	}
}

// clockOn is the moment of the day of t that a clock shows as HH:MM.
func clockOn(t time.Time, clock string) time.Time {
	hour, minute := int(clock[0]-'0')*10+int(clock[1]-'0'), int(clock[3]-'0')*10+int(clock[4]-'0')
	return time.Date(t.Year(), t.Month(), t.Day(), hour, minute, 0, 0, t.Location())
}
