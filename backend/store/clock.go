package store

import (
	"database/sql/driver"
	"fmt"
	"sync"
	"time"

	sqlite "github.com/glebarez/go-sqlite"
)

func init() {
	sqlite.MustRegisterDeterministicScalarFunction("week_second", 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		at, isInstant := args[0].(int64)
		name, isName := args[1].(string)
		if !isInstant || !isName {
			return nil, nil
		}
		zone, err := zoneOf(name)
		if err != nil {
			return nil, err
		}
		return WeekSecond(Instant(at), zone), nil
	})
}

// WeekSecond is where an instant lies in its week: seconds of the clock since the
// midnight before Monday. SQL has it as week_second(instant, name of the zone).
func WeekSecond(at Instant, zone *time.Location) int64 {
	local := at.Time().In(zone)
	day := (int64(local.Weekday()) + 6) % 7
	return day*86_400 + int64(local.Hour())*3600 + int64(local.Minute())*60 + int64(local.Second())
}

// zones are the time zones that were asked for by name: reading one anew for each
// row is slow.
var zones sync.Map

func zoneOf(name string) (*time.Location, error) {
	if zone, ok := zones.Load(name); ok {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("zone of week_second: %w", err)
	}
	zones.Store(name, zone)
	return zone, nil
}
